import type { Day } from '../units/day.js';
import { type Reading, report } from './reading.js';
import type { KeepEntry, PolicyEntry } from './schema.js';
import type { Path } from './tree.js';
import type { Hold, Retention, RetentionSemantics } from './types.js';

/** Rules that a program does not have: they would be dropped without a word. */
const UNKNOWN_RULES: Readonly<Record<RetentionSemantics, readonly string[]>> = {
  restic: [],
  borg: [],
  'veeam-gfs': ['hourly'],
  last: ['hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'],
};

/** What a policy keeps; a policy that keeps nothing, or asks for a rule that its program lacks, is a problem. */
export function readRetention(keep: KeepEntry, semantics: RetentionSemantics, path: Path, reading: Reading): Retention {
  const { within, ...counts } = keep;
  const kept = Object.entries(counts).filter(([, count]) => count !== undefined && count > 0);
  if (kept.length === 0 && !within) {
    report(reading, {
      code: 'SCN006',
      path,
      found: 'a policy that keeps nothing',
      wanted: 'at least one restore point to keep',
      fix: semantics === 'last' ? 'keep: {last: 7}' : 'keep: {daily: 7}',
    });
  }
  for (const [rule] of kept) {
    if (!UNKNOWN_RULES[semantics].includes(rule)) continue;
    const fix =
      semantics === 'last' ? 'write semantics: restic, or keep: {last: 7}' : `leave "${rule}" out, or write semantics: restic`;
    report(reading, {
      code: 'SCN007',
      path: [...path, rule],
      found: `"${rule}" with semantics ${semantics}`,
      wanted: 'a rule of that program',
      fix,
    });
  }
  return { semantics, ...Object.fromEntries(kept), ...(within ? { withinDays: within } : {}) };
}

type Change = NonNullable<PolicyEntry['changes']>[number];

/** Other rules from a day on, ascending by day. */
export function readChanges(
  changes: readonly Change[],
  semantics: RetentionSemantics,
  path: Path,
  reading: Reading,
): readonly { readonly from: Day; readonly retention: Retention }[] {
  return changes
    .map(({ from, keep, semantics: own }, index) => ({
      from,
      retention: readRetention(keep, own ?? semantics, [...path, index, 'keep'], reading),
    }))
    .sort((a, b) => a.from - b.from);
}

/** Stretches of days, checked: the end is after the beginning. */
export function readSpans<T extends { readonly from: Day; readonly until: Day }>(
  spans: readonly T[],
  path: Path,
  reading: Reading,
): readonly T[] {
  for (const [index, { from, until }] of spans.entries()) {
    if (until > from) continue;
    const found = 'an "until" that is not after "from"';
    report(reading, { code: 'SCN007', path: [...path, index], found, wanted: 'the first day after it', fix: 'swap the dates' });
  }
  return spans;
}

type HoldEntry = NonNullable<PolicyEntry['hold']>[number];

/** Legal holds, the open-ended ones without a release. */
export function readHolds(holds: readonly HoldEntry[], path: Path, reading: Reading): readonly Hold[] {
  return readSpans(holds, path, reading).map(({ from, until, release }) => ({
    from,
    until,
    ...(release === undefined ? {} : { release }),
  }));
}
