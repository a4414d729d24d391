import { Decimal } from '../../units/decimal.js';
import {
  byFrom,
  dayAfter,
  keyOf,
  later,
  type Period,
  type PriceRow,
  periodFromRate,
  periodsOf,
  readAgain,
  samePrice,
  vouchedUntil,
  withSpan,
} from './price-periods.js';
import type { PublishedPrices, PublishedRate } from './published.js';

/** What became of one rate of a file. */
export type Outcome = 'new' | 'known' | 'read again' | 'replaces' | 'revised' | 'refused';

export interface MergedRate {
  readonly rate: PublishedRate;
  readonly file: string;
  readonly outcome: Outcome;
  /** The prices of the table that speak against it: of 'revised' and 'refused' only. */
  readonly against: readonly Period[];
}
export interface Merged {
  /** The whole table in its one order. */
  readonly rows: readonly PriceRow[];
  readonly rates: readonly MergedRate[];
}

/**
 * Puts what files say into a price table.
 *
 * A price holds from its day on; the row before it ends there. A row is evidence from its first day to its end, or while it lasts to
 * the day on which it was last read: a file that says otherwise for such a day would change a past price and is refused, unless
 * `revise`. Between readings a file's price is taken only as far as the file vouches for it. The same files twice change nothing.
 */
export function mergePrices(existing: readonly PriceRow[], files: readonly PublishedPrices[], revise: boolean): Merged {
  const periods = periodsOf(existing);
  const rates: MergedRate[] = [];
  const said = files.flatMap((prices) => prices.rates.map((rate) => ({ rate, prices })));
  for (const { rate, prices } of said.sort((a, b) => (a.rate.from < b.rate.from ? -1 : a.rate.from > b.rate.from ? 1 : 0))) {
    const key = keyOf(rate);
    const { after, outcome, against } = placed(periods.get(key) ?? [], { rate, prices, revise });
    periods.set(key, after);
    rates.push({ rate, file: prices.file, outcome, against });
  }
  const rows = [...periods.values()].flatMap((ofKey) => ofKey.flatMap((period) => period.rows));
  return { rows: inTableOrder(rows), rates };
}

interface Said {
  readonly rate: PublishedRate;
  readonly prices: PublishedPrices;
  readonly revise: boolean;
}
interface Placed {
  readonly after: readonly Period[];
  readonly outcome: Outcome;
  readonly against: readonly Period[];
}

function placed(before: readonly Period[], { rate, prices, revise }: Said): Placed {
  const { source } = prices;
  const until = rate.to === '' ? dayAfter(later(rate.from, source.checkedOn)) : rate.to;
  const against = before.filter((period) => period.from < until && rate.from < vouchedUntil(period) && !samePrice(period, rate));
  if (against.length > 0 && !revise) return { after: before, outcome: 'refused', against };
  const free = before.flatMap((period) => (against.includes(period) ? withoutSpan(period, rate.from, until) : [period]));
  const at = free.findIndex((period) => period.from <= rate.from && (period.to === '' || rate.from < period.to));
  const here = free[at];
  const next = free.find((period) => period.from > rate.from);
  if (here !== undefined && samePrice(here, rate)) {
    const again = longer(readAgain(here, source), next, until);
    const outcome = again.to === here.to && again.rows.every((row, index) => row === here.rows[index]) ? 'known' : 'read again';
    return { after: free.with(at, again), outcome: against.length > 0 ? 'revised' : outcome, against };
  }
  const fresh = periodFromRate(rate, source, endOf(rate, next, until));
  const closed = here === undefined ? free : free.with(at, withSpan(here, here.from, rate.from));
  const outcome = against.length > 0 ? 'revised' : here === undefined ? 'new' : 'replaces';
  return { after: [...closed, fresh].sort(byFrom), outcome, against };
}

/** What a revision leaves of a price: the days before, and of a price with an end those after. */
function withoutSpan(period: Period, from: string, until: string): readonly Period[] {
  const before = period.from < from ? [withSpan(period, period.from, from)] : [];
  const after = period.to !== '' && period.to > until ? [withSpan(period, until, period.to)] : [];
  return [...before, ...after];
}

/** A price that ended where nobody knew on, and was read again after that day. */
function longer(period: Period, next: Period | undefined, until: string): Period {
  if (period.to === '' || period.to >= until) return period;
  if (next === undefined) return withSpan(period, period.from, '');
  return next.from > period.to ? withSpan(period, period.from, next.from < until ? next.from : until) : period;
}

function endOf(rate: PublishedRate, next: Period | undefined, until: string): string {
  if (next === undefined) return rate.to;
  return next.from < until ? next.from : until;
}

/** The order of the price tables: key, then day, then tier. */
export function inTableOrder(rows: readonly PriceRow[]): readonly PriceRow[] {
  const columns = ['provider', 'region', 'storage_class', 'item', 'effective_from'] as const;
  return [...rows].sort((a, b) => {
    const column = columns.find((name) => a[name] !== b[name]);
    if (column !== undefined) return a[column] < b[column] ? -1 : 1;
    return new Decimal(a.tier_from).comparedTo(b.tier_from);
  });
}
