import { Decimal } from '../../units/decimal.js';
import { asGib } from '../../units/gib.js';
import { type Money, money } from '../../units/quantity.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { Total } from '../charge.js';
import { scaledMonth } from '../scale.js';
import { type ApplianceMonthly, applianceCharges } from './appliance.js';
import { type DestinationCostInput, driftingTerms, perTbMonth } from './destination-cost.js';
import { type DestinationTerms, destinationTerms } from './destination-terms.js';
import { doubleCents } from './double-cents.js';
import { monthCharges } from './month-charges.js';
import { eachLine, type MonthFlows, monthFlows, type SimulationTerms, simulationTerms } from './simulation.js';
import { asTotal, sumOfTotals, totalOf } from './totals.js';

const CENTS = 100;

/** What an estate of another size pays: the totals that `destinationCost` of its months has, without its lines. */
export interface ScaledBill {
  readonly total: Total;
  /** Last whole month. */
  readonly lastMonth: Total;
  readonly perTbMonth: Money;
}

/** A month of the estate as it is, made ready for any size. */
interface ReadyMonth {
  readonly month: CapacityMonth;
  readonly terms: DestinationTerms;
  readonly simulation: SimulationTerms;
  readonly flows: MonthFlows;
}

/**
 * The bill of an estate so many times as large, on other boxes, to the cent of `destinationCost` and in a small part of its time: cents
 * come from doubles where these leave no doubt of them. A month is billed exactly where they do, where something unpriced turns up that
 * has no name yet, and where it is the last.
 *
 * Source: docs/methodology.md M-39; held to the exact bill by a property test.
 */
export function scaledBills(
  input: Omit<DestinationCostInput, 'applianceMonthly' | 'vat'>,
): (scale: number, boxes: ApplianceMonthly) => ScaledBill {
  const { capacity, currency } = input;
  const ready = readyMonths(input);
  const last = capacity.findLastIndex((month) => month.days === month.daysOfMonth);
  const lastWhole = last < 0 ? capacity.length - 1 : last;
  return (scale, boxes) => {
    const bill = new RunningBill(scale, boxes, currency);
    for (const [index, month] of ready.entries()) bill.add(month, index === lastWhole);
    const total = bill.total();
    const frontEnds = capacity.map(({ frontEnd, days, daysOfMonth }) => ({
      frontEnd: asGib(frontEnd * scale),
      days,
      daysOfMonth,
    }));
    return { total, lastMonth: bill.lastMonth, perTbMonth: perTbMonth(total.cost, frontEnds) };
  };
}

function readyMonths(input: Omit<DestinationCostInput, 'applianceMonthly' | 'vat'>): readonly ReadyMonth[] {
  const termsOn = driftingTerms(destinationTerms(input), input);
  const simulations = new Map<DestinationTerms, SimulationTerms>();
  return input.capacity.map((month) => {
    const terms = termsOn(month.from);
    const simulation = simulations.get(terms) ?? simulationTerms(terms);
    simulations.set(terms, simulation);
    return { month, terms, simulation, flows: monthFlows(simulation, month) };
  });
}

/** The months of one size, one after another. */
class RunningBill {
  /** Of the last whole month, or of the last that there is. */
  lastMonth: Total;
  readonly #scale: number;
  readonly #boxes: ApplianceMonthly;
  readonly #currency: string;
  #cents = 0;
  #exact = new Decimal(0);
  readonly #unpriced = new Set<string>();
  /** Places, in a month's lines, of what is unpriced and named by a month before. */
  readonly #named = new Set<number>();
  readonly #boxTotals = new Map<number, Total>();

  constructor(scale: number, boxes: ApplianceMonthly, currency: string) {
    this.#scale = scale;
    this.#boxes = boxes;
    this.#currency = currency;
    this.lastMonth = totalOf([], currency);
  }

  add(ready: ReadyMonth, isLast: boolean): void {
    const cents = isLast ? Number.NaN : this.#centsOf(ready);
    const boxes = this.#boxesIn(ready.month);
    if (Number.isNaN(cents)) {
      const store = totalOf(monthCharges(ready.terms, scaledMonth(ready.month, this.#scale)), this.#currency);
      this.#addTotal(store);
      if (isLast) this.lastMonth = sumOfTotals([store, boxes], this.#currency);
    } else this.#cents += cents;
    this.#addTotal(boxes);
  }

  total(): Total {
    return asTotal(money(this.#currency, this.#exact.plus(new Decimal(this.#cents).div(CENTS))), this.#unpriced);
  }

  #addTotal(total: Total): void {
    this.#exact = this.#exact.plus(total.cost.amount);
    if (total.kind === 'atLeast') for (const name of total.unpriced) this.#unpriced.add(name);
  }

  /** NaN where the exact bill must say, or name something. */
  #centsOf({ simulation, flows }: ReadyMonth): number {
    let sum = 0;
    let place = 0;
    eachLine(
      simulation,
      flows,
      (amount, price, startAt, step) => {
        const { cents, isUnpriced } = doubleCents(amount, price, startAt, step);
        sum += isUnpriced && !this.#named.has(place) ? Number.NaN : cents;
        if (isUnpriced) this.#named.add(place);
        place += 1;
      },
      this.#scale,
    );
    return sum;
  }

  /** Months of equal length have the same. */
  #boxesIn(month: CapacityMonth): Total {
    const key = month.days * 100 + month.daysOfMonth;
    const total = this.#boxTotals.get(key) ?? totalOf(applianceCharges(this.#boxes, month, this.#currency), this.#currency);
    this.#boxTotals.set(key, total);
    return total;
  }
}
