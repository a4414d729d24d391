import { asDay, type Day, formatDay } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import { changedWithin } from '../capacity/changed-share.js';
import { heldOn, type Standpoint, standpoint } from '../capacity/held-on.js';
import { parcelOf } from '../capacity/parcels.js';
import { newTables, type SetUp, setUp, workshop } from '../capacity/set-up.js';
import type { Timeline } from '../capacity/timeline.js';
import type { StoreTerms } from '../capacity/types.js';
import { liveSet, supersededBetween } from '../capacity/versions.js';
import { counted, grouped, percentInWords, sizeInWords } from '../sizing/words.js';
import { planCapacity } from './plan-cohorts.js';
import { at, dayAt, listAt, numberAt, type PlanTree, textAt } from './plan-tree.js';
import { distinct, fromScenario, profileInput } from './provenance.js';
import type { ExplainedFigure } from './types.js';

/** Cohorts shown one by one; the rest is a sum. */
const SHOWN = 8;

const STORE_INPUTS = ['segmentMean', 'segmentSpread', 'metadata', 'cleaningLag', 'slack'] as const;

/**
 * The back-end at the end of one month, cohort by cohort: live set, superseded versions, parcels, and what is dead but not yet gone.
 * The parts are computed again from the plan's own inputs and add up to its printed figure.
 *
 * @param month index into the plan's months, from 0
 *
 * Source: docs/methodology-capacity.md M-12 to M-15.
 */
export function explainCapacity(tree: PlanTree, month: number): ExplainedFigure {
  const { input, days } = planCapacity(tree);
  const until = dayAt(tree, 'capacity', 'months', month, 'until') ?? input.start + days;
  const shop = workshop({ ...input, transitionAfterDays: undefined }, days, newTables());
  const momentOf = (events: Timeline): Standpoint => standpoint(events, until - input.start - 1);
  const cohorts = input.cohorts.map((cohort) => {
    const ready = setUp(cohort, shop, { name: 'one day', of: (events) => momentOf(events).gaps });
    return partsOf(ready, momentOf(ready.events));
  });
  const largest = [...cohorts].sort((a, b) => b.held - a.held);
  const rest = largest.slice(SHOWN);
  const profiles = profilesOf(
    tree,
    largest.slice(0, SHOWN).map(({ name }) => name),
  );
  return {
    figure: 'capacity.physical',
    title: `Back-end at the end of month ${month + 1}, ${formatDay(asLast(until))}`,
    value: sizeInWords(asGib(numberAt(tree, 'capacity', 'months', month, 'backEndAtEnd'))),
    ...ruleOf(input.store),
    inputs: [...profiles, ...storeInputs(tree)],
    steps: [
      ...largest.slice(0, SHOWN).flatMap(stepsOf),
      ...(rest.length === 0 ? [] : [{ name: counted(rest.length, 'smaller cohort'), value: sizeInWords(asGib(sum(rest))) }]),
      { name: 'mean over the month', value: sizeInWords(asGib(numberAt(tree, 'capacity', 'months', month, 'backEnd'))) },
      ...overlapSteps(tree),
    ],
    sources: distinct(profiles.map(({ source }) => source)),
  };
}

/** The method that the plan's store is computed by. */
function ruleOf({ mode, kind }: StoreTerms): Pick<ExplainedFigure, 'rule' | 'formula'> {
  if (mode === 'ratio') return { rule: 'M-13', formula: 'SUM over cohorts and kept points of used data / the typed ratio' };
  if (kind === 'plain') {
    return { rule: 'M-14', formula: 'SUM over cohorts and kept points of what the writer sent, side files included' };
  }
  return {
    rule: 'M-12',
    formula:
      'sum over cohorts of [ B(newest) (1 - s) + SUM over kept points of B(ri) D(gap to the next) ] (1 + m) / c + side files and unshared backups + deleted data that the cleaning run has not removed',
  };
}

const asLast = (until: number): Day => asDay(until - 1);

interface Parts {
  readonly name: string;
  readonly points: number;
  readonly live: number;
  readonly superseded: number;
  readonly parcels: number;
  readonly held: number;
  /** How many neighbouring kept versions lie so many days apart, and the share of the data that differs between them. */
  readonly gaps: readonly { readonly days: number; readonly count: number; readonly share: number }[];
}

const sum = (parts: readonly Parts[]): number => parts.reduce((total, { held }) => total + held, 0);

function partsOf(ready: SetUp, moment: Standpoint): Parts {
  const { events, data, terms } = ready;
  const ticks = Array.from(moment.versions, (version) => events.lifetimes.tick[version] ?? 0);
  const pairs = ticks.slice(1).map((tick, index) => [ticks[index] ?? 0, tick] as const);
  const newest = ticks.at(-1);
  const counts = new Map<number, number>();
  for (const [from, to] of pairs) counts.set(to - from, (counts.get(to - from) ?? 0) + 1);
  return {
    name: ready.cohort.name,
    points: moment.living.length,
    live: newest === undefined ? 0 : liveSet(data, newest) * terms.physicalPerUsed,
    superseded: pairs.reduce((total, [from, to]) => total + supersededBetween(data, from, to), 0) * terms.physicalPerUsed,
    parcels: moment.living.reduce((total, backup) => total + parcelOf(ready, events, backup), 0),
    held: heldOn(ready, moment),
    gaps: [...counts]
      .map(([gap, count]) => ({
        days: gap / events.lifetimes.perDay,
        count,
        share: changedWithin(terms.inStore, gap / events.lifetimes.perDay),
      }))
      .sort((a, b) => a.days - b.days),
  };
}

function stepsOf({ name, points, live, superseded, parcels, held, gaps }: Parts): ExplainedFigure['steps'] {
  const size = (value: number): string => sizeInWords(asGib(Math.max(0, value)));
  const words = gaps.map(
    ({ days, count, share }) => `${count} x ${grouped(days, Number.isInteger(days) ? 0 : 2)} d at ${percentInWords(share)}`,
  );
  return [
    { name: `${name}: in all, from ${counted(points, 'kept point')}`, value: size(held) },
    { name: `${name}: live set`, value: size(live) },
    {
      name: `${name}: superseded between kept points${words.length === 0 ? '' : ` (${words.join(', ')})`}`,
      value: size(superseded),
    },
    { name: `${name}: side files and unshared backups`, value: size(parcels) },
    { name: `${name}: deleted, not yet cleaned, and slack`, value: size(held - live - superseded - parcels) },
  ];
}

function overlapSteps(tree: PlanTree): ExplainedFigure['steps'] {
  const band = at(tree, 'capacity', 'overlap');
  if (band === undefined) return [];
  const size = (name: string): string => sizeInWords(asGib(numberAt(band, name)));
  const value = `${size('same')} / ${size('likely')} / ${size('everywhere')}`;
  return [{ name: 'at the end of the plan, if changes hit the same data / as planned / anywhere', value }];
}

const PROFILE_VALUES = [
  ['used', percentInWords],
  ['shared', percentInWords],
  ['compression', (value: number) => `${grouped(value, 2)}:1`],
  ['dailyChange', (value: number) => `${grouped(value * 100, 2)}% a day`],
  ['hot', percentInWords],
  ['writeKib', (value: number) => `${grouped(value)} KiB`],
  ['annualGrowth', (value: number) => `${grouped(value * 100, 1)}% a year`],
] as const;

function profilesOf(tree: PlanTree, cohorts: readonly string[]) {
  const used = listAt(tree, 'inventory', 'cohorts').filter((cohort) => cohorts.includes(textAt(cohort, 'name')));
  const profiles = [...new Set(used.map((cohort) => textAt(cohort, 'profile')))];
  return profiles.flatMap((profile) =>
    PROFILE_VALUES.map(([name, words]) =>
      profileInput(tree, profile, name, words(numberAt(tree, 'scenario', 'profiles', profile, name, 'likely'))),
    ),
  );
}

function storeInputs(tree: PlanTree): ExplainedFigure['inputs'] {
  const store = at(tree, 'scenario', 'store');
  const values: Readonly<Record<(typeof STORE_INPUTS)[number], string>> = {
    segmentMean: `${grouped(numberAt(store, 'segmentMeanKib'))} KiB`,
    segmentSpread: `${grouped(numberAt(store, 'segmentSpreadKib'))} KiB`,
    metadata: percentInWords(numberAt(store, 'metadataShare')),
    cleaningLag: `${grouped(numberAt(store, 'cleaningLagDays'))} days`,
    slack: percentInWords(numberAt(store, 'slack')),
  };
  return STORE_INPUTS.map((name) => ({ name: `store: ${name}`, value: values[name], from: fromScenario(tree, `store.${name}`) }));
}

/** What the kept points would be without deduplication: their used data, and their volumes' full size. Source: M-12, M-17. */
export function explainLogical(tree: PlanTree, month: number): ExplainedFigure {
  const gib = (name: string): Gib => asGib(numberAt(tree, 'capacity', 'months', month, name));
  return {
    figure: 'capacity.logical',
    title: `Data of all kept points in month ${month + 1}, undeduplicated (mean)`,
    value: sizeInWords(gib('retainedUsed')),
    rule: 'M-17',
    formula: 'SUM over cohorts and kept points of B(ri), the used data on the day of the point',
    inputs: [
      {
        name: 'front-end, used data protected',
        value: sizeInWords(gib('frontEnd')),
        from: 'engine: inventory x used fraction x growth',
      },
      {
        name: 'kept points (mean over cohorts by size)',
        value: grouped(numberAt(tree, 'capacity', 'months', month, 'restorePoints'), 1),
        from: 'engine: retention',
      },
    ],
    steps: [{ name: 'the same with unwritten space', value: sizeInWords(gib('retainedProvisioned')) }],
    sources: [],
  };
}

/** The deduplication ratio, which is a result. Source: M-12. */
export function explainRatio(tree: PlanTree, month: number): ExplainedFigure {
  const number = (name: string): number => numberAt(tree, 'capacity', 'months', month, name);
  const ratio = (value: number): string => `${grouped(value, 1)}:1`;
  return {
    figure: 'capacity.ratio',
    title: `Logical to physical in month ${month + 1} (mean)`,
    value: ratio(number('dedupeRatioUsed')),
    rule: 'M-12',
    formula: 'data of all kept points / back-end',
    inputs: [
      { name: 'data of all kept points', value: sizeInWords(asGib(number('retainedUsed'))), from: 'figure: capacity.logical' },
      { name: 'back-end', value: sizeInWords(asGib(number('backEnd'))), from: 'figure: capacity.physical' },
    ],
    steps: [
      { name: 'counted with unwritten space', value: ratio(number('dedupeRatioProvisioned')) },
      { name: 'back-end at the end by the other method', value: sizeInWords(asGib(number('otherMethodAtEnd'))) },
    ],
    sources: [],
  };
}
