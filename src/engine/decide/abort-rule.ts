import type { Day } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import type { AbortRule, MigrationCalendar } from './migrate-types.js';

export interface AbortInput {
  readonly calendar: MigrationCalendar;
  readonly size: Gib;
  /** First days of the plan's months, and the first day after it. */
  readonly ends: readonly Day[];
}

/**
 * When a move should be stopped (M-106): the last first-of-a-month by which its copy may have ended so that the net present value is
 * still not below 0. Every later month costs both stores. All ends are tried, the latest first: the value need not fall from each to the next,
 * since some providers bill a slow retrieval less. What is already copied is no reason to go on.
 *
 * @param valueAt net present value if the copy ends on a day
 */
export function abortRule({ calendar, size, ends }: AbortInput, valueAt: (finish: Day) => Money): AbortRule {
  const { finish, start, waitDays } = calendar;
  if (size <= 0) return { kind: 'do not start', because: 'nothing is stored' };
  if (finish === undefined) return { kind: 'do not start', because: 'the copy does not end within the plan' };
  const pays = (day: Day): boolean => !valueAt(day).amount.isNegative();
  if (!pays(finish)) return { kind: 'do not start', because: 'it costs more than it saves within the plan' };
  const later = ends.filter((day) => day > finish);
  const latestFinish = later.findLast(pays) ?? finish;
  if (latestFinish === later.at(-1)) return { kind: 'pays at any pace within the plan' };
  return { kind: 'stop when late', latestFinish, leastPerDay: size / Math.max(1, latestFinish - start - Math.floor(waitDays)) };
}
