import type { Rule } from '../../catalog/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { ClassTerms } from './class-terms.js';
import type { DestinationTerms, ObjectStoreTerms } from './destination-terms.js';
import { costDouble, type DoublePrice, doublePrice, doubleStep } from './double-price.js';
import { leavingByClass, unservedGibDays } from './early-deletion.js';
import { heldByClass } from './month-charges.js';
import { requestsPerObject, stagedThrough } from './requests.js';

interface ClassPrices {
  readonly code: string;
  readonly storage: DoublePrice;
  readonly put: DoublePrice;
  readonly transition: DoublePrice;
  /** Price of the requests that send the parts of an upload. */
  readonly part: DoublePrice;
  /** Requests an object takes: at the price of a part, and at that of a PUT. */
  readonly parts: number;
  readonly puts: number;
  /** What a month's quantity is rounded up to; 0: billed as it is. */
  readonly steps: { readonly storage: number; readonly put: number; readonly part: number; readonly transition: number };
  readonly earlyDelete: DoublePrice;
  readonly minimumDays: number;
  readonly monthHours: number | undefined;
  readonly paddingGib: number;
  readonly archiveOverheadGib: number;
  readonly standardOverheadGib: number;
  readonly overhead: { readonly code: string; readonly storage: DoublePrice; readonly step: number };
}

/** What an account pays whatever it holds, and what it has paid ahead, a whole month. */
interface AccountPrices {
  readonly fees: number;
  readonly minimumGib: number;
  readonly coveredGib: ReadonlyMap<string, number>;
}

/** A destination's prices as doubles, looked up once for thousands of months. */
export type SimulationTerms =
  | { readonly kind: 'private store'; readonly price: DoublePrice }
  | {
      readonly kind: 'object store';
      readonly terms: ObjectStoreTerms;
      readonly prices: ReadonlyMap<ClassTerms, ClassPrices>;
      readonly account: AccountPrices;
    };

/** Turns a destination's exact prices into doubles, once, before a simulation runs. Source: docs/methodology.md M-39. */
export function simulationTerms(terms: DestinationTerms): SimulationTerms {
  if (terms.kind === 'private store') return { kind: 'private store', price: doublePrice(terms.item) };
  const prices = new Map([terms.first, terms.archive].map((of) => [of, classPrices(of, terms)]));
  return { kind: 'object store', terms, prices, account: accountPrices(terms) };
}

/**
 * True where a bill is a weighted sum of a month's flows through graduated prices, and nothing else: no fee, minimum or commitment, no
 * rounding up, no billing month of its own, one request an object.
 */
export function isLinear(simulation: SimulationTerms): boolean {
  if (simulation.kind === 'private store') return true;
  const { fees, minimumGib, coveredGib } = simulation.account;
  const classes = [...simulation.prices.values()];
  return (
    fees === 0 &&
    minimumGib === 0 &&
    coveredGib.size === 0 &&
    classes.every(
      ({ monthHours, parts, puts, steps, overhead }) =>
        monthHours === undefined &&
        parts === 0 &&
        puts === 1 &&
        overhead.step === 0 &&
        Object.values(steps).every((step) => step === 0),
    )
  );
}

const KIB_PER_GIB = 2 ** 20;
const HOURS_PER_DAY = 24;
const value = (rule: Rule | undefined) => (rule === undefined ? undefined : doubleFromExact(rule.value));

function classPrices(of: ClassTerms, terms: ObjectStoreTerms): ClassPrices {
  const gibOf = (kib: number | undefined) => Math.max(0, kib ?? 0) / KIB_PER_GIB;
  const via = stagedThrough(of) ?? of;
  const { parts, own } = requestsPerObject(via, terms);
  const partPut = (via.overheadClass ?? via).put;
  const overhead = of.overheadClass ?? of;
  return {
    code: of.code,
    storage: doublePrice(of.storage),
    put: doublePrice(via.put),
    transition: doublePrice(of.transition),
    part: doublePrice(partPut),
    parts,
    puts: own,
    steps: {
      storage: doubleStep(of.storage),
      put: doubleStep(via.put),
      part: doubleStep(partPut),
      transition: doubleStep(of.transition),
    },
    earlyDelete: doublePrice(of.earlyDelete),
    minimumDays: value(of.minimumDays) ?? 0,
    monthHours: value(of.monthHours),
    paddingGib: gibOf((value(of.minimumBillableKib) ?? 0) - terms.objectMib * 1024),
    archiveOverheadGib: gibOf(value(of.overheadArchiveKib)),
    standardOverheadGib: gibOf(value(of.overheadStandardKib)),
    overhead: { code: overhead.code, storage: doublePrice(overhead.storage), step: doubleStep(overhead.storage) },
  };
}

function accountPrices({ account, committed }: ObjectStoreTerms): AccountPrices {
  const coveredGib = new Map<string, number>();
  let fees = costDouble(1, doublePrice(account.baseFee));
  for (const { storageClass, units, unitGib, item } of committed) {
    fees += costDouble(units, doublePrice(item));
    const gib = unitGib === undefined ? 0 : doubleFromExact(unitGib) * units;
    coveredGib.set(storageClass, (coveredGib.get(storageClass) ?? 0) + gib);
  }
  return { fees, minimumGib: value(account.minimumStored) ?? 0, coveredGib };
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
  const { terms, prices, account } = simulation;
  const first = prices.get(terms.first);
  const archive = prices.get(terms.archive);
  if (first === undefined || archive === undefined) throw new RangeError('simulation terms without their own classes');
  const requests = (objects: number, price: DoublePrice, step: number) => costDouble(objects, price, { step });
  const { parts, puts, steps } = first;
  const written =
    requests(month.objectsPut * parts, first.part, steps.part) + requests(month.objectsPut * puts, first.put, steps.put);
  const isStaged = stagedThrough(terms.first) !== undefined;
  const staged = isStaged ? requests(month.objectsPut, first.transition, steps.transition) : 0;
  const isMoved = terms.first !== terms.archive;
  const moved = isMoved ? requests(month.objectsMoved, archive.transition, archive.steps.transition) : 0;
  return account.fees * share + storageDouble(simulation, month) + written + staged + moved + earlyDouble(simulation, month);
}

type ObjectStoreSimulation = Extract<SimulationTerms, { kind: 'object store' }>;

function shareOf({ days, daysOfMonth }: CapacityMonth, monthHours: number | undefined): number {
  return monthHours === undefined ? days / daysOfMonth : (days * HOURS_PER_DAY) / monthHours;
}

function storageDouble({ terms, prices, account }: ObjectStoreSimulation, month: CapacityMonth): number {
  const filled = new Map<string, number>();
  let cost = 0;
  let stored = 0;
  const add = (code: string, amount: number, price: DoublePrice, step: number) => {
    const startAt = filled.get(code) ?? 0;
    filled.set(code, startAt + amount);
    stored += amount;
    const covered = ((account.coveredGib.get(code) ?? 0) * month.days) / month.daysOfMonth;
    const paid = amount - Math.min(Math.max(0, covered - startAt), amount);
    cost += costDouble(paid, price, { startAt: Math.max(0, startAt - covered), step });
  };
  for (const { terms: of, gib, objects } of heldByClass(terms, month)) {
    const price = prices.get(of);
    if (price === undefined) continue;
    const share = shareOf(month, price.monthHours);
    add(price.code, (gib + objects * (price.paddingGib + price.archiveOverheadGib)) * share, price.storage, price.steps.storage);
    add(price.overhead.code, objects * price.standardOverheadGib * share, price.overhead.storage, price.overhead.step);
  }
  const first = prices.get(terms.first);
  if (first === undefined) return cost;
  const least = account.minimumGib * shareOf(month, first.monthHours);
  return cost + costDouble(Math.max(0, least - stored), first.storage, { startAt: stored, step: first.steps.storage });
}

function earlyDouble({ terms, prices }: ObjectStoreSimulation, month: CapacityMonth): number {
  return leavingByClass(month, terms, terms.transitionAfterDays).reduce((sum, { terms: of, leaving }) => {
    const price = prices.get(of);
    if (price === undefined || price.minimumDays === 0) return sum;
    const aDay = shareOf({ ...month, days: 1 }, price.monthHours);
    return sum + costDouble(unservedGibDays(leaving, price.minimumDays) * aDay, price.earlyDelete);
  }, 0);
}
