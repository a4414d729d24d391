import type { ProtectionPolicy } from '../../scenario/types.js';
import { addDays, type Day, isoWeekday } from '../../units/day.js';

/**
 * Days of the plan on which a backup runs, counted from 0. The first falls on day 0 whatever the schedule says; then every n
 * days, or on the weekdays named.
 *
 * Source: docs/methodology-capacity.md M-1.
 */
export function backupDays(schedule: ProtectionPolicy['schedule'], start: Day, days: number): readonly number[] {
  const weekdays = schedule.weekdays ?? [];
  const every = Math.max(1, Math.floor(schedule.everyDays ?? 1));
  const runs: number[] = [];
  for (let day = 0; day < days; day++) {
    const due = weekdays.length > 0 ? weekdays.includes(isoWeekday(addDays(start, day))) : day % every === 0;
    if (day === 0 || due) runs.push(day);
  }
  return runs;
}
