import { Decimal, fromWords } from './decimal.js';
import { FRACTION, partsOf, wordsOf } from './decimal-words.js';

/** Hundredths of the currency, whatever they are called. */
const CENTS = 100;
/** A cent, and half of one, in the first word behind the point. */
const CENT = FRACTION / CENTS;
const HALF = CENT / 2;
/** Amounts below 10^13 are below 10^15 cents: whole numbers of doubles. */
const MOST_CENTS = 1e15;

/** Rounded to cents, half up, as `toDecimalPlaces(2)` does; an amount in whole cents is itself. */
export function toCents(amount: Decimal): Decimal {
  const parts = partsOf(amount);
  if (parts === undefined || parts.whole >= MOST_CENTS / CENTS) return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  const { whole, fraction, isLonger } = parts;
  if (!isLonger && fraction % CENT === 0) return amount;
  return fromCents(amount.s, whole * CENTS + Math.floor((fraction + HALF) / CENT));
}

/** The sum of amounts in cents, exactly: those in whole cents are added up as whole numbers. */
export function sumOfCents(amounts: Iterable<Decimal>): Decimal {
  let cents = 0;
  let rest: Decimal | undefined;
  for (const amount of amounts) {
    const sum = cents + wholeCents(amount);
    // NaN, what has no whole cents, is not below anything.
    if (Math.abs(sum) < MOST_CENTS) cents = sum;
    else rest = rest?.plus(amount) ?? amount;
  }
  const sum = fromCents(cents < 0 ? -1 : 1, Math.abs(cents));
  return rest?.plus(sum) ?? sum;
}

/** "1228.80": `toFixed(2)`, half up. */
export function centsText(amount: Decimal): string {
  const cents = Math.abs(wholeCents(amount));
  // NaN, what has no whole cents, is not below anything.
  if (!(cents < MOST_CENTS)) return amount.toFixed(2, Decimal.ROUND_HALF_UP);
  const rest = cents % CENTS;
  return `${amount.s < 0 && cents > 0 ? '-' : ''}${Math.floor(cents / CENTS)}.${rest < 10 ? '0' : ''}${rest}`;
}

function wholeCents(amount: Decimal): number {
  const parts = partsOf(amount);
  if (parts === undefined || parts.isLonger || parts.fraction % CENT !== 0) return Number.NaN;
  return amount.s * (parts.whole * CENTS + parts.fraction / CENT);
}

function fromCents(sign: number, cents: number): Decimal {
  const whole = Math.floor(cents / CENTS);
  return fromWords(wordsOf(sign, whole, [(cents - whole * CENTS) * CENT]));
}
