import { type Reading, report } from './reading.js';
import type { PolicyEntry } from './schema.js';
import type { Path } from './tree.js';
import type { ProtectionPolicy, Retention } from './types.js';

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
  const { every, weekdays, at } = entry.schedule;
  if (every !== undefined && weekdays !== undefined) {
    const fix = 'leave out "every" for named weekdays, or "weekdays" for every n days';
    report(reading, { code: 'SCN007', path: [...path, 'schedule'], found: 'every and weekdays', wanted: 'one of them', fix });
  }
  return {
    name,
    schedule: {
      hour: at,
      ...(every === undefined ? {} : { everyDays: every }),
      ...(weekdays === undefined ? {} : { weekdays: [...new Set(weekdays)].sort((a, b) => a - b) }),
    },
    fullEvery: entry.fullEvery,
    chains: entry.chains,
    retention: readRetention(entry, [...path, 'keep'], reading),
  };
}

function readRetention({ keep, semantics }: PolicyEntry, path: Path, reading: Reading): Retention {
  const { within, ...counts } = keep;
  const kept = Object.entries(counts).filter(([, count]) => count !== undefined && count > 0);
  if (kept.length === 0 && !within) {
    report(reading, {
      code: 'SCN006',
      path,
      found: 'a policy that keeps nothing',
      wanted: 'at least one restore point to keep',
      fix: 'keep: {daily: 7}',
    });
  }
  return { semantics, ...Object.fromEntries(kept), ...(within ? { withinDays: within } : {}) };
}
