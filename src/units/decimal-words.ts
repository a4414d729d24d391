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

/** No more digits than this are ever kept: where a result may have more, its rounding is decimal.js's own. */
export const PRECISION = 40;

/** a x b, exactly; undefined where that may have more digits than are kept, or one of them is no number. */
export function wordsOfProduct(a: Words, b: Words): Words | undefined {
  const [x, y] = [a.d, b.d];
  if (!x || !y || most(x) + most(y) > PRECISION) return undefined;
  const last = y.length - 1;
  const d: number[] = [];
  for (let at = x.length + last; at >= 0; at--) d.push(0);
  for (let at = x.length - 1; at >= 0; at--) {
    const word = x[at] ?? 0;
    let carry = 0;
    for (let by = last; by >= 0; by--) {
      const sum = (d[at + by + 1] ?? 0) + word * (y[by] ?? 0) + carry;
      carry = Math.floor(sum / WORD);
      d[at + by + 1] = sum - carry * WORD;
    }
    d[at] = carry;
  }
  return trimmed(a.s * b.s, powerOf(a) + powerOf(b) + 1, d);
}

/** The sum of numbers of 0 or more, exactly; undefined where that may have more digits than are kept, or one is less or no number. */
export function wordsOfSum(addends: readonly Words[]): Words | undefined {
  let top = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const addend of addends) {
    if (!addend.d || addend.s < 0) return undefined;
    if (addend.d[0] === 0) continue;
    const power = powerOf(addend);
    if (addend.e > largest) largest = addend.e;
    if (power > top) top = power;
    if (power - addend.d.length + 1 < low) low = power - addend.d.length + 1;
  }
  // So many addends carry no more digits than their number has.
  if (top < low || largest + 1 + digitsOf(addends.length) - low * WORD_DIGITS > PRECISION) return undefined;
  const d: number[] = [0];
  for (let power = top; power >= low; power--) d.push(0);
  for (const addend of addends) {
    if (addend.d[0] === 0) continue;
    const from = top - powerOf(addend) + 1;
    for (let at = 0; at < addend.d.length; at++) d[from + at] = (d[from + at] ?? 0) + (addend.d[at] ?? 0);
  }
  for (let at = d.length - 1; at > 0; at--) {
    const word = d[at] ?? 0;
    const carry = Math.floor(word / WORD);
    d[at] = word - carry * WORD;
    d[at - 1] = (d[at - 1] ?? 0) + carry;
  }
  return trimmed(1, top + 1, d);
}

/** Which of two numbers of 0 or more is the larger: 1, 0 or -1; undefined where one is less, or no number. */
export function compareWords(a: Words, b: Words): number | undefined {
  const [x, y] = [a.d, b.d];
  if (!x || !y || a.s < 0 || b.s < 0) return undefined;
  const [first = 0, other = 0] = [x[0], y[0]];
  if (first === 0 || other === 0) return first === other ? 0 : first === 0 ? -1 : 1;
  if (a.e !== b.e) return a.e < b.e ? -1 : 1;
  const shared = Math.min(x.length, y.length);
  for (let at = 0; at < shared; at++) {
    const difference = (x[at] ?? 0) - (y[at] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return x.length === y.length ? 0 : x.length < y.length ? -1 : 1;
}

const powerOf = ({ e }: Words): number => Math.floor(e / WORD_DIGITS);

/** So many digits at most: those of the last word are not counted one by one. */
const most = (d: readonly number[]): number => (d.length - 1) * WORD_DIGITS + digitsOf(d[0] ?? 0);

/** Without words of 0 at either end. @param power of the first word */
function trimmed(s: number, power: number, d: number[]): Words {
  let leading = 0;
  while (leading < d.length - 1 && d[leading] === 0) leading++;
  if (leading > 0) d.splice(0, leading);
  while (d.length > 1 && d[d.length - 1] === 0) d.pop();
  const first = d[0] ?? 0;
  return { s, e: first === 0 ? 0 : (power - leading) * WORD_DIGITS + digitsOf(first) - 1, d };
}
