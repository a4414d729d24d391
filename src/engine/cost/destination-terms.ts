import type { PriceBook, PrivateStore } from '../../catalog/types.js';
import type { Destination, UseCase } from '../../scenario/types.js';
import { type AccountTerms, accountTerms } from './account-charges.js';
import { type BillTerms, sharedTerms } from './bill-terms.js';
import { type ClassTerms, classTerms } from './class-terms.js';
import { type CommittedCapacity, committedCapacity } from './commitments.js';
import type { Discount } from './discounts.js';
import type { Exchange } from './exchange.js';
import type { PriceDrift } from './price-drift.js';
import { type PricedItem, pricedRate } from './priced-item.js';
import { type PrivateStoreCost, privateStoreCost, privateStoreRate } from './private-store.js';

/** What a destination's prices are looked up from. */
export interface DestinationInput {
  readonly destination: Destination;
  readonly useCase: UseCase;
  /** The price book of the destination's own price date. */
  readonly book: PriceBook;
  readonly discounts: readonly Discount[];
  /** The plan's. */
  readonly currency: string;
  readonly exchange: Exchange;
  readonly privateStores: Readonly<Record<string, PrivateStore>>;
  /** Size of an object towards the store, MiB. */
  readonly objectMib: number;
  /** Size of the parts that a larger object is sent in, MiB; absent: one request an object. */
  readonly partMib?: number | undefined;
  /** Absent: prices stay as they are on the book's day. */
  readonly drift?: PriceDrift | undefined;
}

/** A public object store: the class that new data goes to, and the class that old data moves to; the same one unless data moves. */
export interface ObjectStoreTerms {
  readonly kind: 'object store';
  readonly first: ClassTerms;
  readonly archive: ClassTerms;
  /** undefined: nothing moves. */
  readonly transitionAfterDays: number | undefined;
  readonly objectMib: number;
  readonly partMib: number | undefined;
  readonly account: AccountTerms;
  readonly committed: readonly CommittedCapacity[];
}

/** One's own object store: everything at one price a TB. `cost` is undefined where the catalogue has no such store. */
export interface PrivateStoreTerms {
  readonly kind: 'private store';
  readonly title: string;
  readonly item: PricedItem;
  readonly cost: PrivateStoreCost | undefined;
}

export type DestinationTerms = ObjectStoreTerms | PrivateStoreTerms;

/** The provider name under which a destination is one's own store. */
export const PRIVATE_PROVIDER = 'private';

/**
 * Every price and rule of a destination, looked up once.
 *
 * Use cases (model section 4): cold has everything in the archive class from the start (in its only class where it names no archive
 * class); backup has one class; combined moves data from the first class to the archive class.
 */
export function destinationTerms(input: DestinationInput): DestinationTerms {
  const { destination, useCase, objectMib, partMib } = input;
  if (destination.provider === PRIVATE_PROVIDER) return privateTerms(input);
  const bill = billTerms(input);
  const { storageClass, archiveClass = storageClass } = destination;
  const shared = {
    kind: 'object store',
    objectMib,
    partMib,
    account: accountTerms(bill),
    committed: committedCapacity(bill, destination.commitments ?? []),
  } as const;
  if (useCase !== 'combined' || archiveClass === storageClass) {
    const only = classTerms(bill, useCase === 'cold' ? archiveClass : storageClass);
    return { ...shared, first: only, archive: only, transitionAfterDays: undefined };
  }
  const first = classTerms(bill, storageClass);
  const archive = classTerms(bill, archiveClass);
  return { ...shared, first, archive, transitionAfterDays: destination.transitionAfterDays };
}

export function billTerms({
  book,
  destination,
  discounts,
  currency,
  exchange,
  drift,
}: Pick<DestinationInput, 'book' | 'destination' | 'discounts' | 'currency' | 'exchange' | 'drift'>): BillTerms {
  return sharedTerms({ book, provider: destination.provider, region: destination.region, discounts, currency, exchange, drift });
}

function privateTerms({ destination, privateStores, discounts, currency, exchange, drift }: DestinationInput): PrivateStoreTerms {
  const store = privateStores[destination.storageClass];
  if (store === undefined) {
    const missing = `no private store named ${destination.storageClass} in the catalogue`;
    return { kind: 'private store', title: destination.storageClass, item: { kind: 'missing', missing }, cost: undefined };
  }
  const cost = privateStoreCost(store);
  const item = pricedRate({ discounts, currency, exchange, drift }, privateStoreRate(store, cost), cost.sources);
  return { kind: 'private store', title: store.title, item, cost };
}
