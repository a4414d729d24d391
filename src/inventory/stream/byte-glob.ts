import { compileGlob, type Matcher } from '../glob.js';

type Kind = 'all' | 'equal' | 'start' | 'end' | 'inside' | 'text';

/** A glob over the bytes of a cell; patterns that are more than an ASCII word with a star before or behind it need the text. */
export class ByteGlob {
  /** For a cell's text, where its bytes are not the text's: quotes are doubled, or the pattern needs it. */
  readonly matchesText: Matcher;
  readonly needsText: boolean;
  readonly kind: Kind;
  /** The word of the pattern: '' where it is more than a word. */
  readonly core: Uint8Array;

  constructor(pattern: string) {
    const [, before = '', core = '', after = ''] = /^(\*?)([!-)+->@-~ ]+)(\*?)$/.exec(pattern) ?? [];
    this.matchesText = compileGlob(pattern);
    this.core = Uint8Array.from(core, (char) => char.charCodeAt(0));
    if (core === '') this.kind = /^\*+$/.test(pattern) ? 'all' : 'text';
    else if (before !== '') this.kind = after === '' ? 'end' : 'inside';
    else this.kind = after === '' ? 'equal' : 'start';
    this.needsText = this.kind === 'text';
  }

  /** Whether a name that begins with this byte can match. */
  canBegin(byte: number): boolean {
    return (this.kind !== 'equal' && this.kind !== 'start') || this.core[0] === byte;
  }

  /** Whether the bytes in [from, to) match: well-formed UTF-8 without doubled quotes. */
  matches(bytes: Uint8Array, from: number, to: number): boolean {
    const { core } = this;
    const spare = to - from - core.length;
    if (this.kind === 'start') return spare >= 0 && this.isAt(bytes, from);
    if (this.kind === 'all') return true;
    if (spare < 0) return false;
    if (this.kind === 'equal') return spare === 0 && this.isAt(bytes, from);
    if (this.kind === 'end') return this.isAt(bytes, to - core.length);
    for (let at = from; at <= from + spare; at++) if (this.isAt(bytes, at)) return true;
    return false;
  }

  private isAt(bytes: Uint8Array, at: number): boolean {
    const { core } = this;
    for (let index = 0; index < core.length; index++) if (core[index] !== bytes[at + index]) return false;
    return true;
  }
}
