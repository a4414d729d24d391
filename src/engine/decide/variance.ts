import { Decimal } from '../../units/decimal.js';
import { type Money, money } from '../../units/quantity.js';

/** One item of a month: storage of a class in GiB-Months, requests, GiB sent. */
export interface UsageLine {
  /** "GLACIER storage": the same in plan and bill. */
  readonly name: string;
  /** Storage is what a change of size and classes explains; everything else is how the store is used. */
  readonly isStorage: boolean;
  readonly quantity: Decimal;
  /** undefined: a usage report, which has no money. */
  readonly cost: Decimal | undefined;
}

/** actual - planned = volume + mix + policy + price, to the cent. */
export interface Variance {
  readonly planned: Money;
  readonly actual: Money;
  readonly difference: Money;
  /** More or less stored, at the planned classes and prices. */
  readonly volume: Money;
  /** The same amount stored in other classes, at planned prices. */
  readonly mix: Money;
  /** Other requests, deletions, retrievals and egress than planned, at planned prices; what the plan has no price for, whole. */
  readonly policy: Money;
  /** What is left: the same quantities at other prices. 0 where the usage has no money of its own. */
  readonly price: Money;
  readonly lines: readonly VarianceLine[];
}

export interface VarianceLine {
  readonly name: string;
  readonly plannedQuantity: Decimal;
  readonly actualQuantity: Decimal;
  readonly planned: Money;
  readonly actual: Money;
}

const ZERO = new Decimal(0);

/**
 * Splits a month's error (M-114). With q quantities, p = planned cost / planned quantity of an item, Q = SUM q over storage:
 *
 *     volume = planned storage cost x (Qa / Qp - 1)
 *     mix    = SUM over storage (qa - qp x Qa / Qp) x p
 *     policy = SUM over the rest (qa - qp) x p;  an item without a planned price: its whole cost
 *     price  = difference - volume - mix - policy = SUM qa x (pa - p)
 *
 * Each part is in cents and price is what remains, so the parts add up exactly. A storage class that is not planned has no p: its GiB count
 * in volume at the plan's mean price, and the rest of its cost is price. Usage without money is priced at p, so its price part is 0.
 */
export function varianceOf(planned: readonly UsageLine[], actual: readonly UsageLine[], currency: string): Variance {
  const lines = linesOf(planned, actual);
  const storage = lines.filter(({ isStorage }) => isStorage);
  const rest = lines.filter(({ isStorage }) => !isStorage);
  const sum = (all: readonly Line[], of: (line: Line) => Decimal): Decimal =>
    all.reduce((total, line) => total.plus(of(line)), ZERO);
  const heldPlanned = sum(storage, ({ qp }) => qp);
  const heldActual = sum(storage, ({ qa }) => qa);
  const storageCost = sum(storage, ({ cp }) => cp);
  const growth = heldPlanned.isZero() ? new Decimal(1) : heldActual.div(heldPlanned);
  const mean = heldPlanned.isZero() ? ZERO : storageCost.div(heldPlanned);
  const priceOf = ({ qp, cp }: Line): Decimal => (qp.isZero() ? mean : cp.div(qp));
  const cents = (amount: Decimal): Money => money(currency, amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
  const spent = (line: Line): Decimal => line.ca ?? line.qa.times(line.qp.isZero() && !line.isStorage ? ZERO : priceOf(line));
  const total = cents(sum(lines, ({ cp }) => cp));
  const paid = cents(sum(lines, spent));
  const volume = cents(storageCost.times(growth.minus(1)));
  const mix = cents(sum(storage, (line) => line.qa.minus(line.qp.times(growth)).times(priceOf(line))));
  const policy = cents(sum(rest, (line) => (line.qp.isZero() ? spent(line) : line.qa.minus(line.qp).times(priceOf(line)))));
  const difference = paid.amount.minus(total.amount);
  return {
    planned: total,
    actual: paid,
    difference: money(currency, difference),
    volume,
    mix,
    policy,
    price: money(currency, difference.minus(volume.amount).minus(mix.amount).minus(policy.amount)),
    lines: lines.map((line) => ({
      name: line.name,
      plannedQuantity: line.qp,
      actualQuantity: line.qa,
      planned: cents(line.cp),
      actual: cents(spent(line)),
    })),
  };
}

interface Line {
  readonly name: string;
  readonly isStorage: boolean;
  readonly qp: Decimal;
  readonly cp: Decimal;
  readonly qa: Decimal;
  readonly ca: Decimal | undefined;
}

/** Plan and bill by item, each added up: a graduated price has several lines. */
function linesOf(planned: readonly UsageLine[], actual: readonly UsageLine[]): readonly Line[] {
  const names = [...new Set([...planned, ...actual].map(({ name }) => name))];
  return names.map((name) => {
    const own = planned.filter((line) => line.name === name);
    const seen = actual.filter((line) => line.name === name);
    const add = (all: readonly UsageLine[], of: (line: UsageLine) => Decimal): Decimal =>
      all.reduce((total, line) => total.plus(of(line)), ZERO);
    return {
      name,
      isStorage: [...own, ...seen].some(({ isStorage }) => isStorage),
      qp: add(own, ({ quantity }) => quantity),
      cp: add(own, ({ cost }) => cost ?? ZERO),
      qa: add(seen, ({ quantity }) => quantity),
      ca: seen.some(({ cost }) => cost === undefined) ? undefined : add(seen, ({ cost }) => cost ?? ZERO),
    };
  });
}
