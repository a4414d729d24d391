import { Decimal, fromWords } from './decimal.js';
import { compareWords, wordsOfProduct, wordsOfSum } from './decimal-words.js';

/*
 * What decimal.js does, to the last digit, in a sixth of its time wherever nothing is to be rounded: a bill has hundreds of lines, a batch
 * thousands of bills. What has no short way goes its.
 */

/** `a.times(b)`. */
export function product(a: Decimal, b: Decimal): Decimal {
  const words = wordsOfProduct(a, b);
  return words === undefined ? a.times(b) : fromWords(words);
}

/** One after another, as `plus` adds them; 0 for none. */
export function sumOf(amounts: readonly Decimal[]): Decimal {
  const [first, second] = amounts;
  if (first === undefined) return ZERO;
  if (second === undefined) return first;
  const words = wordsOfSum(amounts);
  return words === undefined ? amounts.reduce((sum, amount) => sum.plus(amount)) : fromWords(words);
}

const ZERO = new Decimal(0);

/** `a.cmp(b)` of two numbers. */
export function compared(a: Decimal, b: Decimal): number {
  return compareWords(a, b) ?? a.cmp(b);
}
