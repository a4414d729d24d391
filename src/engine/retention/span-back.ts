import type { Seconds } from './point-time.js';
import type { Span } from './retention-rules.js';

/**
 * restic's reach: calendar years, months and days back from `from`, then hours. A date that does not exist runs over into
 * the next month (31 March less a month is 3 March in a common year), as Go's AddDate has it.
 */
export function calendarSpanBack(from: Seconds, span: Span): Seconds {
  const at = new Date(from * 1000);
  const whole = Date.UTC(
    at.getUTCFullYear() - (span.years ?? 0),
    at.getUTCMonth() - (span.months ?? 0),
    at.getUTCDate() - (span.days ?? 0),
    at.getUTCHours() - (span.hours ?? 0),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
  return whole / 1000;
}

/** borg's reach: a month is 31 days, a year 365. */
export function fixedSpanBack(from: Seconds, span: Span): Seconds {
  const days = (span.years ?? 0) * 365 + (span.months ?? 0) * 31 + (span.days ?? 0);
  return from - days * 86_400 - (span.hours ?? 0) * 3600;
}

/** "1y2m7d2h", the form that both programs print. */
export function spanText(span: Span): string {
  const parts = [
    [span.years, 'y'],
    [span.months, 'm'],
    [span.days, 'd'],
    [span.hours, 'h'],
  ] as const;
  return parts.map(([count, unit]) => (count ? `${count}${unit}` : '')).join('');
}
