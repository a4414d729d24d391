import { type Reading, report } from './reading.js';
import { readChanges, readHolds, readRetention, readSpans } from './retention.js';
import type { PolicyEntry } from './schema.js';
import { defined, type Path } from './tree.js';
import type { ProtectionPolicy } from './types.js';

/** Protection policies by name: a schedule, a cadence of fulls, a retention (model section 2). */
export function readPolicies(
  entries: Readonly<Record<string, PolicyEntry>>,
  reading: Reading,
): Readonly<Record<string, ProtectionPolicy>> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, readPolicy(name, entry, ['policies', name], reading)]),
  );
}

function readPolicy(name: string, entry: PolicyEntry, path: Path, reading: Reading): ProtectionPolicy {
  return {
    name,
    schedule: readSchedule(entry.schedule, [...path, 'schedule'], reading),
    fullEvery: entry.fullEvery,
    chains: entry.chains,
    retention: readRetention(entry.keep, entry.semantics, [...path, 'keep'], reading),
    ...defined({
      rpoHours: entry.rpo,
      priority: entry.priority,
      pinned: entry.pin,
      changes: entry.changes && readChanges(entry.changes, entry.semantics, [...path, 'changes'], reading),
      holds: entry.hold && readHolds(entry.hold, [...path, 'hold'], reading),
      lockDays: entry.lock,
    }),
  };
}

const HOURS_PER_DAY = 24;

function readSchedule(entry: PolicyEntry['schedule'], path: Path, reading: Reading): ProtectionPolicy['schedule'] {
  const { every, weekdays, at, pause, timezone } = entry;
  if (every !== undefined && weekdays !== undefined) {
    const fix = 'leave out "every" for named weekdays, or "weekdays" for every n days';
    report(reading, { code: 'SCN007', path, found: 'every and weekdays', wanted: 'one of them', fix });
  }
  return {
    hour: at,
    ...defined({
      everyDays: every === undefined || every < 1 ? undefined : every,
      everyHours: every === undefined || every >= 1 ? undefined : Math.round(every * HOURS_PER_DAY),
      weekdays: weekdays && [...new Set(weekdays)].sort((a, b) => a - b),
      pauses: pause && readSpans(pause, [...path, 'pause'], reading),
      calendarHours: timezone,
    }),
  };
}
