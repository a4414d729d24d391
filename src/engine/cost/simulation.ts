import type { Rule, Source } from '../../catalog/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { CostKind } from '../charge.js';
import type { ClassTerms } from './class-terms.js';
import type { DestinationTerms, ObjectStoreTerms } from './destination-terms.js';
import { costDouble, type DoublePrice, doublePrice, doubleStep } from './double-price.js';
import { leavingByClass, unservedGibDays } from './early-deletion.js';
import { heldByClass } from './month-charges.js';
import { requestsPerObject, stagedThrough } from './requests.js';

interface ClassPrices {
  readonly code: string;
  /** New objects land in another class first, and move on at once. */
  readonly isStaged: boolean;
  readonly own: StoragePrice;
  readonly put: DoublePrice;
  readonly transition: DoublePrice;
  /** Price of the requests that send the parts of an upload. */
  readonly part: DoublePrice;
  /** Requests an object takes: at the price of a part, and at that of a PUT. */
  readonly parts: number;
  readonly puts: number;
  /** What a month's quantity is rounded up to; 0: billed as it is. */
  readonly steps: { readonly put: number; readonly part: number; readonly transition: number };
  readonly earlyDelete: DoublePrice;
  readonly minimumDays: number;
  readonly monthHours: number | undefined;
  readonly paddingGib: number;
  readonly archiveOverheadGib: number;
  readonly standardOverheadGib: number;
  readonly overhead: StoragePrice & { readonly code: string };
  readonly slots: Readonly<Record<'data' | 'padding' | 'archive' | 'standard' | 'early', LineSlot>>;
}

/** A storage price with what a month's quantity is rounded up to. */
interface StoragePrice {
  readonly price: DoublePrice;
  readonly step: number;
}

/** What an account pays whatever it holds, and what it has paid ahead, a whole month. */
interface AccountPrices {
  readonly minimum: LineSlot;
  readonly fees: readonly { readonly amount: number; readonly price: DoublePrice }[];
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
    fees.length === 0 &&
    minimumGib === 0 &&
    coveredGib.size === 0 &&
    classes.every(
      ({ monthHours, parts, puts, steps, own, overhead }) =>
        monthHours === undefined &&
        own.step === 0 &&
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
  const staged = stagedThrough(of);
  const via = staged ?? of;
  const { parts, own } = requestsPerObject(via, terms);
  const partPut = (via.overheadClass ?? via).put;
  const overhead = of.overheadClass ?? of;
  return {
    code: of.code,
    isStaged: staged !== undefined,
    own: { price: doublePrice(of.storage), step: doubleStep(of.storage) },
    put: doublePrice(via.put),
    transition: doublePrice(of.transition),
    part: doublePrice(partPut),
    parts,
    puts: own,
    steps: {
      put: doubleStep(via.put),
      part: doubleStep(partPut),
      transition: doubleStep(of.transition),
    },
    earlyDelete: doublePrice(of.earlyDelete),
    minimumDays: of.leastDays,
    monthHours: value(of.monthHours),
    paddingGib: gibOf(of.leastKib - terms.objectMib * 1024),
    archiveOverheadGib: gibOf(value(of.overheadArchiveKib)),
    standardOverheadGib: gibOf(value(of.overheadStandardKib)),
    overhead: { code: overhead.code, price: doublePrice(overhead.storage), step: doubleStep(overhead.storage) },
    slots: {
      data: slot('storage', of.monthHours),
      padding: slot('storage', of.minimumBillableKib, of.monthHours),
      archive: slot('storage', of.overheadArchiveKib, of.monthHours),
      standard: slot('storage', of.overheadStandardKib, of.monthHours),
      early: slot('early deletion', of.minimumDays),
    },
  };
}

function accountPrices({ account, committed }: ObjectStoreTerms): AccountPrices {
  const coveredGib = new Map<string, number>();
  const fees = account.baseFee.kind === 'missing' ? [] : [{ amount: 1, price: doublePrice(account.baseFee) }];
  for (const { storageClass, units, unitGib, item } of committed) {
    fees.push({ amount: units, price: doublePrice(item) });
    const gib = unitGib === undefined ? 0 : doubleFromExact(unitGib) * units;
    coveredGib.set(storageClass, (coveredGib.get(storageClass) ?? 0) + gib);
  }
  return { fees, minimum: slot('storage', account.minimumStored), minimumGib: value(account.minimumStored) ?? 0, coveredGib };
}

/** What of a month its bill is made of: stocks by the bill's own classes, and what is short of a minimum duration in GiB x days. */
export interface MonthFlows {
  readonly days: number;
  readonly daysOfMonth: number;
  readonly backEnd: number;
  readonly held: readonly { readonly terms: ClassTerms; readonly gib: number; readonly objects: number }[];
  readonly unserved: readonly { readonly terms: ClassTerms; readonly gibDays: number }[];
  readonly objectsPut: number;
  readonly objectsMoved: number;
}

export function monthFlows(simulation: SimulationTerms, month: CapacityMonth): MonthFlows {
  const { days, daysOfMonth, backEnd, objectsPut, objectsMoved } = month;
  const flows = { days, daysOfMonth, backEnd, objectsPut, objectsMoved };
  if (simulation.kind === 'private store') return { ...flows, held: [], unserved: [] };
  const { terms, prices } = simulation;
  const unserved = leavingByClass(month, terms, terms.transitionAfterDays).map(({ terms: of, leaving }) => {
    const minimumDays = prices.get(of)?.minimumDays ?? 0;
    return { terms: of, gibDays: minimumDays === 0 ? 0 : unservedGibDays(leaving, minimumDays) };
  });
  return { ...flows, held: heldByClass(terms, month), unserved };
}

/** What a line of the bill is for, and the rows behind its amount beside the price's own. */
export interface LineSlot {
  readonly kind: CostKind;
  readonly sources: readonly Source[];
}

/** One line of a bill in doubles: an amount in used units on top of what filled its price's tiers before. */
export type DoubleLine = (slot: LineSlot, amount: number, price: DoublePrice, startAt: number, step: number) => void;

const slot = (kind: CostKind, ...rules: readonly (Rule | undefined)[]): LineSlot => ({
  kind,
  sources: rules.flatMap((rule) => (rule === undefined ? [] : [rule.source])),
});
const PRIVATE = slot('private store');
const FEES = slot('storage');
const REQUESTS = slot('requests');
const TRANSITIONS = slot('transition');

/**
 * What `monthCharges` bills for one month, line by line and in its order, appliances aside; lines of amount 0 and those without a price
 * are among them.
 *
 * @param scale the same month of an estate so many times as large: fees, minimums and commitments stay
 *
 * Source: docs/methodology.md M-39.
 */
export function eachLine(simulation: SimulationTerms, flows: MonthFlows, line: DoubleLine, scale = 1): void {
  const share = flows.days / flows.daysOfMonth;
  if (simulation.kind === 'private store') {
    line(PRIVATE, flows.backEnd * scale * share, simulation.price, 0, 0);
    return;
  }
  const { terms, prices, account } = simulation;
  const first = pricesOf(prices, terms.first);
  const archive = pricesOf(prices, terms.archive);
  for (const { amount, price } of account.fees) line(FEES, amount * share, price, 0, 0);
  storageLines(simulation, flows, line, scale);
  const put = flows.objectsPut * scale;
  line(REQUESTS, put * first.parts, first.part, 0, first.steps.part);
  line(REQUESTS, put * first.puts, first.put, 0, first.steps.put);
  if (first.isStaged) line(TRANSITIONS, put, first.transition, 0, first.steps.transition);
  if (terms.first !== terms.archive)
    line(TRANSITIONS, flows.objectsMoved * scale, archive.transition, 0, archive.steps.transition);
  for (const { terms: of, gibDays } of flows.unserved) {
    const { earlyDelete, monthHours, slots } = pricesOf(prices, of);
    line(slots.early, gibDays * scale * shareOf(1, flows.daysOfMonth, monthHours), earlyDelete, 0, 0);
  }
}

/**
 * The fast path: what `monthCharges` bills for one month, in doubles, before any line is rounded to cents; appliances aside.
 * For Monte Carlo and the optimiser: what is printed comes from the exact path, or from `doubleCents` where doubles leave no doubt, and a
 * test holds the two within 1e-9.
 *
 * Source: docs/methodology.md M-39.
 */
export function monthlyCostDouble(simulation: SimulationTerms, month: CapacityMonth): number {
  let cost = 0;
  eachLine(simulation, monthFlows(simulation, month), (_, amount, price, startAt, step) => {
    cost += costDouble(amount, price, { startAt, step });
  });
  return cost;
}

type ObjectStoreSimulation = Extract<SimulationTerms, { kind: 'object store' }>;

function pricesOf(prices: ObjectStoreSimulation['prices'], of: ClassTerms): ClassPrices {
  const found = prices.get(of);
  if (found === undefined) throw new RangeError('simulation terms without their own classes');
  return found;
}

function shareOf(days: number, daysOfMonth: number, monthHours: number | undefined): number {
  return monthHours === undefined ? days / daysOfMonth : (days * HOURS_PER_DAY) / monthHours;
}

function storageLines(
  { terms, prices, account }: ObjectStoreSimulation,
  flows: MonthFlows,
  line: DoubleLine,
  scale: number,
): void {
  const { days, daysOfMonth } = flows;
  const filled = new Map<string, number>();
  let stored = 0;
  const add = (of: LineSlot, code: string, amount: number, { price, step }: { price: DoublePrice; step: number }) => {
    const startAt = filled.get(code) ?? 0;
    filled.set(code, startAt + amount);
    stored += amount;
    const covered = ((account.coveredGib.get(code) ?? 0) * days) / daysOfMonth;
    const paid = amount - Math.min(Math.max(0, covered - startAt), amount);
    line(of, paid, price, Math.max(0, startAt - covered), step);
  };
  for (const { terms: of, gib, objects } of flows.held) {
    const price = pricesOf(prices, of);
    const share = scale * shareOf(days, daysOfMonth, price.monthHours);
    const { slots, own, overhead } = price;
    add(slots.data, price.code, gib * share, own);
    add(slots.padding, price.code, objects * price.paddingGib * share, own);
    add(slots.archive, price.code, objects * price.archiveOverheadGib * share, own);
    add(slots.standard, overhead.code, objects * price.standardOverheadGib * share, overhead);
  }
  if (account.minimumGib === 0) return;
  const first = pricesOf(prices, terms.first);
  const least = account.minimumGib * shareOf(days, daysOfMonth, first.monthHours);
  line(account.minimum, Math.max(0, least - stored), first.own.price, stored, first.own.step);
}
