import { readFileSync } from 'node:fs';
import { parseCatalog } from '../../catalog/catalog.js';
import { CATALOG_FILES, type CatalogFiles } from '../../catalog/files.js';
import { priceBookOn } from '../../catalog/price-book.js';
import { parsePriceTable } from '../../catalog/price-table.js';
import type { Profile } from '../../catalog/types.js';
import type { PlanInput } from '../../engine/plan-types.js';
import type { Cohort, Cohorts, Tally, VolumeRef } from '../../inventory/types.js';
import type { Parsed } from '../../problems/problem.js';
import type { ProtectionPolicy, RestoreScenario, Scenario } from '../../scenario/types.js';
import { dayOf, formatDay } from '../../units/day.js';
import { asGib } from '../../units/gib.js';

const COHORTS = 20;
const START = dayOf(2026, 3, 16);

function given<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.value;
}

/** 20 cohorts of ten profiles on two policies, five years from the middle of a month, two storage classes, ten restores. Run from the checkout. */
export function uncertaintySample(): PlanInput {
  const files: CatalogFiles = Object.fromEntries(CATALOG_FILES.map((file) => [file, readFileSync(file, 'utf8')]));
  const catalog = given(parseCatalog(files));
  const profiles = tenProfiles(Object.values(catalog.profiles));
  const book = given(priceBookOn(given(parsePriceTable(files, 'bench')), START));
  return {
    version: 'bench',
    scenario: scenario(profiles),
    cohorts: cohorts(Object.keys(profiles)),
    catalog,
    books: { [formatDay(START)]: book },
    inventoryFiles: [],
    warnings: [],
  };
}

/** The shipped ones, and some of them again under another name: drawn apart. */
function tenProfiles(shipped: readonly Profile[]): Readonly<Record<string, Profile>> {
  const ten = Array.from({ length: COHORTS / 2 }, (_, index) => {
    const profile = shipped[index % shipped.length];
    if (profile === undefined) throw new Error('data/profiles.csv has no profile');
    return { ...profile, name: `${profile.name} ${index}` };
  });
  return Object.fromEntries(ten.map((profile) => [profile.name, profile]));
}

const policies: Readonly<Record<string, ProtectionPolicy>> = {
  daily: policy('daily', { semantics: 'restic', daily: 7, weekly: 4, monthly: 12 }),
  long: policy('long', { semantics: 'restic', daily: 14, weekly: 8, monthly: 12, yearly: 5 }),
};

function policy(name: string, retention: ProtectionPolicy['retention']): ProtectionPolicy {
  return { name, schedule: { hour: 22, everyDays: 1 }, fullEvery: 1, chains: true, retention };
}

const volumesOf = (index: number): number => 40 + 7 * index;
const provisionedOf = (index: number): number => volumesOf(index) * (100 + 25 * index);

function volume(index: number): VolumeRef {
  const size = asGib(1000 + 200 * index);
  return {
    id: `id-${index}`,
    name: `volume-${index}`,
    size,
    project: `project-${index % 4}`,
    type: 'ssd',
    cohort: `cohort-${index}`,
  };
}

function cohorts(profiles: readonly string[]): Cohorts {
  const all = Array.from({ length: COHORTS }, (_, index): Cohort => {
    const tally: Tally = { volumes: volumesOf(index), size: asGib(provisionedOf(index)) };
    return {
      name: `cohort-${index}`,
      profile: profiles[index % profiles.length] ?? '',
      policy: index < COHORTS / 2 ? 'daily' : 'long',
      encrypted: index % 5 === 4,
      volumes: tally.volumes,
      provisioned: tally.size,
      histogram: [],
      largest: [volume(index)],
      byProject: { [`project-${index % 4}`]: tally },
      byType: { ssd: tally },
    };
  });
  const volumes = all.reduce((sum, cohort) => sum + cohort.volumes, 0);
  const size = asGib(all.reduce((sum, cohort) => sum + cohort.provisioned, 0));
  return {
    cohorts: all,
    read: { volumes, size },
    planned: { volumes, size },
    excluded: [],
    rejected: 0,
    byProject: {},
    byType: { ssd: { volumes, size } },
    byStatus: { available: { volumes, size } },
    percentile: { p50: asGib(300), p95: asGib(700), max: volume(COHORTS - 1).size },
    named: Object.fromEntries(all.map((_, index) => [`volume-${index}`, volume(index)])),
  };
}

function restores(): readonly RestoreScenario[] {
  const one = (name: string, subject: RestoreScenario['subject'], change: Partial<RestoreScenario> = {}): RestoreScenario => ({
    name,
    subject,
    ageDays: 0,
    to: 'site',
    retrieval: 'standard',
    rtoHours: 24,
    perYear: undefined,
    ...change,
  });
  return [
    ...[0, 7, 30, 90, 200].map((ageDays, index) =>
      one(`volume ${ageDays} days old`, { kind: 'volume', volume: `volume-${3 * index}` }, { ageDays }),
    ),
    one('a project', { kind: 'project', project: 'project-1' }),
    one('a project, as it was', { kind: 'project', project: 'project-2' }, { ageDays: 120, rtoHours: 72 }),
    one('a project to the cloud', { kind: 'project', project: 'project-3' }, { to: 'cloud', rtoHours: 72 }),
    one('the largest volume, in bulk', { kind: 'largest' }, { ageDays: 365, retrieval: 'bulk' }),
    one('everything', { kind: 'all' }, { rtoHours: 336 }),
  ];
}

function scenario(profiles: Scenario['profiles']): Scenario {
  return {
    file: 'bench',
    name: 'bench',
    start: START,
    horizonMonths: 60,
    pricesAsOf: START,
    currency: 'USD',
    exchange: undefined,
    inventory: { files: [], excludedStatuses: [], maxRejects: 0 },
    rules: [],
    profiles,
    policies,
    annualGrowth: 0.05,
    useCase: 'combined',
    destination: {
      label: 'bench',
      provider: 'aws',
      region: 'eu-central-1',
      storageClass: 'STANDARD',
      archiveClass: 'GLACIER',
      transitionAfterDays: 90,
      pricesAsOf: START,
    },
    compare: [],
    appliance: {
      model: undefined,
      form: undefined,
      monthlyPrice: undefined,
      planningLine: 0.8,
      ingestTbPerHour: 2,
      restoreTbPerHour: 4,
      cloudReadTbPerHour: 2,
      cacheDays: 30,
    },
    network: { wanMbit: 10_000, usableShare: 0.7, uploadHours: 24, nfsMbPerSecond: 1000 },
    cinder: {
      release: 'zed',
      driver: 'nfs',
      compression: 'none',
      objectBytes: 1_999_994_880,
      hashBlockKib: 32,
      readMbPerSecond: 150,
      writeMbPerSecond: 150,
      parallel: 16,
      windowHours: 24,
      linkSeconds: 30,
    },
    store: {
      kind: 'deduplicating',
      mode: 'versions',
      ratio: 10,
      segmentMeanKib: 7.17,
      segmentSpreadKib: 11.2,
      fixedSegments: false,
      metadataShare: 0.0011,
      cleaningLagDays: 7,
      slack: 0.05,
      objectMib: 4,
    },
    declareHours: 1,
    restores: restores(),
    rpoHours: 36,
    discounts: [],
    assumptions: [],
  };
}
