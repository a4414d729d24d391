import { Uuid, wordsOf } from './uuid.js';

/** Tells by bytes which cells hold a word that is asked for. */
export class WantedCells {
  readonly isEmpty: boolean;
  /** By length and first byte, each modulo 256: numbers of `words`, of which 0 is none. */
  private readonly shapes = new Uint16Array(65_536);
  private readonly words: (readonly Uint8Array[])[] = [[]];
  private readonly firstWords = new Set<number>();
  private readonly hasIds: boolean;

  /** @param words ids or names */
  constructor(words: ReadonlySet<string>) {
    this.isEmpty = words.size === 0;
    const uuid = new Uuid();
    const byShape = new Map<number, Uint8Array[]>();
    for (const word of words) {
      const bytes = utf8(word);
      const shape = shapeOf(bytes, 0, bytes.length);
      byShape.set(shape, [...(byShape.get(shape) ?? []), bytes]);
      if (wordsOf(word, uuid)) this.firstWords.add(uuid.a);
    }
    this.hasIds = this.firstWords.size > 0;
    for (const [shape, list] of byShape) this.shapes[shape] = this.words.push(list) - 1;
  }

  /** Whether an id may be meant that begins with this word. */
  mayBeId(firstWord: number): boolean {
    return this.hasIds && this.firstWords.has(firstWord);
  }

  has(bytes: Uint8Array, from: number, to: number): boolean {
    const list = this.words[this.shapes[shapeOf(bytes, from, to)] ?? 0];
    if (list !== undefined) for (const word of list) if (isSame(word, bytes, from, to)) return true;
    return false;
  }
}

/** From the end, where names differ. */
function isSame(word: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let index = word.length - 1; index >= 0; index--) if (word[index] !== bytes[from + index]) return false;
  return true;
}

function shapeOf(bytes: Uint8Array, from: number, to: number): number {
  return (((to - from) & 255) << 8) | (to > from ? (bytes[from] ?? 0) : 0);
}

/** UTF-8; a lone surrogate becomes U+FFFD, as every encoder has it. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}
