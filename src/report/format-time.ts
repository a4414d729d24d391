import { formatCount } from './format-number.js';

/** "35 min", "4 h 10 min", "3 d 4 h": two units at most, rounded to the smaller one. */
export function formatHours(hours: number): string {
  if (!Number.isFinite(hours)) return 'never';
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return hours > 0 ? 'under a minute' : '0 min';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const whole = Math.round(hours);
  return twoUnits(Math.floor(whole / 24), 'd', whole % 24, 'h');
}

/** A range where there is one: "4 h 10 min (3 h 5 min to 6 h)". */
export function formatHoursRange(low: number, likely: number, high: number): string {
  const [from, until] = [formatHours(low), formatHours(high)];
  return from === until ? formatHours(likely) : `${formatHours(likely)} (${from} to ${until})`;
}

/** Days as a duration: 0.4 -> "9 h 36 min", 12.3 -> "12 d 7 h". */
export const formatDays = (days: number): string => formatHours(days * 24);

/** The age of a restore point: 0 is the newest. */
export function formatAge(days: number): string {
  if (days === 0) return 'newest';
  return days === 1 ? '1 day' : `${formatCount(days)} days`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const head = `${formatCount(large)} ${largeUnit}`;
  return small === 0 ? head : `${head} ${small} ${smallUnit}`;
}
