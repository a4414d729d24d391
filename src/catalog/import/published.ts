import type { Decimal } from '../../units/decimal.js';
import type { PriceItem } from '../types.js';
import type { LeftOut } from './left-out.js';

/** One tier: from (in) to (out) of the billed quantity; the price is for `pricingUnit` of its rate. */
export interface PublishedTier {
  readonly from: Decimal;
  readonly to: Decimal | undefined;
  readonly price: Decimal;
}

/** What a rate is of: the key of a price table. */
export interface RateKey {
  readonly provider: string;
  readonly region: string;
  /** '' for account-wide items. */
  readonly storageClass: string;
  readonly item: PriceItem;
}

/** One item's whole price from one day on, as a provider's file states it, in the words of our tables. */
export interface PublishedRate extends RateKey {
  readonly service: string;
  /** As in a table: "GiB-Months", "1000 Requests". */
  readonly pricingUnit: string;
  /** The provider's own word. */
  readonly publishedUnit: string;
  readonly currency: string;
  /** ISO days; `to` is '' where the file names no end. */
  readonly from: string;
  readonly to: string;
  readonly tiers: readonly [PublishedTier, ...PublishedTier[]];
  readonly note: string;
}

/** Where the rates were read: one file, or one answer of an API. */
export interface PublishedSource {
  readonly title: string;
  /** Short, for notes: "AmazonS3 20180404165311". Its first word names the list, the rest the reading. */
  readonly tag: string;
  readonly url: string;
  /** ISO day on which the list was published, or read where it does not say. */
  readonly checkedOn: string;
}

/** What one file gave. */
export interface PublishedPrices {
  readonly file: string;
  readonly provider: string;
  /** "Amazon offer file AmazonS3, version 20160107021538". */
  readonly title: string;
  readonly source: PublishedSource;
  readonly rates: readonly PublishedRate[];
  readonly left: readonly LeftOut[];
}
