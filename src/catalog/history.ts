import type { Day } from '../units/day.js';
import { isInForce } from './price-book.js';
import type { PriceRecord, PriceTable } from './price-table.js';
import type { PriceItem } from './types.js';

/** Absent fields match anything. `storageClass: ''` is the account-wide items, such as egress. */
export interface PriceFilter {
  readonly provider?: string | undefined;
  readonly region?: string | undefined;
  readonly storageClass?: string | undefined;
  readonly item?: PriceItem | undefined;
}

/** Every row that the filter lets through, in the table's order: each key by date, each date by tier. */
export function priceHistory(table: PriceTable, filter: PriceFilter): readonly PriceRecord[] {
  return table.prices.filter((record) => passes(record, filter));
}

/** The rows in force on one day. */
export function listPrices(table: PriceTable, filter: PriceFilter & { readonly on: Day }): readonly PriceRecord[] {
  return table.prices.filter((record) => isInForce(record.span, filter.on) && passes(record, filter));
}

function passes(record: PriceRecord, { provider, region, storageClass, item }: PriceFilter): boolean {
  return (
    (provider === undefined || record.provider === provider) &&
    (region === undefined || record.region === region) &&
    (storageClass === undefined || record.storageClass === storageClass) &&
    (item === undefined || record.item === item)
  );
}
