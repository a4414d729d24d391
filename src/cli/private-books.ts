import { dirname, isAbsolute, join } from 'node:path';
import { layeredBook, parsePrivatePrices } from '../catalog/private-prices.js';
import type { PriceBook } from '../catalog/types.js';
import { type Parsed, parsedUnless } from '../problems/problem.js';
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
 * The books with the scenario's private prices laid over the list.
 *
 * @returns CLI002 or CLI003 where the file cannot be read, and what `parsePrivatePrices` finds in it
 */
export async function withPrivatePrices(
  books: Readonly<Record<string, PriceBook>>,
  { scenario, shelf, place }: Own,
): Promise<Parsed<Readonly<Record<string, PriceBook>>>> {
  const path = privatePricesFile(scenario);
  if (path === undefined) return parsedUnless([], () => books);
  const read = await readTextFile(path, place(['privatePrices']));
  if (!read.ok) return read;
  const { text, sha256 } = read.value;
  const own = parsePrivatePrices({ file: path, text, version: sha256.slice(0, 12) }, shelf.prices);
  if (!own.ok) return own;
  const rate = scenario.exchange && { ...scenario.exchange, to: scenario.currency };
  const layered = Object.entries(books).map(([date, book]) => ({ date, book: layeredBook(book, own.value, rate) }));
  const problems = layered.flatMap(({ book }) => (book.ok ? book.warnings : book.problems));
  return parsedUnless(problems, () =>
    Object.fromEntries(layered.flatMap(({ date, book }) => (book.ok ? [[date, book.value]] : []))),
  );
}
