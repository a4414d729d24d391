/**
 * A number as decimal.js keeps it, and documents it: `s` its sign, `e` its exponent of ten, `d` its digits in words of seven, the first at
 * 10^7 to the power of `floor(e / 7)`; no word at either end is 0, save that of 0 itself. decimal.js has no digits in what is no number or
 * has no end. To read and write words costs a tenth of its operations.
 */
export interface Words {
  readonly s: number;
  readonly e: number;
  readonly d: readonly number[];
}

const WORD_DIGITS = 7;
const WORD = 1e7;
/** Whole numbers below 10^15 are exact in a double, and so is the sum of nine. */
const WHOLE_DIGITS = 15;
const MOST_WHOLE = 1e15;

/** A number without its sign: what stands before the point, the first word behind it, and whether more words follow. */
export interface Parts {
  readonly whole: number;
  readonly fraction: number;
  readonly isLonger: boolean;
}

/** Parts of one in `fraction`'s word. */
export const FRACTION = WORD;

/** undefined: 10^15 and more, or no number, whose `e` is none. */
export function partsOf({ d, e }: Omit<Words, 's'>): Parts | undefined {
  if (!(e < WHOLE_DIGITS)) return undefined;
  let whole = 0;
  let at = 0;
  let power = Math.floor(e / WORD_DIGITS);
  for (; power >= 0; power--) whole = whole * WORD + (d[at++] ?? 0);
  const fraction = power === -1 ? (d[at++] ?? 0) : 0;
  return { whole, fraction, isLonger: at < d.length };
}

/**
 * The other way round.
 *
 * @param whole    below 10^15
 * @param fraction words behind the point; where `whole` is 0, the first is 0 only for the number 0
 */
export function wordsOf(sign: number, whole: number, fraction: readonly number[]): Words {
  const d: number[] = [];
  let power = whole === 0 ? -1 : 0;
  let weight = 1;
  for (; weight * WORD <= whole; weight *= WORD) power++;
  let rest = whole;
  while (d.length <= power) {
    const word = Math.floor(rest / weight);
    d.push(word);
    rest -= word * weight;
    weight /= WORD;
  }
  for (const word of fraction) d.push(word);
  while (d.length > 1 && d[d.length - 1] === 0) d.pop();
  const leading = d[0] ?? 0;
  return { s: sign, e: leading === 0 ? 0 : power * WORD_DIGITS + digitsOf(leading) - 1, d };
}

/** A double's shortest decimal form; undefined where that is a whole number or has an exponent. */
export function wordsOfDouble(value: number): Words | undefined {
  const size = Math.abs(value);
  const whole = Math.floor(size);
  if (whole === size || size < 1e-6 || size >= MOST_WHOLE) return undefined;
  const text = `${size}`;
  const fraction: number[] = [];
  for (let at = text.indexOf('.') + 1; at < text.length; at += WORD_DIGITS) {
    const digits = text.slice(at, at + WORD_DIGITS);
    fraction.push(+digits * (SCALES[digits.length] ?? 1));
  }
  return wordsOf(value < 0 ? -1 : 1, whole, fraction);
}

/** By a word's digits: what fills it up. */
const SCALES = [1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1];

function digitsOf(word: number): number {
  let digits = 1;
  for (let least = 10; least <= word; least *= 10) digits++;
  return digits;
}
