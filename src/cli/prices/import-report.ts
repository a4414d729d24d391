import type { Outcome } from '../../catalog/import/merge-prices.js';
import type { PriceRow } from '../../catalog/import/price-periods.js';
import type { PublishedPrices } from '../../catalog/import/published.js';
import { printable } from '../../problems/render.js';
import type { ImportPlan, ProviderImport } from './import-files.js';

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ['new', 'new'],
  ['replaces', 'replace an earlier price from their day on'],
  ['revised', 'change a past price (--revise)'],
  ['read again', 'the same price, read again later'],
  ['known', 'known already'],
];

/** What was taken, what was left and why, for a person. */
export function importText({ lists, providers }: ImportPlan, verbose: boolean): string {
  const parts = [
    ...lists.map((list) => listText(list, verbose)),
    ...providers.map((provider) => providerText(provider, verbose)),
  ];
  return `${parts.join('\n')}\n`;
}

function listText({ file, title, rates, left }: PublishedPrices, verbose: boolean): string {
  const tiers = rates.reduce((sum, rate) => sum + rate.tiers.length, 0);
  const lines = [
    printable(`${file}: ${title}`),
    `  took ${rates.length} prices in ${tiers} tiers; left ${left.reduce((sum, { count }) => sum + count, 0)}${left.length > 0 ? ':' : ''}`,
    ...left.flatMap(({ reason, count, examples }) => [
      `  ${String(count).padStart(8)}  ${printable(reason)}`,
      ...(verbose ? examples.map((example) => `            ${printable(example)}`) : []),
      ...(verbose && count > examples.length ? [`            and ${count - examples.length} more`] : []),
    ]),
  ];
  return lines.join('\n');
}

function providerText({ path, before, merged }: ProviderImport, verbose: boolean): string {
  const counts = OUTCOMES.map(([outcome, words]) => ({
    words,
    count: merged.rates.filter((rate) => rate.outcome === outcome).length,
  }));
  const changes = changedRows(before, merged.rows);
  return [
    printable(`${path}: ${before.length} rows before, ${merged.rows.length} after`),
    ...counts.filter(({ count }) => count > 0).map(({ words, count }) => `  ${String(count).padStart(8)}  ${words}`),
    ...(verbose ? changes.map((change) => `  ${printable(change)}`) : []),
  ].join('\n');
}

/** "+ row" and "- row", as a diff of the table would show them. */
export function changedRows(before: readonly PriceRow[], after: readonly PriceRow[]): readonly string[] {
  const had = new Set(before.map(rowText));
  const has = new Set(after.map(rowText));
  return [
    ...before
      .map(rowText)
      .filter((row) => !has.has(row))
      .map((row) => `- ${row}`),
    ...after
      .map(rowText)
      .filter((row) => !had.has(row))
      .map((row) => `+ ${row}`),
  ];
}

function rowText(row: PriceRow): string {
  const {
    region,
    storage_class,
    item,
    tier_from,
    tier_to,
    price,
    currency,
    pricing_unit,
    effective_from,
    effective_to,
    last_checked,
  } = row;
  const tier = tier_from === '0' && tier_to === '' ? '' : `, ${tier_from} to ${tier_to === '' ? 'the end' : tier_to}`;
  const name = [region, storage_class, item].filter((part) => part !== '').join(' ');
  return `${name}${tier}: ${price} ${currency} for ${pricing_unit}, ${effective_from} to ${effective_to === '' ? 'now' : effective_to}, read ${last_checked}`;
}

/** The same as data, for --json. */
export function importJson({ lists, providers }: ImportPlan, written: readonly string[]): unknown {
  return {
    ok: true,
    files: lists.map(({ file, title, rates, left }) => ({ file, title, taken: rates.length, left })),
    tables: providers.map(({ provider, path, before, merged }) => ({
      provider,
      path,
      rowsBefore: before.length,
      rowsAfter: merged.rows.length,
      outcomes: Object.fromEntries(
        OUTCOMES.map(([outcome]) => [outcome, merged.rates.filter((rate) => rate.outcome === outcome).length]),
      ),
      written: written.includes(path),
    })),
  };
}
