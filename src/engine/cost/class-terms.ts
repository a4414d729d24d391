import type { Rule, RuleName } from '../../catalog/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import { oncePerTerms } from './bill-terms.js';
import { classOf, regionTitle, ruleFor } from './lookup.js';
import { atBaseRate, type PricedItem, pricedItem } from './priced-item.js';

/** Everything a bill needs of one storage class in one region, looked up once. */
export interface ClassTerms {
  readonly code: string;
  /** "Glacier, EU (Frankfurt)": the end of every label. */
  readonly title: string;
  readonly access: 'instant' | 'restore';
  readonly storage: PricedItem;
  readonly put: PricedItem;
  readonly get: PricedItem;
  readonly transition: PricedItem;
  readonly earlyDelete: PricedItem;
  readonly minimumDays: Rule | undefined;
  /** The same as a double, for sums of many; 0: none. */
  readonly leastDays: number;
  readonly minimumBillableKib: Rule | undefined;
  /** The same as a double; 0: none. */
  readonly leastKib: number;
  readonly overheadArchiveKib: Rule | undefined;
  readonly overheadStandardKib: Rule | undefined;
  /** Hours of the provider's billing month; undefined: the calendar month's own. */
  readonly monthHours: Rule | undefined;
  /** Requests that open an upload in parts, beside the parts and the one that completes it. */
  readonly multipartOpening: Rule | undefined;
  /** The class whose prices the standard part of the overhead pays; it has no overhead itself. */
  readonly overheadClass: ClassTerms | undefined;
}

/**
 * Looks a class up. What the catalogue does not know stays `missing` until something of it is used.
 *
 * Early deletion has a price of its own where the table states one; else it pays the storage price of the first tier. Amazon meters
 * EarlyDelete apart from storage, at one flat rate equal to the base storage rate, so the days left never reach a cheaper tier.
 */
export const classTerms = oncePerTerms((bill, code: string): ClassTerms => {
  const known = classOf(bill.book, bill.provider, code);
  const { book, provider, region } = bill;
  const rule = (name: RuleName) => ruleFor(book, { provider, region, storageClass: code }, name);
  const accountRule = (name: RuleName) => ruleFor(book, { provider, region, storageClass: '' }, name);
  const storage = pricedItem(bill, code, 'storage');
  const earlyDelete = pricedItem(bill, code, 'early_delete');
  const minimumDays = rule('minimum_days');
  const minimumBillableKib = rule('minimum_billable_kib');
  const overheadCode = known?.overheadClass;
  return {
    code,
    title: `${known?.title ?? code}, ${regionTitle(bill.book, bill.provider, bill.region)}`,
    access: known?.access ?? 'restore',
    storage,
    put: pricedItem(bill, code, 'put'),
    get: pricedItem(bill, code, 'get'),
    transition: pricedItem(bill, code, 'transition'),
    earlyDelete: earlyDelete.kind === 'priced' ? earlyDelete : atBaseRate(storage),
    minimumDays,
    leastDays: minimumDays === undefined ? 0 : doubleFromExact(minimumDays.value),
    minimumBillableKib,
    leastKib: minimumBillableKib === undefined ? 0 : doubleFromExact(minimumBillableKib.value),
    overheadArchiveKib: rule('overhead_archive_kib'),
    overheadStandardKib: rule('overhead_standard_kib'),
    monthHours: accountRule('billing_month_hours'),
    multipartOpening: accountRule('multipart_opening_requests'),
    overheadClass: overheadCode === undefined || overheadCode === code ? undefined : classTerms(bill, overheadCode),
  };
});
