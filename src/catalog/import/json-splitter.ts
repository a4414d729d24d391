import { joined, plainKey } from './byte-text.js';
import { parseJson } from './json-values.js';

/** What to do with a value: walk into it, hand it out whole, or pass over it. */
export type Visit = 'enter' | 'take' | 'skip';

export interface JsonListener {
  /** Asked before each value that is reached; `path` holds the keys from the root, '#' for an element of an array. */
  visit(path: readonly string[]): Visit;
  /** The text of a value that was to be taken, decoded. */
  take(path: readonly string[], text: string): void;
}

/** The text is no JSON, or holds a value too large to be what it should be. `at` counts bytes from 0. */
export class BrokenJson extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Bytes of UTF-8 to text: TextDecoder has it. Handed in, because these modules know no platform. */
export type Decode = (bytes: Uint8Array) => string;

/** One value that is taken whole: a product, a term, an item. Real ones have a few KB; more than this is another kind of file. */
const LARGEST_VALUE = 16 * 2 ** 20;
const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93];

const NOTHING = new Uint8Array(0);

type Wanted = 'value' | 'key' | 'colon' | 'comma';

/**
 * Takes the bytes of JSON apart as they arrive, in pieces of any size, and keeps no more than the value being taken: a file of any
 * length in the memory of one record. Bytes, not text: nearly all of a file is passed over and never becomes text. Several values one after the other are read like one.
 */
export class JsonSplitter {
  private readonly path: string[] = [];
  /** Of each entered container: is it an array? */
  private readonly arrays: boolean[] = [];
  private wanted: Wanted = 'value';
  private inside: 'structure' | 'key' | 'nested' | 'scalar' = 'structure';
  private taking = false;
  private parts: Uint8Array[] = [];
  private partsLength = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private bytes: Uint8Array = NOTHING;
  private at = 0;
  private start = 0;
  private consumed = 0;

  constructor(
    private readonly listener: JsonListener,
    private readonly decode: Decode,
  ) {}

  /** @throws BrokenJson */
  push(chunk: Uint8Array): void {
    this.bytes = chunk;
    this.at = 0;
    this.start = 0;
    while (this.at < this.bytes.length) this.step();
    if (this.taking) this.keep(this.bytes.length);
    this.consumed += this.bytes.length;
  }

  /** @throws BrokenJson when the text stops before its end */
  end(): void {
    if (this.inside === 'scalar') this.valueEnds();
    if (this.inside !== 'structure' || this.arrays.length > 0) throw new BrokenJson('the file ends in the middle', this.consumed);
  }

  private step(): void {
    if (this.inside === 'nested') this.nested();
    else if (this.inside === 'key') this.key();
    else if (this.inside === 'scalar') this.scalar();
    else this.structure(this.bytes[this.at] ?? 0);
  }

  private structure(code: number): void {
    if (code <= 32 || this.isMark(code)) this.at++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.leave(code);
    else if (this.wanted === 'comma' && code === COMMA) this.next();
    else if (this.wanted === 'colon' && code === COLON) this.want('value');
    else if (this.wanted === 'key' && code === QUOTE) this.beginKey();
    else if (this.wanted === 'value') this.value(code);
    else this.fail(`found "${String.fromCharCode(code)}" where a ${this.wanted} belongs`);
  }

  /** The byte order mark: three bytes before anything else. */
  private isMark(code: number): boolean {
    return this.consumed + this.at < 3 && code === [0xef, 0xbb, 0xbf][this.consumed + this.at];
  }

  private want(wanted: Wanted): void {
    this.wanted = wanted;
    this.at++;
  }

  private next(): void {
    const inArray = this.arrays[this.arrays.length - 1] === true;
    this.want(inArray ? 'value' : 'key');
  }

  private leave(code: number): void {
    const array = this.arrays.pop();
    if (array === undefined || array !== (code === CLOSE_BRACKET)) this.fail('a bracket that closes nothing');
    this.path.pop();
    this.want(this.arrays.length === 0 ? 'value' : 'comma');
  }

  private beginKey(): void {
    this.inside = 'key';
    this.inString = true;
    this.taking = true;
    this.at++;
    this.start = this.at;
  }

  private key(): void {
    if (!this.string()) return;
    this.keep(this.at - 1);
    this.path[this.arrays.length - 1] = this.unescaped(this.kept());
    this.inside = 'structure';
    this.wanted = 'colon';
  }

  private unescaped(key: string): string {
    if (!key.includes('\\')) return key;
    const plain = parseJson(`"${key}"`);
    return typeof plain === 'string' ? plain : this.fail('a key that is no text');
  }

  private value(code: number): void {
    const parent = this.arrays.length - 1;
    if (this.arrays[parent] === true) this.path[parent] = '#';
    const isContainer = code === OPEN_BRACE || code === OPEN_BRACKET;
    const visit = this.listener.visit(this.path);
    if (isContainer && visit === 'enter') {
      this.arrays.push(code === OPEN_BRACKET);
      this.path.push('');
      this.want(code === OPEN_BRACKET ? 'value' : 'key');
      return;
    }
    this.taking = visit === 'take';
    this.start = this.at;
    this.depth = 0;
    this.inside = isContainer || code === QUOTE ? 'nested' : 'scalar';
  }

  /** Moves to the end of the object, array or text. The loop that passes over nearly every character of a file. */
  private nested(): void {
    const { bytes } = this;
    const end = bytes.length;
    let { at, depth, inString } = this;
    if (this.escaped) {
      at++;
      this.escaped = false;
    }
    while (at < end) {
      if (inString) {
        while (at < end) {
          const code = bytes[at++];
          if (code === BACKSLASH) at++;
          else if (code === QUOTE) {
            inString = false;
            break;
          }
        }
        if (inString) break;
      } else {
        const code = bytes[at++];
        if (code === QUOTE) inString = true;
        else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
        else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
      }
      if (depth === 0 && !inString) break;
    }
    this.escaped = at > end;
    this.at = Math.min(at, end);
    this.depth = depth;
    this.inString = inString;
    const isWhole = depth === 0 && !inString && !this.escaped;
    if (isWhole) this.valueEnds();
  }

  private string(): boolean {
    for (; this.at < this.bytes.length; this.at++) {
      if (this.escaped) this.escaped = false;
      else if (this.bytes[this.at] === BACKSLASH) this.escaped = true;
      else if (this.bytes[this.at] === QUOTE) {
        this.at++;
        this.inString = false;
        return true;
      }
    }
    return false;
  }

  private scalar(): void {
    for (; this.at < this.bytes.length; this.at++) {
      const code = this.bytes[this.at] ?? 0;
      if (code <= 32 || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.valueEnds();
        return;
      }
    }
  }

  private valueEnds(): void {
    this.inside = 'structure';
    this.wanted = this.arrays.length === 0 ? 'value' : 'comma';
    if (!this.taking) return;
    this.keep(this.at);
    this.listener.take(this.path, this.kept());
  }

  private keep(to: number): void {
    this.parts.push(this.bytes.subarray(this.start, to));
    this.partsLength += to - this.start;
    if (this.partsLength > LARGEST_VALUE) this.fail('one value of more than 16 MiB');
    this.start = 0;
  }

  private kept(): string {
    const [first = NOTHING, ...rest] = this.parts;
    const bytes = rest.length === 0 ? first : joined(this.parts, this.partsLength);
    this.parts = [];
    this.partsLength = 0;
    this.taking = false;
    return plainKey(bytes) ?? this.decode(bytes);
  }

  private fail(message: string): never {
    throw new BrokenJson(message, this.consumed + this.at);
  }
}
