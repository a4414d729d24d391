import type { Plan, PolicyRpo, RestoreResult } from '../../src/engine/plan-types.js';
import { asGib } from '../../src/units/gib.js';
import { because, HOSTILE, priced, SOURCES, SPANS, usd } from './fixture-basics.js';
import { COHORTS } from './fixture-capacity.js';

const spans = SPANS.map(({ from }) => from);
const later = spans[1] ?? spans[0];

export const upgrade: Plan['upgrade'] = {
  unitsAtStart: 1,
  months: spans.map((from, month) => ({
    from,
    use: [
      { constraint: 'cache', share: 0.13 + month * 0.003 },
      { constraint: 'cloud capacity', share: 0.6 + month * 0.01 },
      { constraint: 'ingest', share: undefined },
      { constraint: 'object count', share: undefined },
    ],
    fullest: 'cloud capacity',
    headroom: 0.4 - month * 0.01,
  })),
  limits: [
    { constraint: 'cache', isKnown: true, lineFrom: undefined, fullFrom: undefined },
    { constraint: 'cloud capacity', isKnown: true, lineFrom: later, fullFrom: undefined },
    { constraint: 'object count', isKnown: false, lineFrom: undefined, fullFrom: undefined },
  ],
  steps: later === undefined ? [] : [{ from: later, units: 2, because: 'cloud capacity', orderBy: spans[0], isLate: false }],
  next: { name: '4.1 PB', units: 1 },
  because: because('first month past the planning line', []),
};

export const seeding: Plan['seeding'] = {
  size: asGib(12_000),
  wanDays: 3.3,
  deviceDays: 14.2,
  faster: 'link',
  because: because('first full / a day of the link', []),
};

export const restoreBudget: Plan['restoreBudget'] = {
  lines: [
    {
      name: `everything ${HOSTILE.markup}`,
      testsPerYear: 2,
      needsPerYear: 0.5,
      each: { kind: 'complete', cost: usd('126.00') },
      yearly: { kind: 'complete', cost: usd('315.00') },
    },
  ],
  total: { kind: 'complete', cost: usd('315.00') },
};

export const exit: Plan['exit'] = {
  size: asGib(47_200),
  charges: [
    priced({
      kind: 'egress',
      label: 'Egress to the site',
      unit: 'GiB',
      amount: '47200',
      price: '0.09',
      source: SOURCES.requests,
    }),
  ],
  total: { kind: 'complete', cost: usd('4248.00') },
  hours: 282,
  because: because('wait + stored size / link', [SOURCES.requests]),
};

/** Who is back when, and the ways to the data, of one restore. */
export const restoreWays = (
  hours: number,
  verdict: RestoreResult['verdict'],
): Pick<RestoreResult, 'timeline' | 'retrievals' | 'cheapest'> => {
  const asked = {
    option: 'standard',
    spreadHours: undefined,
    hours,
    hoursHigh: hours + 1,
    cost: { kind: 'complete', cost: usd('126.00') },
    verdict,
    isAsked: true,
  } as const;
  const bulk = { ...asked, option: 'bulk', hours: hours + 5, hoursHigh: hours + 9, verdict: 'misses', isAsked: false } as const;
  return {
    timeline: COHORTS.map((name, index) => ({
      name,
      policy: index === 0 ? 'critical' : 'daily',
      volumes: 10 + index,
      startHours: 0.5,
      finishHours: (hours * (index + 1)) / COHORTS.length,
      stage: index === 0 ? 'write' : 'fetch',
      pipe: 'WAN 1000 Mbit/s x 80 %',
    })),
    retrievals: [asked, bulk],
    cheapest: verdict === 'meets' ? asked : undefined,
  };
};

const weekly: PolicyRpo = {
  policy: 'archive',
  achievableHours: 175.2,
  askedHours: 192,
  verdict: 'meets',
  parts: [{ name: 'between two backups', hours: 168 }],
  fix: '',
  because: because('interval + window + replication', []),
};

const daily: PolicyRpo = {
  policy: 'daily',
  achievableHours: 31.2,
  askedHours: 24,
  verdict: 'misses',
  parts: [
    { name: 'between two backups', hours: 24 },
    { name: 'backup window', hours: 6.4 },
    { name: 'replication', hours: 0.8 },
  ],
  fix: 'a backup every 17 hours instead of every 24 hours',
  because: because('interval + window + replication', []),
};

export const rpo: Plan['rpo'] = { ...daily, byPolicy: [daily, weekly] };
