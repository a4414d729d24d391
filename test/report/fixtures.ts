import type { Plan, RestoreResult, UnitsNeeded } from '../../src/engine/plan-types.js';
import { asGib } from '../../src/units/gib.js';
import { because, HOSTILE, priced, SOURCES, SPANS, usd } from './fixture-basics.js';
import { COHORTS, capacity } from './fixture-capacity.js';
import { frankfurt, ireland } from './fixture-cost.js';
import { scenario } from './fixture-scenario.js';
import { exit, restoreBudget, restoreWays, rpo, seeding, upgrade } from './fixture-service.js';

const tally = (volumes: number, size: number) => ({ volumes, size: asGib(size) });

const needed = (units: number, utilisation: number): UnitsNeeded => ({
  units,
  binding: 'cloud capacity',
  utilisation,
  checks: [
    { constraint: 'cache', need: 7.1, unitGives: 32, unit: 'TB', units: 1, month: 24, source: SOURCES.ladder.id },
    { constraint: 'cloud capacity', need: 47.2, unitGives: 80, unit: 'TB', units, month: 24, source: SOURCES.ladder.id },
    { constraint: 'ingest', need: 6.4, unitGives: undefined, unit: 'TB/h', units: undefined, month: 3, source: 'not published' },
  ],
});

const restore = (name: string, what: string, hours: number, verdict: RestoreResult['verdict']): RestoreResult => ({
  scenario: {
    name,
    subject: { kind: 'all' },
    ageDays: 0,
    to: 'site',
    retrieval: 'standard',
    rtoHours: verdict === 'not asked' ? undefined : 24,
    perYear: 0.5,
  },
  what,
  volumes: name === 'everything' ? 196 : 1,
  logical: asGib(hours * 400),
  remotePhysical: asGib(hours * 150),
  localShare: 0.62,
  pointAgeDays: name === 'everything' ? 0 : 14,
  chain: 3,
  stages: [
    { name: 'declare', hoursLow: 0.5, hours: 0.5, hoursHigh: 0.5, limit: 'scenario' },
    { name: 'wait', hoursLow: 3, hours: 4, hoursHigh: 5, limit: 'retrieval of the class, standard' },
    { name: 'fetch', hoursLow: hours - 5, hours: hours - 5, hoursHigh: hours - 5, limit: 'WAN 1000 Mbit/s x 80 %' },
    { name: 'rehydrate', hoursLow: 0.4, hours: 0.4, hoursHigh: 0.4, limit: 'appliance 2 TB/h' },
    { name: 'write', hoursLow: 0.9, hours: 0.9, hoursHigh: 0.9, limit: 'Cinder 150 MB/s x 4' },
    { name: 'chain', hoursLow: 0.5, hours: 0.5, hoursHigh: 0.5, limit: '3 backups x 30 s' },
  ],
  dominant: 'fetch',
  hoursLow: hours - 1,
  hours,
  hoursHigh: hours + 1,
  charges: [
    priced({ kind: 'egress', label: 'Egress to the site', unit: 'GiB', amount: '1400', price: '0.09', source: SOURCES.requests }),
  ],
  cost: { kind: 'complete', cost: usd('126.00') },
  verdict,
  fix: verdict === 'misses' ? 'Raise the line to 5,000 Mbit/s, or keep 30 days in the cache.' : '',
  ...restoreWays(hours, verdict),
  because: because('declare + wait + max(fetch, rehydrate, write) + chain', [SOURCES.requests]),
});

const RUNGS = [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 57600];

const rung = (protectedTb: number): Plan['ladder'][number] => ({
  name: protectedTb < 1000 ? `${protectedTb} TB` : `${(protectedTb / 1000).toFixed(1)} PB`,
  protectedTb,
  cacheTb: protectedTb / 150,
  maxCloudTb: protectedTb / 30,
  needed: needed(Math.max(1, Math.ceil(1500 / protectedTb)), Math.min(1, 1500 / protectedTb / Math.ceil(1500 / protectedTb))),
  chosen: protectedTb === 2048,
  scale: protectedTb / 32,
  scaledUnits: needed(4, 0.7),
  scaledBackEnd: asGib(protectedTb * 1370),
  scaledMonthly: { kind: 'complete', cost: usd((protectedTb * 11.8).toFixed(2)) },
  scaledTotal: { kind: 'complete', cost: usd((protectedTb * 270).toFixed(2)) },
  perTbMonth: usd('11.80'),
  verdict: protectedTb > 256 ? 'misses' : 'meets',
  verdictReason: protectedTb > 256 ? 'needs 9,400 Mbit/s, the line gives 400' : 'window 6 h of 10 h, line 210 of 400 Mbit/s',
  source: SOURCES.ladder,
});

/** A small plan by hand: two destinations, 24 months from mid-February 2016, strangers' names everywhere they may come in. */
export function samplePlan(change: Partial<Plan> = {}): Plan {
  return {
    schema: 'stowage-plan/1',
    version: '0.1.0',
    catalogVersion: '3f9c1a7b20de',
    name: scenario.name,
    scenario,
    inventory: {
      named: {},
      cohorts: COHORTS.map((name, index) => ({
        name,
        profile: index === 0 ? 'database' : 'general',
        policy: 'nightly',
        encrypted: index === 2,
        volumes: [120, 56, 20][index] ?? 0,
        provisioned: asGib([30_000, 18_000, 12_000][index] ?? 0),
        histogram: [2, 4, 8],
        largest: [],
        byProject: {},
        byType: {},
      })),
      read: tally(203, 61_460),
      planned: tally(196, 60_000),
      excluded: [
        { reason: 'status error', tally: tally(4, 960) },
        { reason: `matched rule ${HOSTILE.markup}`, tally: tally(2, 500) },
      ],
      rejected: 1,
      byProject: {
        finance: tally(100, 32_000),
        [HOSTILE.markup]: tally(50, 16_000),
        [HOSTILE.formula]: tally(26, 8_000),
        [HOSTILE.emoji]: tally(20, 4_000),
      },
      byType: { ceph: tally(150, 45_000), [HOSTILE.pipes]: tally(46, 15_000) },
      byStatus: { available: tally(150, 40_000), 'in-use': tally(49, 20_960), error: tally(4, 500) },
      percentile: { p50: asGib(100), p95: asGib(1_000), max: asGib(4_096) },
      files: [{ file: 'volumes.csv', form: 'openstack CSV', volumes: 203, sha256: 'a94f0c7d'.repeat(8) }],
      largest: [
        {
          id: '6d7c1c9e-aaaa-4bbb-8ccc-000000000001',
          name: HOSTILE.markup,
          size: asGib(4_096),
          project: 'finance',
          type: 'ceph',
          cohort: COHORTS[0],
        },
        {
          id: '6d7c1c9e-aaaa-4bbb-8ccc-000000000002',
          name: HOSTILE.formula,
          size: asGib(2_048),
          project: HOSTILE.emoji,
          type: HOSTILE.pipes,
          cohort: COHORTS[1],
        },
        {
          id: '6d7c1c9e-aaaa-4bbb-8ccc-000000000003',
          name: '',
          size: asGib(1_024),
          project: undefined,
          type: undefined,
          cohort: COHORTS[2],
        },
      ],
    },
    frontEndAtStart: tally(196, 30_000),
    capacity,
    cost: frankfurt,
    comparisons: [ireland],
    appliance: {
      isNeeded: true,
      chosen: 'rung 2.0 PB',
      needed: needed(1, 0.71),
      spare: 0,
      models: [
        {
          model: {
            vendor: 'Example',
            model: 'Box 400',
            form: 'physical',
            platform: 'head and shelves',
            cacheTb: 32,
            maxCloudTb: undefined,
            ingestTbPerHour: undefined,
            restoreTbPerHour: undefined,
            typicalRatio: 10,
            maxRatio: 30,
            source: SOURCES.ladder,
          },
          needed: needed(1, 0.44),
        },
      ],
      months: SPANS.map(({ from }, month) => ({
        from,
        cacheNeed: asGib(4_000 + month * 100),
        cloudNeed: asGib(20_000 + month * 1_000),
        cacheShare: 0.13 + month * 0.003,
        cloudShare: undefined,
      })),
    },
    upgrade,
    seeding,
    ladder: RUNGS.map(rung),
    window: { hours: 11.4, allowedHours: 10, fits: false, because: because('provisioned / rate / parallel', []) },
    wan: {
      needMbit: 210.4,
      usableMbit: 400,
      seedDays: 3.3,
      backlog: SPANS.map(({ from }, month) => ({ from, size: asGib(month === 0 ? 900 : 0) })),
      fits: true,
      cacheFullOn: undefined,
      because: because('new data of the largest day / upload hours', []),
    },
    restores: [
      restore('one volume', `the volume ${HOSTILE.markup}`, 5.6, 'meets'),
      restore('project finance', '100 volumes of one project', 22.5, 'at risk'),
      restore('everything', 'every planned volume', 76.4, 'misses'),
    ],
    restoreBudget,
    exit,
    rpo,
    findings: [
      { severity: 'note', title: 'Ireland costs less', detail: 'The same data costs 41.7% less in Ireland.', fix: '' },
      {
        severity: 'error',
        title: 'The backup window is too short',
        detail: 'Cinder reads 60,000 GiB a night: 11 h 24 min of 10 h.',
        fix: 'Run six workers instead of four.',
      },
      { severity: 'warning', title: `A name with markup: ${HOSTILE.markup}`, detail: 'It is shown as text.', fix: '' },
    ],
    assumptions: [
      {
        key: 'network.usableShare',
        value: '0.8',
        unit: 'share',
        label: 'default',
        source: 'data/defaults.csv:12',
        url: '',
        lastChecked: '2026-11-20',
        note: 'the rest of the line is for others',
      },
      {
        key: 'profiles.database.shared',
        value: '0.15',
        unit: 'share',
        label: 'assumption',
        source: 'calibration',
        url: 'https://example.org/dedupe',
        lastChecked: '2026-11-21',
        note: '',
      },
    ],
    sources: Object.values(SOURCES),
    ratios: [
      { ratio: 30, product: 'Example Box', claim: 'up to 30:1', source: SOURCES.ladder },
      { ratio: 1, product: 'Encrypted volumes', claim: 'nothing saved', source: { ...SOURCES.ladder, label: 'measured' } },
    ],
    ...change,
  };
}

export const REPORT_DATE = '2026-11-22';
