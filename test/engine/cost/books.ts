import type { PriceBook, PriceItem, Rate, Rule, RuleName, Source, StorageClass } from '../../../src/catalog/types.js';
import type { CapacityMonth } from '../../../src/engine/capacity/types.js';
import type { DestinationInput } from '../../../src/engine/cost/destination-terms.js';
import type { Destination } from '../../../src/scenario/types.js';
import { type Day, daysInMonth, parseDay } from '../../../src/units/day.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import type { Unit } from '../../../src/units/quantity.js';

/** Small price books for the tests of the cost engine: the AWS price list of January 2016, and us-east-1 of 2026. */

export const source: Source = {
  id: 'test/books.ts',
  title: 'AWS Price List offer AmazonS3 version 20160107021538 (published 2016-01-07)',
  url: 'https://github.com/krishnan-mani/get-aws-pricing',
  effectiveFrom: '2016-01-01',
  lastChecked: '2016-01-28',
  confidence: 'high',
  label: 'list',
};

export const day = (text: string): Day => {
  const read = parseDay(text);
  if (read === undefined) throw new Error(`${text} is no day`);
  return read;
};

/** A rate from "edge:price" steps: `{ 0: '0.0324', 1024: '0.0319' }`. */
export function rate(
  key: { region: string; storageClass: string; item: PriceItem },
  steps: Readonly<Record<number, string>>,
  per: Unit,
  perAmount = '1',
  currency = 'USD',
): Rate {
  const edges = Object.keys(steps).map(Number);
  const tiers = edges.map((from, index) => {
    const to = edges[index + 1];
    return {
      from: new Decimal(from),
      to: to === undefined ? undefined : new Decimal(to),
      price: new Decimal(steps[from] ?? ''),
      source,
    };
  });
  return { provider: 'aws', ...key, per, perAmount: new Decimal(perAmount), currency, tiers: tiers as unknown as Rate['tiers'] };
}

const MONTHLY = 'GiB-Months';
const rule = (value: string, unit: string): Rule => ({ value: new Decimal(value), unit, source });

const storageClass = (code: string, title: string, access: 'instant' | 'restore'): StorageClass => ({
  provider: 'aws',
  storageClass: code,
  title,
  aliases: [],
  access,
  overheadClass: access === 'restore' ? 'STANDARD' : undefined,
  source,
});

export function bookOf(asOf: string, rates: readonly Rate[], rules: Readonly<Record<string, Rule>>): PriceBook {
  const classes = [
    storageClass('STANDARD', 'Standard', 'instant'),
    storageClass('STANDARD_IA', 'Standard-IA', 'instant'),
    storageClass('GLACIER', 'Glacier', 'restore'),
  ];
  const regions = { 'eu-central-1': 'Frankfurt', 'eu-west-1': 'Ireland', 'us-east-1': 'N. Virginia' };
  return {
    asOf: day(asOf),
    version: 'test',
    rates: Object.fromEntries(rates.map((of) => [`aws|${of.region}|${of.storageClass}|${of.item}`, of])),
    rules,
    classes: Object.fromEntries(classes.map((of) => [`aws|${of.storageClass}`, of])),
    regions: Object.fromEntries(
      Object.entries(regions).map(([region, title]) => [`aws|${region}`, { provider: 'aws', region, title, country: '' }]),
    ),
  };
}

/** Rules by "CLASS|rule", held in all regions. */
const everywhere = (rules: Readonly<Partial<Record<`${string}|${RuleName}`, Rule>>>): Readonly<Record<string, Rule>> =>
  Object.fromEntries(Object.entries(rules).flatMap(([key, value]) => (value === undefined ? [] : [[`aws|*|${key}`, value]])));

const shared = {
  'STANDARD_IA|minimum_days': rule('30', 'days'),
  'STANDARD_IA|minimum_billable_kib': rule('128', 'KiB'),
  'GLACIER|minimum_days': rule('90', 'days'),
  'GLACIER|overhead_archive_kib': rule('32', 'KiB'),
  'GLACIER|overhead_standard_kib': rule('8', 'KiB'),
} as const;

const in2016 = (
  region: string,
  standard: Readonly<Record<number, string>>,
  prices: Readonly<Record<string, string>>,
): readonly Rate[] => {
  const at = (key: string) => prices[key] ?? '';
  const requests = (code: string, item: PriceItem, price: string) =>
    rate({ region, storageClass: code, item }, { 0: price }, 'Requests', '1000');
  return [
    rate({ region, storageClass: 'STANDARD', item: 'storage' }, standard, MONTHLY),
    requests('STANDARD', 'put', at('put')),
    requests('STANDARD', 'get', at('get')),
    rate({ region, storageClass: 'STANDARD_IA', item: 'storage' }, { 0: at('ia') }, MONTHLY),
    rate({ region, storageClass: 'STANDARD_IA', item: 'retrieval' }, { 0: '0.01' }, 'GiB'),
    rate({ region, storageClass: 'STANDARD_IA', item: 'early_delete' }, { 0: at('ia') }, MONTHLY),
    requests('STANDARD_IA', 'put', '0.01'),
    requests('STANDARD_IA', 'get', '0.001'),
    rate({ region, storageClass: 'GLACIER', item: 'storage' }, { 0: at('glacier') }, MONTHLY),
    rate({ region, storageClass: 'GLACIER', item: 'early_delete' }, { 0: at('glacier') }, MONTHLY),
    rate({ region, storageClass: 'GLACIER', item: 'retrieval_peak_rate' }, { 0: at('peak') }, 'GiB'),
    requests('GLACIER', 'transition', at('archive')),
    requests('GLACIER', 'retrieval_request_standard', at('archive')),
    rate(
      { region, storageClass: '', item: 'egress' },
      { 0: '0', 1: '0.09', 10240: '0.085', 51200: '0.07', 153600: '0.05' },
      'GiB',
    ),
    rate({ region, storageClass: '', item: 'inter_region' }, { 0: '0.02' }, 'GiB'),
  ];
};

const FRANKFURT_STANDARD = {
  0: '0.0324',
  1024: '0.0319',
  51200: '0.0314',
  512000: '0.0308',
  1024000: '0.0303',
  5120000: '0.0297',
};
const IRELAND_STANDARD = { 0: '0.03', 1024: '0.0295', 51200: '0.029', 512000: '0.0285', 1024000: '0.028', 5120000: '0.0275' };

export const book2016 = bookOf(
  '2016-02-15',
  [
    ...in2016('eu-central-1', FRANKFURT_STANDARD, {
      put: '0.0054',
      get: '0.00043',
      ia: '0.018',
      glacier: '0.012',
      peak: '0.012',
      archive: '0.06',
    }),
    ...in2016('eu-west-1', IRELAND_STANDARD, {
      put: '0.005',
      get: '0.0004',
      ia: '0.0125',
      glacier: '0.007',
      peak: '0.011',
      archive: '0.055',
    }),
  ],
  everywhere({
    ...shared,
    'GLACIER|retrieval_free_share_of_stored': rule('0.05', 'share a month'),
    'GLACIER|retrieval_job_hours': rule('4', 'hours'),
  }),
);

const virginia = (code: string, item: PriceItem, price: string, per: Unit = 'GiB', perAmount = '1') =>
  rate({ region: 'us-east-1', storageClass: code, item }, { 0: price }, per, perAmount);

export const book2026 = bookOf(
  '2026-09-28',
  [
    rate(
      { region: 'us-east-1', storageClass: 'STANDARD', item: 'storage' },
      { 0: '0.023', 51200: '0.022', 512000: '0.021' },
      MONTHLY,
    ),
    virginia('STANDARD', 'put', '0.005', 'Requests', '1000'),
    virginia('STANDARD', 'get', '0.0004', 'Requests', '1000'),
    virginia('GLACIER', 'storage', '0.0036', MONTHLY),
    virginia('GLACIER', 'put', '0.03', 'Requests', '1000'),
    virginia('GLACIER', 'transition', '0.03', 'Requests', '1000'),
    virginia('GLACIER', 'retrieval_standard', '0.01'),
    virginia('GLACIER', 'retrieval_request_standard', '0.05', 'Requests', '1000'),
    virginia('GLACIER', 'retrieval_bulk', '0'),
    virginia('GLACIER', 'retrieval_request_bulk', '0', 'Requests', '1000'),
    rate(
      { region: 'us-east-1', storageClass: '', item: 'egress' },
      { 0: '0.09', 10240: '0.085', 51200: '0.07', 153600: '0.05' },
      'GiB',
    ),
  ],
  everywhere({
    ...shared,
    'GLACIER|retrieval_free_gib_per_month': rule('10', 'GiB'),
    '|egress_free_gib_per_month': rule('100', 'GiB'),
  }),
);

export const frankfurt: Destination = {
  label: 'Frankfurt',
  provider: 'aws',
  region: 'eu-central-1',
  storageClass: 'STANDARD',
  archiveClass: 'GLACIER',
  transitionAfterDays: 90,
  pricesAsOf: day('2016-02-15'),
};
export const ireland: Destination = { ...frankfurt, label: 'Ireland', region: 'eu-west-1' };
export const virginia2026: Destination = {
  ...frankfurt,
  label: 'N. Virginia',
  region: 'us-east-1',
  pricesAsOf: day('2026-09-28'),
};

export const inputFor = (destination: Destination, more: Partial<DestinationInput> = {}): DestinationInput => ({
  destination,
  useCase: 'cold',
  objectMib: 32,
  book: destination.region === 'us-east-1' ? book2026 : book2016,
  discounts: [],
  currency: 'USD',
  exchange: undefined,
  privateStores: {},
  ...more,
});

/** A month that holds nothing and does nothing, but for what is told. */
export function capacityMonth(year: number, month: number, more: Partial<CapacityMonth> = {}): CapacityMonth {
  const days = daysInMonth(year, month);
  const from = day(`${year}-${String(month).padStart(2, '0')}-01`);
  const none = asGib(0);
  return {
    from,
    until: (from + days) as Day,
    days,
    daysOfMonth: days,
    provisioned: none,
    frontEnd: none,
    restorePoints: 0,
    retainedUsed: none,
    retainedProvisioned: none,
    backEnd: none,
    backEndAtEnd: none,
    inFirstClass: none,
    inArchiveClass: none,
    chainOverhead: none,
    sideFiles: none,
    newBackEnd: none,
    peakDayNew: none,
    transitioned: none,
    freed: [],
    sourceRead: none,
    sent: none,
    peakDayRead: none,
    peakDaySent: none,
    objectsPut: 0,
    objectsHeldFirst: 0,
    objectsHeldArchive: 0,
    objectsMoved: 0,
    dedupeRatioUsed: 1,
    dedupeRatioProvisioned: 1,
    otherMethodAtEnd: none,
    ...more,
  };
}
