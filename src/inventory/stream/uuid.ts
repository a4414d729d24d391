/** Value of a lower-case hexadecimal digit; negative for every other byte. */
const DIGIT = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) DIGIT[digit.toString(16).charCodeAt(0)] = digit;

const DASH = 45;
export const UUID_BYTES = 36;

/** The four words of an id such as 0108d641-51e0-4100-9ca6-a3bb39771c77, as Cinder writes every id. */
export class Uuid {
  a = 0;
  b = 0;
  c = 0;
  d = 0;

  /** Reads 36 bytes. false: not an id of this form, and the words mean nothing. */
  read(bytes: Uint8Array, at: number): boolean {
    if (bytes[at + 8] !== DASH || bytes[at + 13] !== DASH || bytes[at + 18] !== DASH || bytes[at + 23] !== DASH) return false;
    const a = four(bytes, at);
    const b = four(bytes, at + 4);
    const c = four(bytes, at + 9);
    const d = four(bytes, at + 14);
    const e = four(bytes, at + 19);
    const f = four(bytes, at + 24);
    const g = four(bytes, at + 28);
    const h = four(bytes, at + 32);
    this.a = (a << 16) | b;
    this.b = (c << 16) | d;
    this.c = (e << 16) | f;
    this.d = (g << 16) | h;
    return (a | b | c | d | e | f | g | h) >= 0;
  }
}

/** 16 bits of four digits; negative where one is none. */
function four(bytes: Uint8Array, at: number): number {
  const w = DIGIT[bytes[at] ?? 0] ?? -1;
  const x = DIGIT[bytes[at + 1] ?? 0] ?? -1;
  const y = DIGIT[bytes[at + 2] ?? 0] ?? -1;
  const z = DIGIT[bytes[at + 3] ?? 0] ?? -1;
  return (w << 12) | (x << 8) | (y << 4) | z;
}

const letters = new Uint8Array(UUID_BYTES);

/** The words of an id's text, in `into`; undefined where it is not of Cinder's form. */
export function wordsOf(id: string, into: Uuid): Uuid | undefined {
  if (id.length !== UUID_BYTES) return undefined;
  for (let index = 0; index < UUID_BYTES; index++) letters[index] = Math.min(id.charCodeAt(index), 255);
  return into.read(letters, 0) ? into : undefined;
}

/** The text that `Uuid.read` has read these words from. */
export function textOfUuid({ a, b, c, d }: Pick<Uuid, 'a' | 'b' | 'c' | 'd'>): string {
  const digits = [a, b, c, d].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
