import { doubleFromExact } from '../../units/decimal.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { ClassTerms } from './class-terms.js';
import type { DestinationTerms, ObjectStoreTerms } from './destination-terms.js';
import { leavingByClass, unservedGibDays } from './early-deletion.js';
import { heldByClass } from './month-charges.js';
import type { PricedItem } from './priced-item.js';
import { stagedThrough } from './requests.js';

/** Price tiers as doubles: upper edges and money of the plan's currency for one GiB-Month, GiB or request. */
interface DoubleTier {
  readonly from: number;
  readonly to: number;
  readonly price: number;
}
type DoublePrice = readonly DoubleTier[];

/** What one item costs a used unit, as doubles; no tiers at all where it is unpriced, which leaves it out as the bill's total does. */
function doublePrice(item: PricedItem): DoublePrice {
  if (item.kind === 'missing') return [];
  const perGib = item.perGib === undefined ? 1 : doubleFromExact(item.perGib);
  const factor = item.factor === undefined ? 1 : doubleFromExact(item.factor);
  return item.tiers.map(({ from, to, unitPrice }) => ({
    from: doubleFromExact(from) / perGib,
    to: to === undefined ? Number.POSITIVE_INFINITY : doubleFromExact(to) / perGib,
    price: (doubleFromExact(unitPrice.price.amount) / doubleFromExact(unitPrice.perAmount)) * perGib * factor,
  }));
}

function costDouble(amount: number, price: DoublePrice, startAt = 0): number {
  const end = startAt + amount;
  let cost = 0;
  for (const { from, to, price: perUnit } of price) {
    const filled = Math.min(to, end) - Math.max(from, startAt);
    if (filled > 0) cost += filled * perUnit;
  }
  return cost;
}

interface ClassPrices {
  readonly code: string;
  readonly storage: DoublePrice;
  readonly put: DoublePrice;
  readonly transition: DoublePrice;
  readonly earlyDelete: DoublePrice;
  readonly minimumDays: number;
  readonly paddingGib: number;
  readonly archiveOverheadGib: number;
  readonly standardOverheadGib: number;
  readonly overhead: { readonly code: string; readonly storage: DoublePrice };
}

/** A destination's prices as doubles, for `monthlyCostDouble`. */
export type SimulationTerms =
  | { readonly kind: 'private store'; readonly price: DoublePrice }
  | { readonly kind: 'object store'; readonly terms: ObjectStoreTerms; readonly prices: ReadonlyMap<ClassTerms, ClassPrices> };

/** Turns a destination's exact prices into doubles, once, before a simulation runs. Source: docs/methodology.md M-39. */
export function simulationTerms(terms: DestinationTerms): SimulationTerms {
  if (terms.kind === 'private store') return { kind: 'private store', price: doublePrice(terms.item) };
  const prices = new Map([terms.first, terms.archive].map((of) => [of, classPrices(of, terms.objectMib)]));
  return { kind: 'object store', terms, prices };
}

const KIB_PER_GIB = 2 ** 20;

function classPrices(of: ClassTerms, objectMib: number): ClassPrices {
  const gibOf = (kib: number | undefined) => Math.max(0, kib ?? 0) / KIB_PER_GIB;
  const value = (rule: ClassTerms['minimumDays']) => (rule === undefined ? undefined : doubleFromExact(rule.value));
  const via = stagedThrough(of);
  const overhead = of.overheadClass ?? of;
  return {
    code: of.code,
    storage: doublePrice(of.storage),
    put: doublePrice((via ?? of).put),
    transition: doublePrice(of.transition),
    earlyDelete: doublePrice(of.earlyDelete),
    minimumDays: value(of.minimumDays) ?? 0,
    paddingGib: gibOf((value(of.minimumBillableKib) ?? 0) - objectMib * 1024),
    archiveOverheadGib: gibOf(value(of.overheadArchiveKib)),
    standardOverheadGib: gibOf(value(of.overheadStandardKib)),
    overhead: { code: overhead.code, storage: doublePrice(overhead.storage) },
  };
}

/**
 * The fast path: what `monthCharges` bills for one month, in doubles, before any line is rounded to cents; appliances aside.
 * For Monte Carlo and the optimiser only: what is printed comes from the exact path, and a test holds the two within 1e-9.
 *
 * Source: docs/methodology.md M-39.
 */
export function monthlyCostDouble(simulation: SimulationTerms, month: CapacityMonth): number {
  const share = month.days / month.daysOfMonth;
  if (simulation.kind === 'private store') return costDouble(month.backEnd * share, simulation.price);
  const { terms, prices } = simulation;
  const first = prices.get(terms.first);
  const archive = prices.get(terms.archive);
  if (first === undefined || archive === undefined) throw new RangeError('simulation terms without their own classes');
  const staged = stagedThrough(terms.first) === undefined ? 0 : costDouble(month.objectsPut, first.transition);
  const moved = terms.first === terms.archive ? 0 : costDouble(month.objectsMoved, archive.transition);
  return (
    storageDouble(simulation, month, share) +
    costDouble(month.objectsPut, first.put) +
    staged +
    moved +
    earlyDouble(simulation, month)
  );
}

type ObjectStoreSimulation = Extract<SimulationTerms, { kind: 'object store' }>;

function storageDouble({ terms, prices }: ObjectStoreSimulation, month: CapacityMonth, share: number): number {
  const filled = new Map<string, number>();
  let cost = 0;
  const add = (code: string, amount: number, price: DoublePrice) => {
    const startAt = filled.get(code) ?? 0;
    filled.set(code, startAt + amount);
    cost += costDouble(amount, price, startAt);
  };
  for (const { terms: of, gib, objects } of heldByClass(terms, month)) {
    const price = prices.get(of);
    if (price === undefined) continue;
    add(price.code, (gib + objects * (price.paddingGib + price.archiveOverheadGib)) * share, price.storage);
    add(price.overhead.code, objects * price.standardOverheadGib * share, price.overhead.storage);
  }
  return cost;
}

function earlyDouble({ terms, prices }: ObjectStoreSimulation, month: CapacityMonth): number {
  return leavingByClass(month, terms, terms.transitionAfterDays).reduce((sum, { terms: of, leaving }) => {
    const price = prices.get(of);
    if (price === undefined || price.minimumDays === 0) return sum;
    return sum + costDouble(unservedGibDays(leaving, price.minimumDays) / month.daysOfMonth, price.earlyDelete);
  }, 0);
}
