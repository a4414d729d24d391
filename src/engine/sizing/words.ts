import { groupDigits } from '../../units/digits.js';
import { type Gib, tbFromGib } from '../../units/gib.js';

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** "12,345" or "12.5": a plain number with grouped thousands, for the sentences that the engine writes. */
export const grouped = (value: number, digits = 0): string =>
  Number.isFinite(value) ? groupDigits(value.toFixed(digits)) : 'unlimited';

/** Two significant places below ten, none above: enough for a sentence, never more than the input deserves. */
function short(value: number): string {
  const text = grouped(value, value < 10 ? 1 : 0);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

/** Hours as people say them: "5 minutes", "9.5 hours", "3 days"; "never" for an infinity. */
export function hoursInWords(hours: number): string {
  if (!Number.isFinite(hours)) return 'never';
  const minutes = hours * MINUTES_PER_HOUR;
  if (minutes > 0 && minutes < 1) return 'less than a minute';
  if (Math.round(minutes) === 1) return '1 minute';
  if (minutes < MINUTES_PER_HOUR) return `${grouped(minutes)} minutes`;
  if (hours < 2 * HOURS_PER_DAY) return short(hours) === '1' ? '1 hour' : `${short(hours)} hours`;
  return `${short(hours / HOURS_PER_DAY)} days`;
}

/** "1,000 Mbit/s". */
export const mbitInWords = (mbit: number): string => `${grouped(mbit, mbit < 10 ? 1 : 0)} Mbit/s`;

/** "80%", as the report's own figures have it. */
export const percentInWords = (share: number): string => `${grouped(share * 100, share < 0.1 && share > 0 ? 1 : 0)}%`;

/** "745 GiB" below a TB, else "12.3 TB". */
export function sizeInWords(size: Gib): string {
  const tb = tbFromGib(size);
  return tb < 1 ? `${grouped(size, size < 10 ? 1 : 0)} GiB` : tbInWords(tb);
}

/** "12.3 TB": decimal TB, as appliances are sold. */
export const tbInWords = (tb: number): string => `${grouped(tb, tb < 100 ? 1 : 0)} TB`;

/** "1 volume", "3 volumes". */
export const counted = (count: number, one: string): string => `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;
