import type { PriceBook } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import { addMonths, type MonthSpan, monthSpans } from '../../units/day.js';
import { log1p } from '../../units/portable-math.js';
import { asGibPerSecond } from '../../units/rate.js';
import { cached } from '../cached.js';
import { at } from '../capacity/day-totals.js';
import { type Projection, project } from '../capacity/project.js';
import { newTables } from '../capacity/set-up.js';
import type { Behaviour } from '../capacity/types.js';
import { capacityInput } from '../capacity-input.js';
import { driftingTerms } from '../cost/destination-cost.js';
import { type DestinationTerms, destinationTerms } from '../cost/destination-terms.js';
import { type SimulationTerms, simulationTerms } from '../cost/simulation.js';
import type { Plan, PlanInput } from '../plan-types.js';
import { pinnedCohorts } from '../restore/pinned.js';
import { chosenLimits } from '../sizing/limits.js';
import { type BillLines, billLines } from './bill-lines.js';
import type { Workshop } from './cohort-runs.js';
import { type CohortTable, cohortTable } from './cohort-table.js';
import { type Distribution, distributionOf } from './distribution.js';
import { drawBlock } from './draws.js';
import type { FeatureTerms } from './features.js';
import { type SiteRange, uncertainInputs } from './inputs.js';
import { largestDays, type NightShop, nightShop } from './night.js';
import { type ProfileDraw, profileDraws, setBehaviour } from './profile-draw.js';
import { type RestoreShop, restoreShops } from './restore-shop.js';
import { type ExtraRow, monthGrid, type RowPlan, rowPlan } from './rows.js';
import { finished, type Steps } from './steps.js';
import { type CacheShop, cacheShop } from './trial-cache.js';
import type { UncertainInput } from './types.js';

/** What a plan has worked out before its ranges are looked at. */
export type PlanParts = Pick<Plan, 'capacity' | 'cost' | 'appliance'>;

/** The part of it that the trials stand on. */
export interface ModelParts {
  readonly capacity: Plan['capacity'];
  readonly appliance: Pick<Plan['appliance'], 'chosen' | 'needed'>;
}

/** Everything that trials are computed from: built once, then the same for all of them. */
export interface Model {
  readonly scenario: Scenario;
  readonly inputs: readonly UncertainInput[];
  readonly distributions: readonly Distribution[];
  readonly profiles: readonly ProfileDraw[];
  /** By cohort: which of the profiles it follows. */
  readonly profileOf: Int32Array;
  readonly plan: RowPlan;
  /** By month: prices may drift, what pays them does not change. */
  readonly bills: readonly BillLines[];
  readonly terms: FeatureTerms;
  readonly tables: readonly CohortTable[];
  /** Rows that no draw changes. */
  readonly constant: Float64Array;
  /** By month: what the printed bill has beyond the model's at the likely values: appliances, and the rounding to cents. */
  readonly beside: Float64Array;
  readonly night: NightShop;
  readonly restores: readonly RestoreShop[];
  readonly cache: CacheShop;
  /** GiB that the chosen boxes may hold in the cloud; undefined: not published. */
  readonly cloud: number | undefined;
  readonly spans: readonly MonthSpan[];
  /** Places of the rows that may be the largest day of new data. */
  readonly newRows: readonly number[];
  readonly endRow: number;
}

export interface ModelOptions {
  readonly ranges: readonly SiteRange[];
}

/** A block whose draws are candidates for the laws of every cohort; no trial uses it. */
const CANDIDATE_BLOCK = 0xffff_ffff;
const CANDIDATE_SEED = 1;

/**
 * Builds the model of a plan: decisions (boxes, policies, classes) stay as the plan took them; what is drawn is how the world behaves.
 *
 * @throws RangeError when a price book is missing, as the plan itself does
 *
 * Source: docs/methodology-uncertainty.md M-82 to M-88.
 */
export const modelOf = (input: PlanInput, parts: ModelParts, book: PriceBook, options: ModelOptions): Model =>
  finished(modelSteps(input, parts, book, options));

/** The same, one cohort a step. */
export function* modelSteps(input: PlanInput, parts: ModelParts, book: PriceBook, { ranges }: ModelOptions): Steps<Model> {
  const { scenario, cohorts, catalog } = input;
  const inputs = uncertainInputs({ scenario, cohorts, book, ranges });
  const distributions = inputs.map(distributionOf);
  const { profiles, profileOf } = profileDraws(scenario, cohorts.cohorts, inputs);
  const capacity = capacityInput(scenario, cohorts.cohorts, scenario.destination.transitionAfterDays);
  const spans = monthSpans(capacity.start, addMonths(capacity.start, capacity.horizonMonths));
  const days = spans.reduce((sum, span) => sum + (span.until - span.from), 0);
  const tables = newTables();
  const projection = project(capacity, days, [], tables);
  const months = { steadyFrom: dayOfMonth(spans, Math.min(1, spans.length - 1)), lastFrom: dayOfMonth(spans, spans.length - 1) };
  const { simulation, bill, bills } = billsOf(input, book, spans);
  const leavesFirstAt = twoClasses(simulation) ? simulation.terms.transitionAfterDays : undefined;
  const extras = extraRows(parts, projection, months);
  const { transitionAfterDays } = capacity;
  const plan = rowPlan(
    { grid: monthGrid(spans), bill, bills, store: capacity.store, transitionAfterDays, leavesFirstAt },
    extras,
  );
  const terms: FeatureTerms = { store: capacity.store, writer: capacity.writer, days };
  const cohortRows = yield* cohortTables({ shop: { input: capacity, plan, terms, tables }, profiles, profileOf, distributions });
  const box = chosenLimits(parts.appliance.chosen, scenario, catalog);
  const { units } = parts.appliance.needed;
  const constant = sumOf(
    cohortRows.map((table) => table.flat.constant),
    plan.rows,
  );
  return {
    ...{ scenario, inputs, distributions, profiles, profileOf, plan, bills, terms, constant, spans },
    tables: cohortRows,
    beside: new Float64Array(plan.months),
    night: nightShop({
      ...{ scenario, projection, writer: capacity.writer, ...months },
      largestVolume: cohorts.percentile.max,
      ingest: asGibPerSecond(box.ingest * units),
    }),
    restores: restoreShops({ scenario, cohorts, capacity: parts.capacity, box, units, book }),
    cache: cacheShop(
      parts.capacity.states,
      box.cache === undefined ? undefined : box.cache * units,
      pinnedCohorts(scenario, cohorts.cohorts),
    ),
    cloud: box.cloud === undefined ? undefined : box.cloud * units,
    newRows: extras.flatMap(({ kind }, index) => (kind === 'back-end at end' ? [] : [plan.months * plan.perMonth + index])),
    endRow: plan.months * plan.perMonth + extras.findIndex(({ kind }) => kind === 'back-end at end'),
  };
}

/** The bill of each month: list prices drift on every anniversary of the price date, as in the plan's own bill (M-48). */
function billsOf(input: PlanInput, book: PriceBook, spans: readonly MonthSpan[]) {
  const asked = billInput(input, book);
  const first = destinationTerms(asked);
  const termsOn = driftingTerms(first, { ...asked, priceDrift: input.scenario.priceDrift });
  const made = new Map<DestinationTerms, BillLines>();
  const billOf = (terms: DestinationTerms): BillLines => cached(made, terms, () => billLines(simulationTerms(terms)));
  return { simulation: simulationTerms(first), bill: billOf(first), bills: spans.map(({ from }) => billOf(termsOn(from))) };
}

function twoClasses(simulation: SimulationTerms): simulation is Extract<SimulationTerms, { kind: 'object store' }> {
  return simulation.kind === 'object store' && simulation.terms.first.code !== simulation.terms.archive.code;
}

function dayOfMonth(spans: readonly MonthSpan[], month: number): number {
  return (spans[month]?.from ?? 0) - (spans[0]?.from ?? 0);
}

function billInput({ scenario, catalog }: PlanInput, book: PriceBook) {
  const { destination, discounts, currency, exchange, store, useCase } = scenario;
  // A destination with no archive class of its own has one class, whatever the plan's use case.
  const useCaseThere = useCase === 'combined' && destination.archiveClass === undefined ? ('backup' as const) : useCase;
  const { privateStores } = catalog;
  return { destination, useCase: useCaseThere, book, discounts, currency, exchange, privateStores, objectMib: store.objectMib };
}

interface SteadyMonths {
  readonly steadyFrom: number;
  readonly lastFrom: number;
}

/** Days and months that may bring most new data: M-58 takes the largest of them. */
function extraRows({ capacity }: ModelParts, { totals }: Projection, months: SteadyMonths): readonly ExtraRow[] {
  const means = capacity.months.map((month, index) => {
    const seed = index === 0 ? capacity.seed : 0;
    return Math.max(0, month.newBackEnd - seed) / Math.max(1, month.days);
  });
  const busiest = means.indexOf(means.reduce((most, mean) => Math.max(most, mean), 0));
  const days = capacity.months.length > 1 ? largestDays(totals.newData, months) : [];
  return [
    { kind: 'back-end at end' },
    { kind: 'new a day', month: Math.max(0, busiest) },
    ...days.map((day) => ({ kind: 'new on', day }) as const),
  ];
}

interface TablesFrom {
  readonly shop: Workshop;
  readonly profiles: readonly ProfileDraw[];
  readonly profileOf: Int32Array;
  readonly distributions: readonly Distribution[];
}

function* cohortTables(from: TablesFrom): Steps<readonly CohortTable[]> {
  const { shop, profiles, profileOf } = from;
  const { values, trials } = drawBlock(from.distributions, CANDIDATE_SEED, CANDIDATE_BLOCK);
  const candidates = profiles.map((profile) =>
    Array.from({ length: trials }, (_, trial) => ({ ...setBehaviour(profile, values, trials, trial) })),
  );
  const made: CohortTable[] = [];
  for (const [index, cohort] of shop.input.cohorts.entries()) {
    const drawn = candidates[profileOf[index] ?? 0] ?? [];
    const growths = drawn.map(({ annualGrowth }) => log1p(annualGrowth)).sort((a, b) => a - b);
    const reach = { slowest: endOf(growths, TAIL), fastest: endOf(growths, 1 - TAIL) };
    made.push(cohortTable(shop, cohort, { likely: cohort.behaviour, candidates: distinct(drawn), ...reach }));
    yield;
  }
  return made;
}

/** Growth beyond its P5 and P95 follows the same parabola. */
const TAIL = 0.05;

function endOf(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

/** Equal draws, as of a profile without ranges, are one candidate. */
function distinct(behaviours: readonly Behaviour[]): readonly Behaviour[] {
  const [first] = behaviours;
  if (first === undefined) return [];
  const key = JSON.stringify(first);
  return behaviours.every((behaviour) => JSON.stringify(behaviour) === key) ? [first] : behaviours;
}

function sumOf(all: readonly Float64Array[], rows: number): Float64Array {
  const total = new Float64Array(rows);
  for (const one of all) for (let row = 0; row < rows; row++) total[row] = at(total, row) + at(one, row);
  return total;
}
