import { formatDay } from '../units/day.js';
import { Decimal } from '../units/decimal.js';
import type { PriceRecord } from './price-table.js';

/** One price that two lists do not agree on: one tier of one item. */
export type PriceChange =
  | { readonly kind: 'added'; readonly after: PriceRecord }
  | { readonly kind: 'removed'; readonly before: PriceRecord }
  | {
      readonly kind: 'changed';
      readonly before: PriceRecord;
      readonly after: PriceRecord;
      /** After / before - 1, in percent; undefined where the price was 0, or is of another unit or currency. */
      readonly percent: Decimal | undefined;
    };

/**
 * What changed between two lists of prices: by provider, region, class, item and tier; with `dated`, by the day a row starts too, so that
 * whole tables can be compared with their history.
 */
export function diffPrices(
  before: readonly PriceRecord[],
  after: readonly PriceRecord[],
  dated: boolean,
): readonly PriceChange[] {
  const earlier = new Map(before.map((record) => [keyOf(record, dated), record]));
  const later = new Map(after.map((record) => [keyOf(record, dated), record]));
  const changes: PriceChange[] = [];
  for (const [key, record] of later) {
    const was = earlier.get(key);
    if (was === undefined) changes.push({ kind: 'added', after: record });
    else if (!isSame(was, record, dated))
      changes.push({ kind: 'changed', before: was, after: record, percent: percentOf(was, record) });
  }
  for (const [key, record] of earlier) if (!later.has(key)) changes.push({ kind: 'removed', before: record });
  return changes;
}

function keyOf({ provider, region, storageClass, item, tierFrom, span }: PriceRecord, dated: boolean): string {
  return [provider, region, storageClass, item, tierFrom.toFixed(), dated ? formatDay(span.from) : ''].join('|');
}

function isSame(a: PriceRecord, b: PriceRecord, dated: boolean): boolean {
  const sameEnd = (a.tierTo?.toFixed() ?? '') === (b.tierTo?.toFixed() ?? '') && (!dated || a.span.to === b.span.to);
  return sameEnd && a.currency === b.currency && a.per === b.per && a.price.times(b.perAmount).eq(b.price.times(a.perAmount));
}

function percentOf(before: PriceRecord, after: PriceRecord): Decimal | undefined {
  if (before.price.isZero() || before.currency !== after.currency || before.per !== after.per) return undefined;
  const ratio = after.price.times(before.perAmount).div(before.price.times(after.perAmount));
  return ratio.minus(1).times(new Decimal(100));
}
