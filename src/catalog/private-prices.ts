import { type Parsed, type Problem, parsedUnless } from '../problems/problem.js';
import { type Exchange, ratesOn } from './price-book.js';
import { type PriceRecord, type PriceTable, pricesFrom } from './price-table.js';
import { readTable } from './read-table.js';
import { resolveClass, resolveProvider, resolveRegion } from './resolve.js';
import { PRIVATE_PRICE_COLUMNS } from './tables.js';
import type { PriceBook } from './types.js';

/** Somebody's own prices: a table of the same columns, kept apart from data/. Every source in it is confidential. */
export interface PrivatePrices {
  readonly version: string;
  readonly prices: readonly PriceRecord[];
}

/** The text of a private price book and the file's name. */
export interface PrivateFile {
  readonly file: string;
  readonly text: string | undefined;
  /** The caller's content hash: a plan made with other prices must not look alike. */
  readonly version: string;
}

/**
 * Reads a private price book. Providers, regions and classes may be written as people say them; one that the catalogue does not know is
 * an error, since its price would never be asked for.
 *
 * @returns CAT001 to CAT006 as of any table, CAT014 to CAT016 unknown names
 */
export function parsePrivatePrices({ file, text, version }: PrivateFile, known: PriceTable): Parsed<PrivatePrices> {
  const { rows, problems: read } = readTable(file, text, PRIVATE_PRICE_COLUMNS);
  const problems: Problem[] = [...read];
  const prices = pricesFrom(rows, problems, 'contract').map((record) => named(record, known, problems));
  return parsedUnless(problems, () => ({ version, prices }));
}

function named(record: PriceRecord, known: PriceTable, problems: Problem[]): PriceRecord {
  const [file = '', line = ''] = record.source.id.split(/:(?=\d+$)/);
  const where = (field: string) => ({ file, line: +line, field });
  const found = <T>(result: Parsed<T>): T | undefined => {
    if (result.ok) return result.value;
    problems.push(...result.problems);
    return undefined;
  };
  const provider = found(resolveProvider(known, { name: record.provider, where: where('provider') }))?.provider;
  if (provider === undefined) return record;
  const region = found(resolveRegion(known, { provider, name: record.region, where: where('region') }))?.region;
  const { storageClass: name } = record;
  const storageClass =
    name === '' ? '' : found(resolveClass(known, { provider, name, where: where('storage_class') }))?.storageClass;
  return { ...record, provider, region: region ?? record.region, storageClass: storageClass ?? name };
}

/**
 * A price book with private prices laid over the list: an item that has a private price in force on the book's day has that and nothing of
 * the list's, tiers included; every other item keeps its list price.
 *
 * @returns CAT009 tiers that do not follow each other from 0
 */
export function layeredBook(list: PriceBook, own: PrivatePrices, exchange?: Exchange): Parsed<PriceBook> {
  const problems: Problem[] = [];
  const rates = ratesOn(own.prices, { asOf: list.asOf, exchange }, problems);
  return parsedUnless(problems, () => ({
    ...list,
    version: `${list.version}+${own.version}`,
    rates: { ...list.rates, ...rates },
  }));
}
