import type { Verdict } from '../plan-types.js';
import type { RestoreTime } from './restore-time.js';

/**
 * A restore time against what was asked (M-70): it meets when even the longest published wait does, is at risk when only the likely
 * time does, else misses. A target that nobody set is not asked.
 */
export function verdictOf(time: Pick<RestoreTime, 'hours' | 'hoursHigh'>, rtoHours: number | undefined): Verdict {
  if (rtoHours === undefined) return 'not asked';
  if (time.hoursHigh <= rtoHours) return 'meets';
  return time.hours <= rtoHours ? 'at risk' : 'misses';
}
