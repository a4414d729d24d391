import { Decimal as Base } from 'decimal.js';
import { PRECISION, type Words, wordsOfDouble } from './decimal-words.js';

/** Our Decimal: 40 digits, half up, so an EiB in bytes times a 12-digit price is right far below a cent. */
export const Decimal = Base.clone({ defaults: true, precision: PRECISION, rounding: Base.ROUND_HALF_UP });
export type Decimal = Base;

/** What may become an exact number. A JS `number` is not in the list, on purpose. */
export type Exact = string | Decimal;

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** "12", "-12.50": digits and at most one point. */
export const isPlainDecimal = (text: string): boolean => PLAIN_DECIMAL.test(text);

/** Reads "12.50". Refuses what decimal.js itself would take: NaN, Infinity, 0x1f, 1_000, 1e9. */
export function parseDecimal(text: string): Decimal | undefined {
  return isPlainDecimal(text) ? new Decimal(text) : undefined;
}

/**
 * The border from the simulation (doubles) into money (Decimal): the double's shortest decimal form, exactly.
 * Called by `engine/cost` once per billed quantity and nowhere else.
 *
 * @throws RangeError for NaN or an infinity: a bug in the caller.
 */
export function exactFromDouble(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`cannot bill a quantity of ${value}`);
  const words = wordsOfDouble(value);
  return words === undefined ? new Decimal(value) : fromWords(words);
}

/** The number that decimal.js keeps as these words, which are its own from now on. */
export function fromWords({ s, e, d }: Words): Decimal {
  const made: Decimal = Object.create(Decimal.prototype);
  // As its constructor does, which first looks at what it is given: that takes five times as long.
  const words: { constructor: unknown; s: number; e: number; d: readonly number[] } = made;
  words.constructor = Decimal;
  words.s = s;
  words.e = e;
  words.d = d;
  return made;
}

/** The border back, for simulation and charts only: money becomes a double, never the other way round. */
export function doubleFromExact(value: Decimal): number {
  return value.toNumber();
}
