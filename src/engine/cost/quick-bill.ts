import type { Source } from '../../catalog/types.js';
import { Decimal } from '../../units/decimal.js';
import { type Money, money } from '../../units/quantity.js';
import { cached } from '../cached.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { Charge, CostKind, Total } from '../charge.js';
import { scaledMonth } from '../scale.js';
import { type ApplianceMonthly, appliancesIn } from './appliance.js';
import { type DestinationCostInput, driftingTerms } from './destination-cost.js';
import { type DestinationTerms, destinationTerms } from './destination-terms.js';
import { doubleCents, type TierCents } from './double-cents.js';
import { monthCharges } from './month-charges.js';
import { eachLine, type LineSlot, type MonthFlows, monthFlows, type SimulationTerms, simulationTerms } from './simulation.js';
import { asTotal, costByKind, totalOf } from './totals.js';

/** A month's prices and flows, ready to be billed at any size. */
interface ReadyMonth {
  readonly month: CapacityMonth;
  readonly terms: DestinationTerms;
  readonly simulation: SimulationTerms;
  readonly flows: MonthFlows;
}

/** Looks prices up once for all months and sizes. */
export function readyMonths(input: Omit<DestinationCostInput, 'applianceMonthly' | 'vat'>): readonly ReadyMonth[] {
  const termsOn = driftingTerms(destinationTerms(input), input);
  const simulations = new Map<DestinationTerms, SimulationTerms>();
  return input.capacity.map((month) => {
    const terms = termsOn(month.from);
    const simulation = cached(simulations, terms, () => simulationTerms(terms));
    return { month, terms, simulation, flows: monthFlows(simulation, month) };
  });
}

/** The estate's size as a multiple of what it is, and the boxes beside the store; undefined: none. */
interface BillSize {
  readonly scale: number;
  readonly boxes: ApplianceMonthly | undefined;
  readonly currency: string;
}

/** What `destinationCost` adds up to, without its lines. */
export interface QuickBill {
  readonly total: Total;
  /** Of the last month that is whole; of the last if none is. */
  readonly lastMonth: Total;
  readonly byKind: Readonly<Partial<Record<CostKind, Money>>>;
  /** Of every line, by their ids, in the order of first use. */
  readonly sources: ReadonlyMap<string, Source>;
}

/**
 * The totals of a bill, to the cent of its lines and in a small part of their time: cents come from doubles where these leave no doubt of
 * them. A month is billed exactly where they do, and where something unpriced turns up that has no name yet, or is to be named in the last
 * whole month's total.
 *
 * Source: docs/methodology-cost.md M-39; held to the exact bill by a property test.
 */
export function quickBill(months: readonly ReadyMonth[], size: BillSize): QuickBill {
  const whole = months.findLastIndex(({ month }) => month.days === month.daysOfMonth);
  const lastMonth = months.at(whole);
  const bill = new RunningBill(size);
  for (const month of months) bill.add(month, month === lastMonth);
  return bill.result();
}

const CENTS = 100;

/** One line, or one tier of it, in whole cents. */
interface QuickLine extends TierCents {
  readonly slot: LineSlot;
}

class RunningBill {
  readonly #size: BillSize;
  #lastMonth: Total;
  /** What doubles tell, in cents, and what is billed exactly. */
  readonly #cents = new Map<CostKind, number>();
  readonly #exact = new Map<CostKind, Decimal>();
  readonly #unpriced = new Set<string>();
  readonly #sources = new Map<string, Source>();
  readonly #cited = new Set<unknown>();
  /** Places, in a month's lines, of what is unpriced and named by a month before. */
  readonly #named = new Set<number>();
  readonly #boxesIn: (month: CapacityMonth) => readonly Charge[];

  constructor(size: BillSize) {
    this.#size = size;
    this.#boxesIn = appliancesIn(size.boxes, size.currency);
    this.#lastMonth = totalOf([], size.currency);
  }

  add(ready: ReadyMonth, isLast: boolean): void {
    const lines = this.#quickLines(ready, isLast);
    const boxes = this.#boxesIn(ready.month);
    if (lines !== undefined) {
      for (const line of lines) this.#addLine(line);
      this.#addCharges(boxes);
      if (isLast) this.#lastMonth = this.#totalOf(lines, boxes);
      return;
    }
    const { scale, currency } = this.#size;
    const month = scale === 1 ? ready.month : scaledMonth(ready.month, scale);
    const charges = [...monthCharges(ready.terms, month), ...boxes];
    this.#addCharges(charges);
    if (isLast) this.#lastMonth = totalOf(charges, currency);
  }

  result(): QuickBill {
    const { currency } = this.#size;
    const byKind: Partial<Record<CostKind, Money>> = {};
    let total = new Decimal(0);
    for (const kind of new Set([...this.#cents.keys(), ...this.#exact.keys()])) {
      const amount = new Decimal(this.#cents.get(kind) ?? 0).div(CENTS).plus(this.#exact.get(kind) ?? 0);
      byKind[kind] = money(currency, amount);
      total = total.plus(amount);
    }
    const cost = money(currency, total);
    return { total: asTotal(cost, this.#unpriced), lastMonth: this.#lastMonth, byKind, sources: this.#sources };
  }

  #addLine({ slot, tier, cents }: QuickLine): void {
    if (!tier.isIncluded) this.#cents.set(slot.kind, (this.#cents.get(slot.kind) ?? 0) + cents);
    if (this.#cited.has(tier) && this.#cited.has(slot)) return;
    this.#cited.add(tier).add(slot);
    for (const source of tier.sources) this.#cite(source);
    for (const source of slot.sources) this.#cite(source);
  }

  #addCharges(charges: readonly Charge[]): void {
    for (const [kind, { amount }] of Object.entries(costByKind(charges)) as [CostKind, Money][]) {
      this.#exact.set(kind, this.#exact.get(kind)?.plus(amount) ?? amount);
    }
    const total = totalOf(charges, this.#size.currency);
    if (total.kind === 'atLeast') for (const name of total.unpriced) this.#unpriced.add(name);
    for (const { because } of charges) for (const source of because.sources) this.#cite(source);
  }

  /** The last of one id stands where the first did, as in the list of a plan's sources. */
  #cite(source: Source): void {
    this.#sources.set(source.id, source);
  }

  #totalOf(lines: readonly QuickLine[], boxes: readonly Charge[]): Total {
    const { currency } = this.#size;
    const cents = lines.reduce((sum, { tier, cents }) => (tier.isIncluded ? sum : sum + cents), 0);
    const ofBoxes = totalOf(boxes, currency);
    const cost = money(currency, new Decimal(cents).div(CENTS).plus(ofBoxes.cost.amount));
    return asTotal(cost, new Set(ofBoxes.kind === 'atLeast' ? ofBoxes.unpriced : []));
  }

  /** undefined where the exact bill must say, or name something; the last month's total names whatever has no price in it. */
  #quickLines({ terms, simulation, flows }: ReadyMonth, isLast: boolean): readonly QuickLine[] | undefined {
    // What commitments cover is a line of its own.
    if (terms.kind === 'object store' && terms.committed.length > 0) return undefined;
    const lines: QuickLine[] = [];
    let isSure = true;
    let place = 0;
    eachLine(
      simulation,
      flows,
      (slot, amount, price, startAt, step) => {
        place += 1;
        if (amount === 0) return;
        if (price.length === 0) {
          if (isLast || !this.#named.has(place)) isSure = false;
          this.#named.add(place);
          return;
        }
        const tiers = doubleCents(amount, price, startAt, step);
        if (tiers === undefined) isSure = false;
        else for (const { tier, cents } of tiers) lines.push({ slot, tier, cents });
      },
      this.#size.scale,
    );
    return isSure ? lines : undefined;
  }
}
