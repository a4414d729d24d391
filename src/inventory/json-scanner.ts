/** What the scanner meets, with offsets into the text; `to` is behind the last character. */
export interface JsonVisitor {
  /** An object that is no page: a volume, or something else. */
  record(from: number, to: number): void;
  /** A member of a page beside its volumes: links, a count, another list, an error. */
  member(key: string, from: number, to: number): void;
  /** A page begins. */
  page(): void;
}

/** Why and where scanning stopped. */
export interface JsonStop {
  readonly at: number;
  readonly kind: 'end of text' | 'unexpected';
}

/** First keys of an answer of the API; an object that begins with another is one of a list. */
export const PAGE_KEYS: ReadonlySet<string> = new Set([
  'volumes',
  'volume',
  'count',
  'backups',
  'snapshots',
  'volume_types',
  'volumes_links',
  'message',
  'volume-summary',
]);
const MAX_DEPTH = 4;
const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA] = [34, 92, 123, 125, 91, 93, 44];

/**
 * Walks JSON text of any nesting of arrays and pages (`{"volumes": [...]}`), several values one after the other included,
 * and hands out each record's bounds: a record can then be parsed on its own and has a place.
 */
export class JsonScanner {
  private at = 0;
  private stop: JsonStop | undefined;

  constructor(
    private readonly text: string,
    private readonly visitor: JsonVisitor,
  ) {}

  /** @returns where it stopped before the end, if it did */
  run(): JsonStop | undefined {
    for (this.blanks(); this.at < this.text.length && !this.stop; this.blanks()) this.value(0);
    return this.stop;
  }

  private halt(kind: JsonStop['kind']): void {
    this.stop ??= { at: this.at, kind: this.at >= this.text.length ? 'end of text' : kind };
  }

  /** Commas count as blanks: the parser of each record is the judge, not we. */
  private blanks(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code > 32 && code !== COMMA) return;
    }
  }

  private value(depth: number): void {
    const code = this.text.charCodeAt(this.at);
    if (depth > MAX_DEPTH) this.halt('unexpected');
    else if (code === OPEN_BRACKET) this.array(depth);
    else if (code === OPEN_BRACE) this.object(depth);
    else this.halt('unexpected');
  }

  private array(depth: number): void {
    for (this.at++, this.blanks(); !this.stop; this.blanks()) {
      if (this.text.charCodeAt(this.at) === CLOSE_BRACKET) {
        this.at++;
        return;
      }
      this.value(depth + 1);
    }
  }

  private object(depth: number): void {
    const from = this.at;
    this.at++;
    this.blanks();
    const key = this.text.charCodeAt(this.at) === QUOTE ? this.key() : '';
    if (this.stop) return;
    this.at = from;
    if (PAGE_KEYS.has(key)) this.pageObject(depth);
    else if (this.skip()) this.visitor.record(from, this.at);
  }

  private pageObject(depth: number): void {
    this.visitor.page();
    this.at++;
    for (this.blanks(); !this.stop && this.text.charCodeAt(this.at) !== CLOSE_BRACE; this.blanks()) this.pageMember(depth);
    this.at++;
  }

  private pageMember(depth: number): void {
    const isKey = this.text.charCodeAt(this.at) === QUOTE;
    const key = isKey ? this.key() : '';
    this.blanks();
    if (!isKey || this.text[this.at] !== ':') {
      this.halt('unexpected');
      return;
    }
    this.at++;
    this.blanks();
    this.pageValue(key, depth);
  }

  private pageValue(key: string, depth: number): void {
    const from = this.at;
    const code = this.text.charCodeAt(from);
    const holdsVolumes = (key === 'volumes' && code === OPEN_BRACKET) || (key === 'volume' && code === OPEN_BRACE);
    if (holdsVolumes) this.value(depth + 1);
    else if (this.skip()) this.visitor.member(key, from, this.at);
  }

  private key(): string {
    const from = this.at;
    this.string();
    return this.text.slice(from + 1, this.at - 1);
  }

  /** Moves behind the closing quote. */
  private string(): void {
    let end = this.text.indexOf('"', this.at + 1);
    while (end !== -1 && this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.at = end === -1 ? this.text.length : end + 1;
    if (end === -1) this.halt('end of text');
  }

  private isEscaped(quote: number): boolean {
    let from = quote;
    while (this.text.charCodeAt(from - 1) === BACKSLASH) from--;
    return (quote - from) % 2 === 1;
  }

  /** Moves behind one value of any kind. */
  private skip(): boolean {
    let depth = 0;
    while (!this.stop && this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) this.string();
      else {
        if (depth === 0 && isEndOfScalar(code)) return true;
        this.at++;
        if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
        else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
        else continue;
      }
      if (depth === 0 && !this.stop) return true;
    }
    this.halt('end of text');
    return false;
  }
}

const isEndOfScalar = (code: number): boolean => code <= 32 || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET;
