import { priceBookOn } from '../../../src/catalog/price-book.js';
import type { Profile } from '../../../src/catalog/types.js';
import type { PlanInput } from '../../../src/engine/plan-types.js';
import type { ProtectionPolicy, Scenario } from '../../../src/scenario/types.js';
import { formatDay } from '../../../src/units/day.js';
import { asGib } from '../../../src/units/gib.js';
import { day, given, shippedPrices } from '../../catalog/shipped.js';
import { catalog, cohorts, restore, type ScenarioChange, scenario, source } from '../sizing/estate.js';

type Ranges = Partial<Record<Exclude<keyof Profile, 'name' | 'title'>, readonly [number, number, number]>>;

const START = day('2016-02-15');

const LIKELY: Required<Ranges> = {
  used: [0.4, 0.55, 0.75],
  shared: [0.1, 0.25, 0.4],
  compression: [1.5, 1.9, 2.2],
  dailyChange: [0.005, 0.02, 0.05],
  hot: [0.1, 0.25, 0.5],
  writeKib: [16, 64, 256],
  annualGrowth: [0.05, 0.2, 0.35],
};

/** A profile with the ranges of the shipped general-purpose one, but where told. */
export function profile(name: string, ranges: Ranges = {}): Profile {
  const of = (symbol: keyof Ranges) => {
    const [low, likely, high] = ranges[symbol] ?? LIKELY[symbol];
    return { low, likely, high, source };
  };
  return {
    name,
    title: name,
    used: of('used'),
    shared: of('shared'),
    compression: of('compression'),
    dailyChange: of('dailyChange'),
    hot: of('hot'),
    writeKib: of('writeKib'),
    annualGrowth: of('annualGrowth'),
  };
}

/** The same profile with every range of no width. */
export function certain(from: Profile): Profile {
  const point = ({ likely }: Profile['used']) => ({ low: likely, likely, high: likely, source });
  return {
    ...from,
    used: point(from.used),
    shared: point(from.shared),
    compression: point(from.compression),
    dailyChange: point(from.dailyChange),
    hot: point(from.hot),
    writeKib: point(from.writeKib),
    annualGrowth: point(from.annualGrowth),
  };
}

export interface EstateChange extends ScenarioChange {
  readonly profiles?: readonly Profile[];
  readonly fullEvery?: number;
  readonly horizonMonths?: number;
}

/** Two cohorts, one of them weekly, two years in Standard and Glacier of Frankfurt at the prices of 2016-02-15; two restores. */
export function estate(change: EstateChange = {}): PlanInput {
  const {
    profiles = [profile('general'), profile('database', { used: [0.5, 0.7, 0.85], hot: [0.2, 0.4, 0.8] })],
    fullEvery = 1,
  } = change;
  const policy = (name: string, own: Partial<ProtectionPolicy>): ProtectionPolicy => ({
    name,
    schedule: { hour: 22, everyDays: 1 },
    fullEvery,
    chains: true,
    retention: { semantics: 'restic', daily: 7, weekly: 4, monthly: 12 },
    ...own,
  });
  const base = scenario({
    restores: [restore({ rtoHours: 6 }), restore({ name: 'all', subject: { kind: 'all' }, rtoHours: 24 })],
    ...change,
  });
  const [vm] = cohorts().cohorts;
  if (vm === undefined) throw new Error('the estate has a cohort');
  const all = profiles.map((of, index) => ({
    ...vm,
    name: index === 0 ? 'vm' : `vm ${index}`,
    profile: of.name,
    policy: index === 0 ? 'nightly' : 'weekly',
  }));
  const plan: Scenario = {
    ...base,
    start: START,
    horizonMonths: change.horizonMonths ?? 24,
    profiles: Object.fromEntries(profiles.map((of) => [of.name, of])),
    policies: { nightly: policy('nightly', {}), weekly: policy('weekly', { schedule: { hour: 8, weekdays: [6] } }) },
    useCase: change.useCase ?? 'combined',
    destination: {
      ...base.destination,
      provider: 'aws',
      region: 'eu-central-1',
      storageClass: 'STANDARD',
      archiveClass: 'GLACIER',
      transitionAfterDays: 90,
      pricesAsOf: START,
      ...change.destination,
    },
    rpoHours: 36,
  };
  return {
    version: 'test',
    scenario: plan,
    cohorts: { ...cohorts(), cohorts: all.map((one) => ({ ...one, provisioned: asGib(one.provisioned) })) },
    catalog: catalog(),
    books: { [formatDay(START)]: given(priceBookOn(shippedPrices(), START)) },
    inventoryFiles: [],
    warnings: [],
  };
}
