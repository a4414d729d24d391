import type { PriceBook, PriceItem, Rate, Rule, RuleName, StorageClass } from '../../catalog/types.js';

/** Where a price is looked up. `storageClass` is '' for what an account pays as a whole, such as egress. */
export interface RateKey {
  readonly provider: string;
  readonly region: string;
  readonly storageClass: string;
  readonly item: PriceItem;
}

/** The price of one item on the book's date; undefined if the catalogue has none. Never another region's. */
export function rateFor(book: PriceBook, { provider, region, storageClass, item }: RateKey): Rate | undefined {
  return book.rates[`${provider}|${region}|${storageClass}|${item}`];
}

/** A rule of the region, else the rule that the provider has in all its regions (region "*"); undefined if there is neither. */
export function ruleFor(book: PriceBook, where: Omit<RateKey, 'item'>, rule: RuleName): Rule | undefined {
  const { provider, region, storageClass } = where;
  return book.rules[`${provider}|${region}|${storageClass}|${rule}`] ?? book.rules[`${provider}|*|${storageClass}|${rule}`];
}

/** What the catalogue says of a storage class: its title, how its objects are read, what its overhead pays. */
export function classOf(book: PriceBook, provider: string, storageClass: string): StorageClass | undefined {
  return book.classes[`${provider}|${storageClass}`];
}

/** "EU (Frankfurt)"; the code itself where the catalogue has no title. */
export function regionTitle(book: PriceBook, provider: string, region: string): string {
  return book.regions[`${provider}|${region}`]?.title ?? region;
}
