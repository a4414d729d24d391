import { priceBookOn } from '../../../src/catalog/price-book.js';
import type { PriceBook } from '../../../src/catalog/types.js';
import type { Charge } from '../../../src/engine/charge.js';
import type { DestinationInput } from '../../../src/engine/cost/destination-terms.js';
import { given, shippedPrices } from '../../catalog/shipped.js';
import { day, inputFor } from './books.js';

const table = shippedPrices();

export const shippedBook = (on: string): PriceBook => given(priceBookOn(table, day(on)));

/** A destination on the shipped prices: one class, use case "backup". */
export function shippedInput(
  on: string,
  where: { readonly provider: string; readonly region: string; readonly storageClass: string },
  more: Partial<DestinationInput> = {},
): DestinationInput {
  const pricesAsOf = day(on);
  const destination = { label: '', ...where, archiveClass: undefined, transitionAfterDays: undefined, pricesAsOf };
  return inputFor(destination, { useCase: 'backup', book: shippedBook(on), ...more });
}

/** "label: cost" of each line; the kind where there is none. */
export const billOf = (charges: readonly Charge[]): readonly string[] =>
  charges.map((line) => `${line.label}: ${line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind}`);
