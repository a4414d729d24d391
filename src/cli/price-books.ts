import { priceBookOn } from '../catalog/price-book.js';
import type { PriceTable } from '../catalog/price-table.js';
import { recent } from './recent.js';

type Book = ReturnType<typeof priceBookOn>;

const MOST_BOOKS = 64;
const books = new WeakMap<PriceTable, ReturnType<typeof recent<Book>>>();

/** The prices of a day, made once for each day and exchange rate: a batch asks for the same few thousands of times. */
export function rememberedBook(...[prices, day, rate]: Parameters<typeof priceBookOn>): Book {
  const known = books.get(prices) ?? recent<Book>(MOST_BOOKS);
  books.set(prices, known);
  return known(JSON.stringify([day, rate]), () => priceBookOn(prices, day, rate));
}
