import { describe, expect, it } from 'vitest';
import { priceBookOn } from '../../../src/catalog/price-book.js';
import type { PriceRecord } from '../../../src/catalog/price-table.js';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import type { Destination } from '../../../src/scenario/types.js';
import { asGib } from '../../../src/units/gib.js';
import { day, given, shippedPrices } from '../../catalog/shipped.js';
import { capacityMonth, inputFor } from './books.js';

/** What a reviewer reads: 100 TiB, held for the 30 days of one month in objects of 32 MiB, written that month, nothing restored. */
const ON = '2026-11-01';
const MONTH = capacityMonth(2026, 11, {
  frontEnd: asGib(102_400),
  backEnd: asGib(102_400),
  inFirstClass: asGib(102_400),
  objectsHeldFirst: 3_276_800,
  objectsPut: 3_276_800,
});

const table = shippedPrices();
const book = given(priceBookOn(table, day(ON)));

/** The region of each provider of which most is known (the first of several), and each of its classes. */
function bestKnownRegions(): readonly PriceRecord[] {
  const stored = table.prices.filter(
    ({ item, provider, region, storageClass }) =>
      item === 'storage' && book.rates[`${provider}|${region}|${storageClass}|storage`] !== undefined,
  );
  const rates = Object.values(book.rates);
  const known = (of: PriceRecord) => rates.filter((rate) => rate.provider === of.provider && rate.region === of.region).length;
  const best = new Map<string, { readonly region: string; readonly known: number }>();
  for (const record of stored) {
    const { provider, region } = record;
    if (region === best.get(provider)?.region) continue;
    if (known(record) > (best.get(provider)?.known ?? 0)) best.set(provider, { region, known: known(record) });
  }
  const seen = new Set<string>();
  return stored.filter(({ provider, region, storageClass }) => {
    const key = `${provider}|${storageClass}`;
    if (best.get(provider)?.region !== region || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function row({ provider, region, storageClass, currency }: PriceRecord): readonly string[] {
  const destination: Destination = {
    label: '',
    provider,
    region,
    storageClass,
    archiveClass: undefined,
    transitionAfterDays: undefined,
    pricesAsOf: day(ON),
  };
  const input = { ...inputFor(destination, { useCase: 'backup', book, currency }), capacity: [MONTH] };
  const { byKind, total } = destinationCost(input);
  const money = (kind: keyof typeof byKind) => byKind[kind]?.amount.toFixed(2) ?? '-';
  const missing = total.kind === 'atLeast' ? total.unpriced.map((name) => name.split(':')[0]).join('; ') : '';
  const sum = `${total.kind === 'atLeast' ? '>= ' : ''}${total.cost.amount.toFixed(2)}`;
  return [provider, region, storageClass, money('storage'), money('requests'), sum, currency, missing];
}

function asText(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0))) ?? [];
  const isMoney = (at: number) => at >= 3 && at <= 5;
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (isMoney(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ');
  return `${rows.map((cells) => line(cells).trimEnd()).join('\n')}\n`;
}

describe('the shipped prices', () => {
  it('bill 100 TiB for the 30 days of November 2026 at every provider as the table in test/golden says', async () => {
    const head = ['provider', 'region', 'class', 'storage', 'requests', 'total', 'currency', 'unpriced'];
    await expect(asText([head, ...bestKnownRegions().map(row)])).toMatchFileSnapshot('../../golden/hundred-tib-month.txt');
  });

  it('never print a total of 0 that is complete', () => {
    const free = bestKnownRegions()
      .map(row)
      .filter(([, , , , , total]) => total === '0.00');
    expect(free).toEqual([]);
  });
});
