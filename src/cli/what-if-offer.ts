import type { PriceTable } from '../catalog/price-table.js';
import type { PriceBook } from '../catalog/types.js';
import type { PlanInput } from '../engine/plan-types.js';
import { isOffered, type Offer, restrictedBook } from '../report/what-if/restrict-book.js';
import { destinationsIn } from '../scenario/decisions.js';
import type { Destination, Scenario } from '../scenario/types.js';
import { type Day, formatDay } from '../units/day.js';
import { rememberedBook } from './price-books.js';
import { recent } from './recent.js';

/** Regions that a page offers: the scenario's own and others of its provider, up to so many. More would make the page heavy. */
const MOST_PLACES = 5;
/** Price dates beside the scenario's own: the last days on which a price of these regions changed. */
const MOST_DATES = 10;

export interface OfferedInput {
  readonly input: PlanInput;
  readonly otherBooks: Readonly<Record<string, PriceBook>>;
}

/** The plan's input with books of only what the page offers, and the books of further dates. */
export function offeredInput(input: PlanInput, prices: PriceTable): OfferedInput {
  const { scenario } = input;
  const offer = offerOf(scenario, prices);
  const books = Object.fromEntries(Object.entries(input.books).map(([date, book]) => [date, offeredBook(book, offer)]));
  const days = datesOf(offer, prices).filter((day) => books[formatDay(day)] === undefined);
  const rate = scenario.exchange && { ...scenario.exchange, to: scenario.currency };
  const few = offeredPrices(prices, offer);
  const others = days.slice(-MOST_DATES).flatMap((day) => {
    const book = rememberedBook(few, day, rate);
    return book.ok ? [[formatDay(day), offeredBook(book.value, offer)] as const] : [];
  });
  return { input: { ...input, books }, otherBooks: Object.fromEntries(others) };
}

const MOST_OFFERS = 64;
const offered = new WeakMap<PriceBook, ReturnType<typeof recent<PriceBook>>>();

/** The book of what a page offers, made once for each book and offer: the pages of a batch mostly offer the same. */
function offeredBook(book: PriceBook, offer: Offer): PriceBook {
  const known = offered.get(book) ?? recent<PriceBook>(MOST_OFFERS);
  offered.set(book, known);
  return known(offerKey(offer), () => restrictedBook(book, offer));
}

const offerKey = ({ providers, places }: Offer): string => JSON.stringify([[...providers], [...places]]);

const tables = new WeakMap<PriceTable, ReturnType<typeof recent<PriceTable>>>();

/** The price table with the rows of what a page offers alone: ten books out of it cost less than one out of all. */
function offeredPrices(table: PriceTable, offer: Offer): PriceTable {
  const known = tables.get(table) ?? recent<PriceTable>(MOST_OFFERS);
  tables.set(table, known);
  return known(offerKey(offer), () => ({
    ...table,
    prices: table.prices.filter((row) => isOffered(offer, row)),
    rules: table.rules.filter((row) => isOffered(offer, row)),
  }));
}

function offerOf(scenario: Scenario, prices: PriceTable): Offer {
  const { destination } = scenario;
  const own = destinationsIn(scenario).filter(({ provider }) => provider !== 'private');
  const named = own.map(({ provider, region }) => `${provider}|${region}`);
  const places = [...new Set([...named, ...placesWith(destination, prices)])];
  const most = Math.max(MOST_PLACES, new Set(named).size);
  return { providers: new Set(own.map(({ provider }) => provider)), places: new Set(places.slice(0, most)) };
}

/** The provider's other regions where the planned class has a storage price on the plan's date, in the catalogue's order. */
function placesWith({ provider, storageClass, pricesAsOf }: Destination, { prices, regions }: PriceTable): readonly string[] {
  const priced = new Set(
    prices
      .filter(
        (row) =>
          row.item === 'storage' && row.provider === provider && row.storageClass === storageClass && holds(row.span, pricesAsOf),
      )
      .map((row) => `${row.provider}|${row.region}`),
  );
  return Object.keys(regions).filter((key) => priced.has(key));
}

const holds = (span: { readonly from: Day; readonly to: Day | undefined }, day: Day): boolean =>
  span.from <= day && (span.to === undefined || day < span.to);

function datesOf({ places }: Offer, { prices }: PriceTable): readonly Day[] {
  const days = prices.filter(({ provider, region }) => places.has(`${provider}|${region}`)).map(({ span }) => span.from);
  return [...new Set(days)].sort((a, b) => a - b);
}
