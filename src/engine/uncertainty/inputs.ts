import type { Label, PriceBook, Profile } from '../../catalog/types.js';
import type { Cohorts } from '../../inventory/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import type { RangedValue } from '../../scenario/uncertainty-types.js';
import { restoreClasses } from '../restore/restore-classes.js';
import { type Retrieval, retrievalOf } from '../restore/retrieval-wait.js';
import type { InputScale, UncertainInput } from './types.js';

/** A profile's symbols in the order of a behaviour's fields, with what a reader calls them. */
export const SYMBOLS = [
  { symbol: 'used', words: 'used share', unit: 'share of provisioned', scale: 'share' },
  { symbol: 'shared', words: 'shared between volumes', unit: 'share of used', scale: 'share' },
  { symbol: 'compression', words: 'compression', unit: 'in : stored', scale: 'ratio' },
  { symbol: 'dailyChange', words: 'change a day', unit: 'share of used', scale: 'share' },
  { symbol: 'hot', words: 'part that changes at all', unit: 'share of used', scale: 'share' },
  { symbol: 'writeKib', words: 'size of one change', unit: 'KiB', scale: 'amount' },
  { symbol: 'annualGrowth', words: 'growth a year', unit: 'share a year', scale: 'growth' },
] as const satisfies readonly { symbol: keyof Profile; words: string; unit: string; scale: InputScale }[];

/** Scenario values that may be given a range, with their unit and where the likely value stands. */
export const SITE_VALUES = {
  'network.usableShare': { unit: 'share', scale: 'share', of: ({ network }) => network.usableShare },
  'network.wanMbit': { unit: 'Mbit/s', scale: 'amount', of: ({ network }) => network.wanMbit },
  'network.nfsMbPerSecond': { unit: 'MB/s', scale: 'amount', of: ({ network }) => network.nfsMbPerSecond },
  'appliance.ingest': { unit: 'of its likely rate', scale: 'amount', of: () => 1 },
  'appliance.restore': { unit: 'of its likely rate', scale: 'amount', of: () => 1 },
  'appliance.cloudRead': { unit: 'of its likely rate', scale: 'amount', of: () => 1 },
  'cinder.readMbPerSecond': { unit: 'MB/s', scale: 'amount', of: ({ cinder }) => cinder.readMbPerSecond },
  'cinder.writeMbPerSecond': { unit: 'MB/s', scale: 'amount', of: ({ cinder }) => cinder.writeMbPerSecond },
  declareHours: { unit: 'hours', scale: 'amount', of: ({ declareHours }) => declareHours },
  annualGrowth: { unit: 'share a year', scale: 'growth', of: ({ annualGrowth }) => annualGrowth ?? 0 },
} as const satisfies Readonly<Record<RangedValue, { unit: string; scale: InputScale; of: (scenario: Scenario) => number }>>;

export type SiteKey = RangedValue;
export const SITE_KEYS = Object.keys(SITE_VALUES) as SiteKey[];

/** A range for a scenario value: P10 and P90 around the scenario's own value, which stays the likely one. */
export interface SiteRange {
  readonly key: SiteKey;
  readonly low: number;
  readonly high: number;
  readonly shape?: UncertainInput['shape'];
  readonly label: Label;
  readonly source: string;
}

export interface InputsFrom {
  readonly scenario: Scenario;
  readonly cohorts: Cohorts;
  /** The price book of the plan's destination. */
  readonly book: PriceBook;
  readonly ranges: readonly SiteRange[];
}

/** A retrieval wait's key: every restore from one class by one option waits alike. */
export function waitKey(storageClass: string, { retrieval }: RestoreScenario): string {
  return `retrieval.${storageClass}.${retrieval}`;
}

/** How one class answers one restore scenario. */
export function classRetrieval(
  { scenario, book }: Pick<InputsFrom, 'scenario' | 'book'>,
  storageClass: string,
  restore: RestoreScenario,
): Retrieval {
  const { destination, store } = scenario;
  const { retrieval: option, provisionedUnits } = restore;
  return retrievalOf({ book, destination, storageClass, option, objectMib: store.objectMib, provisionedUnits });
}

/**
 * Every input of the plan that has a range of its own, once each: the symbols of the profiles in use, the waits of the archive
 * classes that restores read from, and the scenario values that were given a range. A range without width is no uncertainty.
 *
 * Source: docs/methodology-uncertainty.md M-82; model section 7.
 */
export function uncertainInputs(from: InputsFrom): readonly UncertainInput[] {
  const inputs = [...profileInputs(from), ...waitInputs(from), ...siteInputs(from)];
  const wide = inputs.filter(({ low, high }) => high > low);
  return [...new Map(wide.map((input) => [input.key, input])).values()];
}

function profileInputs({ scenario, cohorts }: InputsFrom): readonly UncertainInput[] {
  const names = [...new Set(cohorts.cohorts.map((cohort) => cohort.profile))];
  return names.flatMap((name) => {
    const profile = scenario.profiles[name];
    if (profile === undefined) return [];
    return SYMBOLS.map(({ symbol, words, unit, scale }): UncertainInput => {
      const { low, likely, high, source } = profile[symbol];
      return {
        key: `profiles.${name}.${symbol}`,
        title: `${profile.title}: ${words}`,
        ...{ unit, low, likely, high, scale, label: source.label },
        reading: 'quantiles',
        shape: 'lognormal',
        source: `${source.title} (${source.id})`,
      };
    });
  });
}

function waitInputs(from: InputsFrom): readonly UncertainInput[] {
  const { first, archive } = restoreClasses(from.scenario);
  const classes = archive === undefined ? [first] : [first, archive];
  return from.scenario.restores.flatMap((restore) =>
    classes.flatMap((storageClass): readonly UncertainInput[] => {
      const { wait, words, sources } = classRetrieval(from, storageClass, restore);
      const [source] = sources;
      if (source === undefined || !Number.isFinite(wait.high)) return [];
      return [
        {
          key: waitKey(storageClass, restore),
          title: `Wait: ${words}`,
          unit: 'hours',
          ...wait,
          scale: 'amount',
          reading: 'bounds',
          shape: 'triangular',
          label: source.label,
          source: `${source.title} (${source.id})`,
        },
      ];
    }),
  );
}

function siteInputs({ scenario, ranges }: InputsFrom): readonly UncertainInput[] {
  return ranges.map(({ key, low, high, shape, label, source }) => {
    const { unit, scale, of } = SITE_VALUES[key];
    const likely = of(scenario);
    // A what-if may have moved the value past its range: the range then reaches as far.
    const ends = { low: Math.min(low, likely), high: Math.max(high, likely) };
    return { key, title: key, unit, ...ends, likely, scale, reading: 'quantiles', shape: shape ?? 'lognormal', label, source };
  });
}
