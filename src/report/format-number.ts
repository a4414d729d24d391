import { type Decimal, isPlainDecimal } from '../units/decimal.js';
import { groupDigits } from '../units/digits.js';

/** What stands where there is nothing to say. One sign, so that it is never mistaken for a zero. */
export const NOTHING = '–';

/** Text that a file has: grouped where it is a number, "2500" -> "2,500", else as it stands. */
export const groupedText = (text: string): string => (isPlainDecimal(text) ? groupDigits(text) : text);

/** "70%", "5% a year", "8 weeks"; a value alone where there is no unit. */
export const withUnit = (value: string, unit: string): string => `${value}${unit.startsWith('%') ? '' : ' '}${unit}`.trim();

/** A double with a fixed number of decimals: 1234.5, 1 -> "1,234.5". Infinity and NaN become words. */
export function formatFixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (!Number.isFinite(value)) return 'without end';
  const text = groupDigits(Math.abs(value).toFixed(digits));
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** A whole number of things: 4260000 -> "4,260,000". */
export const formatCount = (value: number): string => formatFixed(Math.round(value), 0);

/** "1 volume", "200 volumes". */
export function countOf(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** About three significant digits for readers: 0.0123, 1.23, 12.3, 123, 12,345; whole ones without a point. */
export function formatRough(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || size >= 100 || !Number.isFinite(value)) return formatFixed(value, 0);
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 2 - exponentOf(size));
  return formatFixed(value, digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Of 0.0123 it is -2. Read off the digits: logarithms differ in their last bit from one JavaScript engine to the next. */
const exponentOf = (size: number): number => +size.toExponential().replace(/^.*e/, '');

/** A share of 1 as a percentage with one decimal: 0.8 -> "80%", 0.0123 -> "1.2%". */
export function formatShare(share: number): string {
  return `${formatFixed(share * 100, 1).replace(/\.0$/, '')}%`;
}

/** A share in a column of shares: one decimal always, so that the points stand under each other. */
export const shareCell = (share: number): string => `${formatFixed(share * 100, 1)}%`;

/** A reduction ratio, in : stored: 10.84 -> "10.8:1". */
export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) && ratio > 0 ? `${formatFixed(ratio, 1).replace(/\.0$/, '')}:1` : NOTHING;
}

/** A ratio in a column of ratios: "8.0:1" above "10.8:1". */
export const ratioCell = (ratio: number): string => (formatRatio(ratio) === NOTHING ? NOTHING : `${formatFixed(ratio, 1)}:1`);

/** An exact amount with at least `least` and at most `most` decimals, half up: 0.0500 -> "0.05". */
export function formatExact(amount: Decimal, least: number, most: number): string {
  const shown = amount.toDecimalPlaces(most);
  return groupDigits(shown.toFixed(Math.max(least, shown.decimalPlaces())));
}
