import { describe } from './issues.js';
import { derive, type Reading, report } from './reading.js';
import type { RestoreEntry } from './schema.js';
import { defined, type Path } from './tree.js';
import type { RestoreScenario, RestoreSubject } from './types.js';

/** Restore scenarios: each names exactly one subject. Whether a named volume exists is the inventory's to say. */
export function readRestores(entries: readonly RestoreEntry[], reading: Reading): readonly RestoreScenario[] {
  if (entries.some(({ cache }) => cache === undefined)) {
    const why = 'a site that survives keeps its cache; an appliance set up in the cloud for a restore starts with an empty one';
    derive(reading, 'restores.*.cache', 'warm at the site, cold in the cloud', why);
  }
  return entries.flatMap((entry, index) => {
    const subject = readSubject(entry, ['restores', index], reading);
    return subject ? [restoreOf(entry, subject)] : [];
  });
}

function restoreOf(entry: RestoreEntry, subject: RestoreSubject): RestoreScenario {
  const age = entry.age === 0 ? '' : `, a point ${entry.age} days old`;
  return {
    name: entry.name ?? `${titleOf(subject)}${age}`,
    subject,
    ageDays: entry.age,
    to: entry.to,
    retrieval: entry.retrieval,
    rtoHours: entry.rto,
    perYear: entry.perYear,
    ...defined({ cache: entry.cache, testsPerYear: entry.testsPerYear, provisionedUnits: entry.provisionedUnits }),
  };
}

function readSubject(entry: RestoreEntry, path: Path, reading: Reading): RestoreSubject | undefined {
  const { what, volume, project, type } = entry;
  const subjects: RestoreSubject[] = [
    ...(what === undefined ? [] : [namedSubject(what)]),
    ...(volume === undefined ? [] : [{ kind: 'volume', volume } as const]),
    ...(project === undefined ? [] : [{ kind: 'project', project } as const]),
    ...(type === undefined ? [] : [{ kind: 'type', type } as const]),
  ];
  const [subject, ...more] = subjects;
  if (subject && more.length === 0) return subject;
  const found = subject ? subjects.map(({ kind }) => kind).join(' and ') : describe(undefined);
  const wanted = 'exactly one of volume, project, type, or what: largest, p50, p95 or everything';
  return report(reading, { code: subject ? 'SCN007' : 'SCN003', path, found, wanted, fix: 'one restore scenario for each' });
}

function namedSubject(what: NonNullable<RestoreEntry['what']>): RestoreSubject {
  switch (what) {
    case 'largest':
      return { kind: 'largest' };
    case 'p50':
      return { kind: 'percentile', percent: 50 };
    case 'p95':
      return { kind: 'percentile', percent: 95 };
    case 'everything':
      return { kind: 'all' };
  }
}

function titleOf(subject: RestoreSubject): string {
  switch (subject.kind) {
    case 'volume':
      return `Volume ${subject.volume}`;
    case 'largest':
      return 'The largest volume';
    case 'percentile':
      return subject.percent === 50 ? 'A volume of median size' : `A volume of the ${subject.percent}th percentile`;
    case 'project':
      return `Project ${subject.project}`;
    case 'type':
      return `Type ${subject.type}`;
    case 'all':
      return 'Everything';
  }
}
