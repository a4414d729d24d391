import { dirname, isAbsolute, join } from 'node:path';
import { layeredBook, type PrivatePrices, parsePrivatePrices } from '../catalog/private-prices.js';
import type { PriceBook } from '../catalog/types.js';
import { type Parsed, parsed, parsedUnless } from '../problems/problem.js';
import type { PlaceIn } from '../scenario/parse-scenario.js';
import type { Scenario } from '../scenario/types.js';
import { readTextFile } from './files.js';
import type { Shelf } from './load-catalog.js';

/** Where a scenario's private price book is: named from the scenario's folder. undefined: it names none. */
export function privatePricesFile({ file, privatePrices }: Pick<Scenario, 'file' | 'privatePrices'>): string | undefined {
  if (privatePrices === undefined) return undefined;
  return isAbsolute(privatePrices.file) ? privatePrices.file : join(dirname(file), privatePrices.file);
}

interface Own {
  readonly scenario: Scenario;
  readonly shelf: Shelf;
  readonly place: PlaceIn;
}

/**
 * The scenario's private price book; undefined where it names none.
 *
 * @returns CLI002 or CLI003 where the file cannot be read, and what `parsePrivatePrices` finds in it
 */
export async function readPrivatePrices({ scenario, shelf, place }: Own): Promise<Parsed<PrivatePrices | undefined>> {
  const path = privatePricesFile(scenario);
  if (path === undefined) return parsed(undefined);
  const read = await readTextFile(path, place(['privatePrices']));
  if (!read.ok) return read;
  const { text, sha256 } = read.value;
  return parsePrivatePrices({ file: path, text, version: sha256.slice(0, 12) }, shelf.prices);
}

type Books = Readonly<Record<string, PriceBook>>;

/** The books with private prices laid over the list, in the scenario's currency. */
export function laidOver(
  books: Books,
  own: PrivatePrices | undefined,
  { exchange, currency }: Pick<Scenario, 'exchange' | 'currency'>,
): Parsed<Books> {
  if (own === undefined) return parsed(books);
  const rate = exchange && { ...exchange, to: currency };
  const layered = Object.entries(books).map(([date, book]) => ({ date, book: layeredBook(book, own, rate) }));
  const problems = layered.flatMap(({ book }) => (book.ok ? book.warnings : book.problems));
  return parsedUnless(problems, () =>
    Object.fromEntries(layered.flatMap(({ date, book }) => (book.ok ? [[date, book.value]] : []))),
  );
}

/** The books with the scenario's private prices laid over the list. */
export async function withPrivatePrices(books: Books, named: Own): Promise<Parsed<Books>> {
  const own = await readPrivatePrices(named);
  return own.ok ? laidOver(books, own.value, named.scenario) : own;
}
