import type { PriceBook } from '../../catalog/types.js';

/** Which places a page offers: "provider|region". */
export interface Offer {
  readonly providers: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

/** What holds in every region of a provider, or has none. */
const ANYWHERE: readonly string[] = ['*', ''];

/** Whether a price or rule of a region is among what a page offers. */
export function isOffered(
  { providers, places }: Offer,
  { provider, region }: Readonly<Record<'provider' | 'region', string>>,
): boolean {
  return providers.has(provider) && (ANYWHERE.includes(region) || places.has(`${provider}|${region}`));
}

/** A price book with only what the page offers: the same keys give the same prices, all others give none. */
export function restrictedBook(book: PriceBook, offer: Offer): PriceBook {
  const { providers, places } = offer;
  const isKept = (key: string): boolean => {
    const [provider = '', region = ''] = key.split('|');
    return isOffered(offer, { provider, region });
  };
  const ofProvider = (key: string): boolean => providers.has(key.split('|')[0] ?? '');
  return {
    ...book,
    rates: only(book.rates, isKept),
    rules: only(book.rules, isKept),
    classes: only(book.classes, ofProvider),
    regions: only(book.regions, (key) => places.has(key)),
  };
}

function only<T>(record: Readonly<Record<string, T>>, isKept: (key: string) => boolean): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => isKept(key)));
}
