import type { ProtectionPolicy } from '../../scenario/types.js';
import { addDays, type Day, isoWeekday } from '../../units/day.js';
import { type PointTimes, pointTimes } from '../retention/point-time.js';

type Schedule = ProtectionPolicy['schedule'];

/**
 * Days of the plan on which a backup runs, counted from 0. The first falls on day 0 whatever the schedule says; then every n
 * days, or on the weekdays named. Days of a pause have none.
 *
 * Source: docs/methodology-capacity.md M-1.
 */
export function backupDays(schedule: Schedule, start: Day, days: number): readonly number[] {
  const weekdays = schedule.weekdays ?? [];
  const every = Math.max(1, Math.floor(schedule.everyDays ?? 1));
  const pauses = schedule.pauses ?? [];
  const runs: number[] = [];
  for (let day = 0; day < days; day++) {
    const due = weekdays.length > 0 ? weekdays.includes(isoWeekday(addDays(start, day))) : day % every === 0;
    if (day !== 0 && !due) continue;
    if (!pauses.some(({ from, until }) => start + day >= from && start + day < until)) runs.push(day);
  }
  return runs;
}

const HOURS_PER_DAY = 24;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

/** A policy's backups in the order in which they run. */
export interface BackupRuns {
  /** Ticks a day: a tick is the time between two backups of one day, or a day. */
  readonly perDay: number;
  /** Ticks from the plan's start: the unit in which gaps between backups are counted. */
  readonly tick: Int32Array;
  /** By backup, in the calendar that the retention counts in. */
  readonly times: PointTimes;
}

/** Backups of a schedule over the horizon: one on each of its days, or several, n hours apart. Source: M-1. */
export function backupRuns(schedule: Schedule, start: Day, days: number): BackupRuns {
  const step = schedule.everyHours ?? HOURS_PER_DAY;
  const perDay = HOURS_PER_DAY / step;
  const firstHour = schedule.hour % step;
  const each = Array.from({ length: perDay }, (_, index) => index);
  const tick = Int32Array.from(backupDays(schedule, start, days).flatMap((day) => each.map((index) => day * perDay + index)));
  const hours = (of: number): number => firstHour + (of % perDay) * step + (schedule.calendarHours ?? 0);
  const seconds = Array.from(tick, (of) => (start + Math.floor(of / perDay)) * SECONDS_PER_DAY + hours(of) * SECONDS_PER_HOUR);
  return { perDay, tick, times: pointTimes(seconds) };
}
