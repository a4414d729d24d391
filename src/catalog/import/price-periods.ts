import { addDays, formatDay, parseDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import type { Row } from '../fields.js';
import type { PRICE_COLUMNS } from '../tables.js';
import type { PublishedRate, PublishedSource, RateKey } from './published.js';

/** A row of a price table, still text. */
export type PriceRow = Row<typeof PRICE_COLUMNS>;

/** The rows of one key over the same days: one whole price. `from` is in, `to` is out; '' while it lasts. ISO days compare as text. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly [PriceRow, ...PriceRow[]];
}

export const keyOf = ({ provider, region, storageClass, item }: RateKey): string =>
  `${provider}|${region}|${storageClass}|${item}`;
export const rowKey = ({ provider, region, storage_class, item }: PriceRow): string =>
  `${provider}|${region}|${storage_class}|${item}`;

/** Every key's periods, earliest first. */
export function periodsOf(rows: readonly PriceRow[]): Map<string, readonly Period[]> {
  const byKey = new Map<string, Map<string, [PriceRow, ...PriceRow[]]>>();
  for (const row of rows) {
    const spans = byKey.get(rowKey(row)) ?? new Map<string, [PriceRow, ...PriceRow[]]>();
    const span = `${row.effective_from}/${row.effective_to}`;
    const same = spans.get(span);
    if (same) same.push(row);
    else spans.set(span, [row]);
    byKey.set(rowKey(row), spans);
  }
  return new Map([...byKey].map(([key, spans]) => [key, [...spans.values()].map(periodFrom).sort(byFrom)]));
}

function periodFrom(rows: readonly [PriceRow, ...PriceRow[]]): Period {
  return { from: rows[0].effective_from, to: rows[0].effective_to, rows };
}

export const byFrom = (a: Period, b: Period): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

export function dayAfter(day: string): string {
  const parsed = parseDay(day);
  if (parsed === undefined) throw new RangeError(`not a day: ${day}`);
  return formatDay(addDays(parsed, 1));
}

export const later = (a: string, b: string): string => (a > b ? a : b);

/** The first day for which nobody vouches any more: the end of a price, or the day after it was last read. */
export function vouchedUntil({ from, to, rows }: Period): string {
  return to === '' ? dayAfter(later(from, rows[0].last_checked)) : to;
}

/** The same period with another span. */
export function withSpan(period: Period, from: string, to: string): Period {
  const [first, ...rest] = period.rows;
  const moved = (row: PriceRow): PriceRow => ({ ...row, effective_from: from, effective_to: to });
  return { from, to, rows: [moved(first), ...rest.map(moved)] };
}

/** True where the rows say the same money for the same quantity, whatever words and blocks they count in. */
export function samePrice(period: Period, rate: PublishedRate): boolean {
  const rows = [...period.rows].sort((a, b) => new Decimal(a.tier_from).comparedTo(b.tier_from));
  const unit = unitOf(rate.pricingUnit);
  return (
    rows.length === rate.tiers.length &&
    rows.every((row, at) => {
      const tier = rate.tiers[at];
      const { name, count } = unitOf(row.pricing_unit);
      return (
        tier !== undefined &&
        name === unit.name &&
        row.currency === rate.currency &&
        tier.from.eq(row.tier_from) &&
        (tier.to?.toFixed() ?? '') === (row.tier_to === '' ? '' : new Decimal(row.tier_to).toFixed()) &&
        tier.price.times(count).eq(unit.count.times(row.price))
      );
    })
  );
}

function unitOf(pricingUnit: string): { readonly name: string; readonly count: Decimal } {
  const words = pricingUnit.split(' ');
  return { name: words[words.length - 1] ?? '', count: new Decimal(words.length > 1 ? (words[0] ?? '1') : '1') };
}

/** A published rate as rows of the table, one a tier. */
export function periodFromRate(rate: PublishedRate, source: PublishedSource, to: string): Period {
  const [first, ...rest] = rate.tiers;
  const row = (tier: PublishedRate['tiers'][0]): PriceRow => ({
    provider: rate.provider,
    service: rate.service,
    region: rate.region,
    storage_class: rate.storageClass,
    item: rate.item,
    tier_from: tier.from.toFixed(),
    tier_to: tier.to?.toFixed() ?? '',
    pricing_unit: rate.pricingUnit,
    published_unit: rate.publishedUnit,
    price: tier.price.toFixed(),
    currency: rate.currency,
    effective_from: rate.from,
    effective_to: to,
    date_basis: 'published',
    last_checked: source.checkedOn,
    source_title: source.title,
    source_url: source.url,
    confidence: 'high',
    note: noteOf(rate, to, source),
  });
  return { from: rate.from, to, rows: [row(first), ...rest.map(row)] };
}

function noteOf({ note }: PublishedRate, to: string, { checkedOn }: PublishedSource): string {
  const end = to !== '' && to === dayAfter(checkedOn) ? 'not known after the last reading' : '';
  return [note, end].filter((part) => part !== '').join('; ');
}

/** The same price was read again: the rows carry the later day, and which list said so. An earlier mention of that list goes. */
export function readAgain(period: Period, source: PublishedSource): Period {
  const [first, ...rest] = period.rows;
  const [list = ''] = source.tag.split(' ');
  const again = (row: PriceRow): PriceRow => {
    if (row.last_checked >= source.checkedOn) return row;
    const parts = row.note
      .split('; ')
      .filter((part) => part !== '' && !(part.startsWith('the same on ') && part.includes(`(${list} `)));
    return {
      ...row,
      last_checked: source.checkedOn,
      note: [...parts, `the same on ${source.checkedOn} (${source.tag})`].join('; '),
    };
  };
  return { ...period, rows: [again(first), ...rest.map(again)] };
}
