import { CLASSES_FILE } from '../../../src/catalog/files.js';
import { PriceFiles } from '../../../src/catalog/import/price-files.js';
import { type PriceNames, priceNames } from '../../../src/catalog/import/price-names.js';
import type { PriceRow } from '../../../src/catalog/import/price-periods.js';
import type { PublishedPrices, PublishedRate } from '../../../src/catalog/import/published.js';
import { readTable } from '../../../src/catalog/read-table.js';
import { PRICE_COLUMNS } from '../../../src/catalog/tables.js';
import type { Parsed, Problem } from '../../../src/problems/problem.js';
import { given, shippedFiles } from '../shipped.js';

export const READ_ON = '2026-11-22';

/** The catalogue's names, and classes that the shipped plans do not offer. */
export function namesWith(...classes: readonly string[]): PriceNames {
  const rows = classes.map(
    (name) => `aws,${name},${name},${name.toLowerCase()},restore,,2016-01-07,A test,https://example.com,high,list,\n`,
  );
  return given(priceNames({ ...shippedFiles, [CLASSES_FILE]: `${shippedFiles[CLASSES_FILE]}${rows.join('')}` }));
}

/** Reads texts as files, each in pieces of `piece` bytes. */
export function read(
  texts: Readonly<Record<string, string>>,
  names: PriceNames = namesWith(),
  piece = 1000,
): Parsed<readonly PublishedPrices[]> {
  const files = new PriceFiles(names, READ_ON, () => new TextDecoder());
  for (const [name, text] of Object.entries(texts)) {
    const reader = files.open(name);
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += piece) if (!reader.push(bytes.subarray(at, at + piece))) break;
    reader.end();
  }
  return files.results();
}

export function readOne(text: string, names?: PriceNames): PublishedPrices {
  const [prices] = given(read({ file: text }, names));
  if (prices === undefined) throw new Error('no prices');
  return prices;
}

export function problemOf(text: string): Problem {
  const result = read({ file: text });
  if (result.ok) throw new Error('read, though it should have been refused');
  return result.problems[0];
}

/** "eu-central-1 GLACIER storage 2016-01-01: 0-:0.012 GiB-Months", one for each rate. */
export function told({ region, storageClass, item, from, tiers, pricingUnit }: PublishedRate): string {
  const steps = tiers.map((tier) => `${tier.from.toFixed()}-${tier.to?.toFixed() ?? ''}:${tier.price.toFixed()}`).join(' ');
  return `${[region, storageClass || '-', item, from].join(' ')}: ${steps} ${pricingUnit}`;
}

export function shippedRows(
  file: 'data/prices/aws.csv' | 'data/prices/azure.csv' | 'data/prices/google.csv',
): readonly PriceRow[] {
  return readTable(file, shippedFiles[file], PRICE_COLUMNS).rows.map(({ fields }) => fields);
}

/** Rows of a table in the words of `told`, tiers joined. */
export function toldRows(rows: readonly PriceRow[]): readonly string[] {
  const groups = new Map<string, PriceRow[]>();
  for (const row of rows) {
    const key = [row.region, row.storage_class || '-', row.item, row.effective_from].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(
    ([key, tiers]) =>
      `${key}: ${tiers.map((row) => `${row.tier_from}-${row.tier_to}:${row.price}`).join(' ')} ${tiers[0]?.pricing_unit}`,
  );
}

export const leftOf = ({ left }: PublishedPrices): Readonly<Record<string, number>> =>
  Object.fromEntries(left.map(({ reason, count }) => [reason, count]));
