/** A Python literal of the kinds that the clients print: strings, numbers, None, booleans, lists, tuples, dicts. */
export type PythonValue = string | number | boolean | null | readonly PythonValue[] | ReadonlyMap<string, PythonValue>;

const MAX_DEPTH = 8;
const WORD = /[A-Za-z0-9_.+-]+/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads Python's repr() of nested lists and dicts, as `-f csv` prints "Attached to" and "Properties". Undefined if it is not one. */
export function readPythonRepr(text: string): PythonValue | undefined {
  const reader = new ReprReader(text);
  const value = reader.value(0);
  return reader.atEnd() ? value : undefined;
}

/** A cursor over the text. Any reading that fails leaves `failed` set, and the whole is refused. */
class ReprReader {
  private at = 0;
  private failed = false;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    this.blanks();
    return !this.failed && this.at === this.text.length;
  }

  value(depth: number): PythonValue {
    this.blanks();
    const char = this.text[this.at];
    if (depth > MAX_DEPTH) return this.fail();
    if (char === "'" || char === '"') return this.quoted(char);
    if (char === '{') return this.dict(depth);
    if (char === '[') return this.list(']', depth);
    if (char === '(') return this.list(')', depth);
    return this.word();
  }

  private fail(): null {
    this.failed = true;
    this.at = this.text.length;
    return null;
  }

  private blanks(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\n') this.at++;
  }

  private take(char: string): boolean {
    this.blanks();
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private quoted(quote: string): string {
    let value = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? '';
      if (char === quote) {
        this.at++;
        return value;
      }
      value += char === '\\' ? this.escape() : char;
    }
    this.failed = true;
    return value;
  }

  /** Python keeps the backslash of an escape that it does not know. */
  private escape(): string {
    const kind = this.text[++this.at] ?? '';
    const digits = HEX_DIGITS[kind];
    if (digits === undefined) return ESCAPES[kind] ?? `\\${kind}`;
    const hex = this.text.slice(this.at + 1, this.at + 1 + digits);
    const code = /^[0-9a-f]+$/i.test(hex) && hex.length === digits ? +`0x${hex}` : Number.POSITIVE_INFINITY;
    if (code > 0x10ffff) return this.fail() ?? '';
    this.at += digits;
    return String.fromCodePoint(code);
  }

  private word(): PythonValue {
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined) return this.fail();
    this.at += word.length;
    if (word === 'None') return null;
    if (word === 'True' || word === 'False') return word === 'True';
    return /^-?\d+(\.\d+)?$/.test(word) ? +word : this.fail();
  }

  private list(close: string, depth: number): readonly PythonValue[] {
    this.at++;
    const items: PythonValue[] = [];
    while (!this.failed && !this.take(close)) {
      if (items.length > 0 && !this.take(',')) this.fail();
      else if (items.length === 0 || !this.closes(close)) items.push(this.value(depth + 1));
    }
    return items;
  }

  private closes(close: string): boolean {
    this.blanks();
    return this.text[this.at] === close;
  }

  private dict(depth: number): ReadonlyMap<string, PythonValue> {
    this.at++;
    const entries = new Map<string, PythonValue>();
    while (!this.failed && !this.take('}')) {
      if (entries.size > 0 && !this.take(',')) this.fail();
      const key = this.value(depth + 1);
      if (typeof key !== 'string' || !this.take(':')) this.fail();
      else entries.set(key, this.value(depth + 1));
    }
    return entries;
  }
}
