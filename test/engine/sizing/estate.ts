import type { ApplianceModel, Catalog, PriceBook, Rule, RuleName, Rung, Source } from '../../../src/catalog/types.js';
import type { CapacityMonth, CapacityResult, CohortState } from '../../../src/engine/capacity/types.js';
import type { BoxLimits } from '../../../src/engine/sizing/limits.js';
import type { Cohort, Cohorts, Tally, VolumeRef } from '../../../src/inventory/types.js';
import type { ProtectionPolicy, RestoreScenario, Scenario } from '../../../src/scenario/types.js';
import { addDays, addMonths, dayOf } from '../../../src/units/day.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { fromTbPerHour } from '../../../src/units/rate.js';

/** A small estate with round figures, so that the sums in the tests can be done by hand. */

export const source: Source = {
  id: 'test:1',
  title: 'a row of the test',
  url: 'https://example.com/',
  lastChecked: '2026-01-01',
  confidence: 'high',
  label: 'assumption',
};

export const nightly: ProtectionPolicy = {
  name: 'nightly',
  schedule: { hour: 22, everyDays: 1 },
  fullEvery: 1,
  chains: true,
  retention: { semantics: 'restic', daily: 30 },
};

export interface ScenarioChange {
  readonly useCase?: Scenario['useCase'];
  readonly destination?: Partial<Scenario['destination']>;
  readonly appliance?: Partial<Scenario['appliance']>;
  readonly network?: Partial<Scenario['network']>;
  readonly cinder?: Partial<Scenario['cinder']>;
  readonly store?: Partial<Scenario['store']>;
  readonly declareHours?: number;
  readonly restores?: readonly RestoreScenario[];
  readonly rpoHours?: number;
}

export const START = dayOf(2026, 1, 1);

export function scenario(change: ScenarioChange = {}): Scenario {
  return {
    file: 'scenario.yaml',
    name: 'test',
    start: START,
    horizonMonths: 3,
    pricesAsOf: START,
    currency: 'USD',
    exchange: undefined,
    inventory: { files: [], excludedStatuses: [], maxRejects: 0 },
    rules: [],
    profiles: {},
    policies: { nightly },
    annualGrowth: undefined,
    useCase: change.useCase ?? 'backup',
    destination: {
      label: 'cloud',
      provider: 'cloud',
      region: 'north',
      storageClass: 'WARM',
      archiveClass: undefined,
      transitionAfterDays: undefined,
      pricesAsOf: START,
      ...change.destination,
    },
    compare: [],
    appliance: {
      model: undefined,
      form: undefined,
      monthlyPrice: undefined,
      planningLine: 0.8,
      ingestTbPerHour: 2,
      restoreTbPerHour: 4,
      cloudReadTbPerHour: 1,
      cacheDays: 30,
      ...change.appliance,
    },
    network: { wanMbit: 1000, usableShare: 0.8, uploadHours: 24, nfsMbPerSecond: 1000, ...change.network },
    cinder: {
      release: 'zed',
      driver: 'nfs',
      compression: 'none',
      objectBytes: 1_999_994_880,
      hashBlockKib: 32,
      readMbPerSecond: 100,
      writeMbPerSecond: 100,
      parallel: 4,
      windowHours: 8,
      linkSeconds: 36,
      ...change.cinder,
    },
    store: {
      kind: 'deduplicating',
      mode: 'versions',
      ratio: 10,
      segmentMeanKib: 7,
      segmentSpreadKib: 11,
      fixedSegments: false,
      metadataShare: 0.01,
      cleaningLagDays: 7,
      slack: 0.05,
      objectMib: 4,
      ...change.store,
    },
    declareHours: change.declareHours ?? 1,
    restores: change.restores ?? [],
    rpoHours: change.rpoHours,
    discounts: [],
    assumptions: [],
  };
}

/** A month of 30 days; amounts in GiB. */
export function month(
  index: number,
  change: Partial<Record<'frontEnd' | 'backEnd' | 'newBackEnd' | 'peakDayNew' | 'peakDayRead' | 'peakDaySent', number>>,
): CapacityMonth {
  const from = addMonths(START, index);
  const size = (value: number | undefined) => asGib(value ?? 0);
  return {
    from,
    until: addDays(from, 30),
    days: 30,
    daysOfMonth: 30,
    provisioned: size(change.frontEnd),
    frontEnd: size(change.frontEnd),
    restorePoints: 30,
    retainedUsed: size(change.frontEnd),
    retainedProvisioned: size(change.frontEnd),
    backEnd: size(change.backEnd),
    backEndAtEnd: size(change.backEnd),
    inFirstClass: size(change.backEnd),
    inArchiveClass: asGib(0),
    chainOverhead: asGib(0),
    sideFiles: asGib(0),
    newBackEnd: size(change.newBackEnd),
    peakDayNew: size(change.peakDayNew),
    transitioned: asGib(0),
    freed: [],
    sourceRead: size(change.peakDayRead),
    sent: size(change.peakDaySent),
    peakDayRead: size(change.peakDayRead),
    peakDaySent: size(change.peakDaySent),
    objectsPut: 0,
    objectsHeldFirst: 0,
    objectsHeldArchive: 0,
    objectsMoved: 0,
    dedupeRatioUsed: 1,
    dedupeRatioProvisioned: 1,
    otherMethodAtEnd: size(change.backEnd),
  };
}

/** 2,000 GiB provisioned, half used, nothing shared or compressed, 1 % of the live set new a day, a point every night for 30 days. */
export function state(change: Partial<CohortState> = {}): CohortState {
  const pointAges = change.pointAges ?? Array.from({ length: 30 }, (_, age) => age);
  return {
    name: 'vm',
    provisioned: asGib(2000),
    used: asGib(1000),
    livePhysical: asGib(1000),
    changedWithin: (days) => Math.min(1, 0.01 * days),
    chainLengths: pointAges.map(() => 1),
    backEnd: asGib(1290),
    ...change,
    pointAges,
  };
}

/** A first full of 1,000 GiB, then 10 GiB a day; every night reads and sends 2,000 GiB. */
export function capacity(change: Partial<CapacityResult> = {}): CapacityResult {
  const night = { frontEnd: 1000, backEnd: 1290, peakDayRead: 2000, peakDaySent: 2000 };
  return {
    months: [
      month(0, { ...night, newBackEnd: 1290, peakDayNew: 1000 }),
      month(1, { ...night, newBackEnd: 300, peakDayNew: 10 }),
      month(2, { ...night, newBackEnd: 300, peakDayNew: 10 }),
    ],
    byCohort: [],
    states: [state()],
    cadence: [],
    seed: asGib(1000),
    overlap: { same: asGib(1100), likely: asGib(1290), everywhere: asGib(3000) },
    ...change,
  };
}

export function rung(name: string, protectedTb: number, cacheTb: number): Rung {
  return { name, protectedTb, cacheTb, maxCloudTb: cacheTb * 5, source };
}

export function model(name: string, change: Partial<ApplianceModel> = {}): ApplianceModel {
  return {
    vendor: 'Vendor',
    model: name,
    form: 'physical',
    platform: 'box',
    cacheTb: undefined,
    maxCloudTb: undefined,
    ingestTbPerHour: undefined,
    restoreTbPerHour: undefined,
    typicalRatio: undefined,
    maxRatio: undefined,
    source,
    ...change,
  };
}

/** The published rule of thumb, cache = protected / 150, at both ends and between. */
export const ladder: readonly Rung[] = [
  rung('8 TB', 8, 8 / 150),
  rung('64 TB', 64, 64 / 150),
  rung('512 TB', 512, 512 / 150),
  rung('57.6 PB', 57_600, 384),
];

export function catalog(change: Partial<Catalog> = {}): Catalog {
  return { profiles: {}, appliances: [], ladder, privateStores: {}, ratios: [], defaults: {}, ...change };
}

/** Cache 2 TB, cloud 10 TB, ingest 2 TB/h, restore 4 TB/h, cloud read 1 TB/h. */
export function box(change: Partial<BoxLimits> = {}): BoxLimits {
  return {
    name: 'box',
    cache: gibFromTb(2),
    cloud: gibFromTb(10),
    ingest: fromTbPerHour(2),
    restore: fromTbPerHour(4),
    cloudRead: fromTbPerHour(1),
    sizeSource: 'test',
    ingestSource: 'test',
    restoreSource: 'test',
    ...change,
  };
}

export const volume = (name: string, size: number, project = 'blue'): VolumeRef => ({
  id: `id-${name}`,
  name,
  size: asGib(size),
  project,
  type: 'ssd',
  cohort: 'vm',
});

const tally = (volumes: number, size: number): Tally => ({ volumes, size: asGib(size) });

/** 20 volumes, 2,000 GiB; project blue has 5 of them, 500 GiB; the largest holds 400 GiB. */
export function cohorts(): Cohorts {
  const largest = [volume('db', 400), volume('web', 100)];
  const vm: Cohort = {
    name: 'vm',
    profile: 'general',
    policy: 'nightly',
    encrypted: false,
    volumes: 20,
    provisioned: asGib(2000),
    histogram: [0, 0, 0, 0, 0, 0, 0, 19, 0, 1],
    largest,
    byProject: { blue: tally(5, 500), red: tally(15, 1500) },
    byType: { ssd: tally(20, 2000) },
  };
  return {
    cohorts: [vm],
    read: tally(20, 2000),
    planned: tally(20, 2000),
    excluded: [],
    rejected: 0,
    byProject: vm.byProject,
    byType: vm.byType,
    byStatus: { available: tally(20, 2000) },
    percentile: { p50: asGib(80), p95: asGib(100), max: asGib(400) },
    named: { db: volume('db', 400) },
  };
}

const rule = (value: string, unit: string): Rule => ({ value: new Decimal(value), unit, source });

/** Class WARM is read at once; COLD waits 3 to 5 hours, expedited 1 to 5 minutes, bulk 5 to 12 hours. */
export function book(rules: Partial<Record<RuleName, string>> = {}): PriceBook {
  const waits: Partial<Record<RuleName, string>> = {
    retrieval_hours_min_expedited: '0.0167',
    retrieval_hours_max_expedited: '0.0833',
    retrieval_hours_min_standard: '3',
    retrieval_hours_max_standard: '5',
    retrieval_hours_min_bulk: '5',
    retrieval_hours_max_bulk: '12',
    ...rules,
  };
  const known = (storageClass: string, access: 'instant' | 'restore') => ({
    provider: 'cloud',
    storageClass,
    title: storageClass === 'COLD' ? 'Cold' : 'Warm',
    aliases: [],
    access,
    overheadClass: undefined,
    source,
  });
  return {
    asOf: START,
    version: 'test',
    rates: {},
    rules: Object.fromEntries(Object.entries(waits).map(([name, value]) => [`cloud|*|COLD|${name}`, rule(value, 'hours')])),
    classes: { 'cloud|WARM': known('WARM', 'instant'), 'cloud|COLD': known('COLD', 'restore') },
    regions: {},
  };
}

export function restore(change: Partial<RestoreScenario> = {}): RestoreScenario {
  return {
    name: 'one volume',
    subject: { kind: 'volume', volume: 'db' },
    ageDays: 0,
    to: 'site',
    retrieval: 'standard',
    rtoHours: undefined,
    perYear: undefined,
    ...change,
  };
}
