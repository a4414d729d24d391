import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { mergePrices } from '../../../src/catalog/import/merge-prices.js';
import type { PublishedPrices } from '../../../src/catalog/import/published.js';
import { given } from '../shipped.js';
import { leftOf, namesWith, read, readOne, shippedRows, told, toldRows } from './importing.js';
import { HEAD_2016, offerJson, offerLines } from './offer-builder.js';
import { GLACIER_2016, S3_2016 } from './offers-2016.js';

const s3 = readOne(offerJson(offerLines(S3_2016)));
const shipped = shippedRows('data/prices/aws.csv');
const of2016 = shipped.filter((row) => row.effective_from === '2016-01-01');

describe('the Amazon S3 offer of January 2016, an excerpt', () => {
  it('gives Glacier at 0.012 in Frankfurt and 0.007 in Ireland for a GiB-Month', () => {
    const storage = s3.rates.filter(({ storageClass, item }) => storageClass === 'GLACIER' && item === 'storage').map(told);
    expect(storage).toContain('eu-central-1 GLACIER storage 2016-01-01: 0-:0.012 GiB-Months');
    expect(storage).toContain('eu-west-1 GLACIER storage 2016-01-01: 0-:0.007 GiB-Months');
  });

  it('gives every tier of both regions, row by row as the shipped table has them', () => {
    const ours = (region: string) => ['eu-central-1', 'eu-west-1'].includes(region);
    const found = s3.rates
      .filter(({ region }) => ours(region))
      .map(told)
      .sort();
    expect(found).toEqual([...toldRows(of2016.filter(({ region }) => ours(region)))].sort());
    expect(found).toHaveLength(32);
  });

  it('sorts tiers that stand in any order, and takes GB-mo and GB-Mo for one unit', () => {
    const standard = s3.rates.find(
      ({ region, storageClass, item }) => region === 'eu-central-1' && storageClass === 'STANDARD' && item === 'storage',
    );
    expect(standard && told(standard)).toBe(
      'eu-central-1 STANDARD storage 2016-01-01: 0-1024:0.0324 1024-51200:0.0319 51200-512000:0.0314 512000-1024000:0.0308 1024000-5120000:0.0303 5120000-:0.0297 GiB-Months',
    );
    expect(standard?.publishedUnit).toBe('GB-mo');
  });

  it('reads us-east-1, whose usage types have no prefix, by its location', () => {
    expect(s3.rates.filter(({ region }) => region === 'us-east-1').map(told)).toContain(
      'us-east-1 GLACIER storage 2016-01-01: 0-:0.007 GiB-Months',
    );
  });

  it('says what it left and why', () => {
    expect(leftOf(s3)).toEqual({
      'transfer that no plan pays for: inbound, within a Region, to the content network or accelerated': 2,
      'padding of small objects: a rule, paid at the storage price': 5,
      'a class that data/storage-classes.csv does not have: REDUCED_REDUNDANCY': 1,
    });
  });

  it('changes nothing in the shipped table: 0 new, 0 refused', () => {
    const { rows, rates } = mergePrices(shipped, [s3], false);
    expect(rates.map(({ outcome }) => outcome)).toEqual(rates.map(() => 'known'));
    expect(rows).toEqual(shipped);
  });
});

describe('the Amazon Glacier offer of January 2016, an excerpt', () => {
  const head = {
    ...HEAD_2016,
    offerCode: 'AmazonGlacier',
    version: '20160107021522',
    publicationDate: '2016-01-07T02:15:22Z',
    effectiveDate: '2015-12-01T00:00:00Z',
  };
  const text = offerJson(offerLines(GLACIER_2016), head);

  it('keeps the vault apart from the class of S3, and its transfers out: the account pays its egress once', () => {
    const vault = readOne(text, namesWith('GLACIER_VAULT'));
    expect(vault.rates.map(told)).toContain('eu-central-1 GLACIER_VAULT put 2015-12-01: 0-:0.06 1000 Requests');
    expect(new Set(vault.rates.map(({ storageClass }) => storageClass))).toEqual(new Set(['GLACIER_VAULT']));
    expect(leftOf(vault)['transfer of the vault service: the account pays its egress once, under AmazonS3']).toBe(2);
  });

  it('is left whole where the catalogue has no such class', () => {
    expect(readOne(text).rates).toEqual([]);
  });
});

/** The real files, where a checkout has them: STOWAGE_PRICE_SAMPLES names the folder, STOWAGE_PRICE_FACTS the list of what they say. */
const samples = process.env.STOWAGE_PRICE_SAMPLES ?? '';
const facts = process.env.STOWAGE_PRICE_FACTS ?? '';
const [S3_FILE, GLACIER_FILE, CSV_FILE] = [
  'AmazonS3-20160107021538.json',
  'AmazonGlacier-20160107021522.json',
  'AmazonS3-20180404165311-eu-west-1-through-excel.csv',
];

function real(...names: readonly string[]): readonly PublishedPrices[] {
  const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(samples, 'aws', name), 'utf8')]));
  return given(read(texts, namesWith('GLACIER_VAULT', 'REDUCED_REDUNDANCY'), 65_536));
}

describe('the whole offer files of January 2016 (needs STOWAGE_PRICE_SAMPLES)', () => {
  it.runIf(samples !== '')('are 244 rows of the shipped table, to the last tier', () => {
    const rates = real(S3_FILE)
      .flatMap((list) => list.rates)
      .filter(({ storageClass }) => storageClass !== 'REDUCED_REDUNDANCY');
    expect(rates.map(told).sort()).toEqual([...toldRows(of2016)].sort());
    expect(of2016).toHaveLength(244);
  });

  it.runIf(samples !== '')(
    'and the file of April 2018 that went through a spreadsheet change nothing in the shipped table',
    () => {
      const lists = given(
        read(
          Object.fromEntries(
            [S3_FILE, GLACIER_FILE, CSV_FILE].map((name) => [name, readFileSync(join(samples, 'aws', name), 'utf8')]),
          ),
        ),
      );
      const { rows, rates } = mergePrices(shipped, lists, false);
      expect(rates.filter(({ outcome }) => outcome !== 'known')).toEqual([]);
      expect(rates).toHaveLength(182);
      expect(rows).toEqual(shipped);
    },
  );

  it.runIf(samples !== '' && existsSync(facts))('hold every tier of the list of facts, the paddings as what was left', () => {
    const lists = real(S3_FILE, GLACIER_FILE);
    const found = new Set(
      lists.flatMap(({ rates }) =>
        rates.flatMap((rate) =>
          rate.tiers.map((tier) =>
            [
              rate.service,
              rate.region,
              rate.storageClass,
              rate.item,
              tier.from.toFixed(),
              tier.to?.toFixed() ?? '',
              tier.price.toFixed(),
              rate.from,
            ].join('|'),
          ),
        ),
      ),
    );
    const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(facts, 'utf8'), { columns: true });
    const wanted = rows.filter((row) => /version 2016010702/.test(row.source_title ?? '')).flatMap(inOurWords);
    expect(wanted.filter((line) => !found.has(line))).toEqual([]);
    // 379 facts, less 22 paddings, 10 free GBs and 9 transfers to the content network, and 8 + 9 request items that are two rows of ours.
    expect(wanted).toHaveLength(379 - 22 - 10 - 9 + 8 + 9);
  });
});

/** The facts' own words for items, as ours; paddings and the free GB are rules and give no row. */
function inOurWords(row: Readonly<Record<string, string>>): readonly string[] {
  const {
    service = '',
    region = '',
    storage_class = '',
    item = '',
    tier_from = '',
    tier_to = '',
    price_usd = '',
    effective_from = '',
  } = row;
  const isFreeGb = item === 'egress' && tier_to === '1';
  const isToContentNetwork = item === 'inter_region' && price_usd === '0';
  if (item.endsWith('small_object_padding') || isFreeGb || isToContentNetwork) return [];
  const items: Readonly<Record<string, readonly string[]>> = {
    transition_and_restore_request: ['transition', 'retrieval_request_standard'],
    put_and_retrieval_request: ['put', 'retrieval_request_standard'],
  };
  const from = item === 'egress' && tier_from === '1' ? '0' : tier_from;
  return (items[item] ?? [item]).map((one) =>
    [service, region, storage_class, one, from, tier_to, price_usd, effective_from].join('|'),
  );
}
