import { Decimal } from '../units/decimal.js';
import { groupDigits } from '../units/digits.js';

/** A number that stands alone: not part of a date, a code, a version or a name. */
const ALONE = /(?<![\w.,:/-])(-?)(\d+)(\.\d+)?(?![\w:/]|[.,-]\w)/g;
const LARGE = 100;
const GROUPED_FROM = 10_000;

/**
 * "202847.441518 GiB" -> "202,847.44 GiB": digits in a sentence grouped, and cut to what a person reads. Numbers below 1, such as prices,
 * keep every digit up to six; whole numbers stay whole. The JSON output has them all.
 */
export function roundDigits(text: string): string {
  return text.replace(ALONE, (found: string, sign: string, whole: string, fraction: string | undefined) => {
    if (whole.length > 30 || (fraction === undefined && +whole < GROUPED_FROM)) return found;
    if (fraction === undefined) return `${sign}${groupDigits(whole)}`;
    if (whole === '0') return `${sign}${shortFraction(`${whole}${fraction}`)}`;
    const digits = whole.length >= `${LARGE}`.length ? 2 : 4;
    const rounded = new Decimal(`${whole}${fraction}`).toDecimalPlaces(digits);
    return `${sign}${groupDigits(rounded.toFixed())}`;
  });
}

const SIGNIFICANT = 6;

/** 0.000012345678 -> 0.0000123457: six digits that say something. */
function shortFraction(plain: string): string {
  return new Decimal(plain).toSignificantDigits(SIGNIFICANT).toFixed();
}
