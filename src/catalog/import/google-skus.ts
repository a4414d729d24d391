import { Decimal, parseDecimal } from '../../units/decimal.js';
import type { PriceItem } from '../types.js';
import { numberAt } from './azure-prices.js';
import type { JsonListener, Visit } from './json-splitter.js';
import { isRecord, type JsonRecord, listAt, parseJson, recordAt, textAt } from './json-values.js';
import { LeftPile } from './left-out.js';
import type { PriceNames } from './price-names.js';
import type { PublishedPrices } from './published.js';
import { RateGroups } from './rate-groups.js';

const PROVIDER = 'google';
const BILLION = new Decimal('1000000000');
/** Google bills a month of storage as 730 hours where it quotes by the hour. Source: Cloud Billing Catalog, GiBy.h. */
const HOURS_PER_MONTH = new Decimal(730);

const GROUP_CLASS: Readonly<Record<string, string>> = {
  RegionalStorage: 'Standard',
  MultiRegionalStorage: 'Standard',
  NearlineStorage: 'Nearline',
  ColdlineStorage: 'Coldline',
  ArchiveStorage: 'Archive',
  DRAStorage: 'Durable Reduced Availability',
  RegionalOps: 'Standard',
  MultiRegionalOps: 'Standard',
  NearlineOps: 'Nearline',
  ColdlineOps: 'Coldline',
  ArchiveOps: 'Archive',
};

interface GoogleMeaning {
  readonly className: string;
  readonly item: PriceItem;
}

/** Reads SKUs of the Google Cloud Billing Catalog: one page, or several one after the other or in an array. */
export class GoogleSkus implements JsonListener {
  private readonly left = new LeftPile();
  private readonly groups = new RateGroups(true);
  /** How many SKUs were read so far. */
  skus = 0;
  private pages = 0;
  private pagesWithNext = 0;

  constructor(
    private readonly names: PriceNames,
    /** ISO day: an answer does not say when it was given. */
    private readonly readOn: string,
  ) {}

  visit(path: readonly string[]): Visit {
    const [at, ...inside] = path[0] === '#' ? path.slice(1) : path;
    if (at === undefined) return 'enter';
    if (at === 'skus' && inside.length === 0) this.pages++;
    if (at === 'skus') return inside.length === 0 ? 'enter' : 'take';
    return at === 'nextPageToken' ? 'take' : 'skip';
  }

  take(path: readonly string[], text: string): void {
    const value = parseJson(text);
    if (path.includes('nextPageToken')) this.pagesWithNext += value === '' || value === null ? 0 : 1;
    else if (isRecord(value)) this.sku(value);
    else this.left.add('a record that is no JSON object', path.join('/'));
  }

  /** Whether a page without the token of a next one was read. */
  get sawLastPage(): boolean {
    return this.pages > this.pagesWithNext;
  }

  finish(file: string): PublishedPrices {
    return {
      file,
      provider: PROVIDER,
      title: `Google Cloud Billing Catalog, ${this.skus} SKUs, read ${this.readOn}`,
      source: {
        title: `Google Cloud Billing Catalog, Cloud Storage (read ${this.readOn})`,
        tag: `BillingCatalog ${this.readOn}`,
        url: 'https://cloudbilling.googleapis.com/v1/services/95FF-2EF5-5EA1/skus',
        checkedOn: this.readOn,
      },
      rates: this.groups.rates(this.left),
      left: this.left.list(),
    };
  }

  private sku(sku: JsonRecord): void {
    this.skus++;
    const what = `${textAt(sku, 'description')}, ${textAt(sku, 'skuId')}`;
    const meaning = classifyGoogle(sku);
    if (typeof meaning === 'string') {
      this.left.add(meaning, what);
      return;
    }
    const storageClass = meaning.className === '' ? '' : this.names.storageClass(PROVIDER, meaning.className);
    if (storageClass === undefined)
      this.left.add(`a class that data/storage-classes.csv does not have: ${meaning.className}`, what);
    else for (const region of this.regionsOf(sku, what)) this.timeline(sku, { region, storageClass, item: meaning.item }, what);
  }

  /** A price of "global" holds in every region; the table's "all" is the one price of before 2016. */
  private regionsOf(sku: JsonRecord, what: string): readonly string[] {
    const listed = listAt(sku, 'serviceRegions').filter((name) => typeof name === 'string');
    if (listed.includes('global') && this.names.region(PROVIDER, 'global') === undefined)
      return this.names.regions(PROVIDER).filter((region) => region !== 'all');
    return listed.flatMap((name) => {
      const region = this.names.region(PROVIDER, name);
      if (region === undefined) this.left.add(`a region that data/regions.csv does not have: ${name}`, what);
      return region ?? [];
    });
  }

  private timeline(
    sku: JsonRecord,
    of: { readonly region: string; readonly storageClass: string; readonly item: PriceItem },
    what: string,
  ): void {
    for (const info of listAt(sku, 'pricingInfo').filter(isRecord)) {
      const expression = recordAt(info, 'pricingExpression');
      const from = textAt(info, 'effectiveTime').slice(0, 10);
      const unit = googleUnit(textAt(expression, 'usageUnit'), of.item);
      const tiers = listAt(expression, 'tieredRates').filter(isRecord);
      if (unit === undefined)
        this.left.add(`a unit that does not fit the item: ${textAt(expression, 'usageUnit')} for ${of.item}`, what);
      else if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || tiers.length === 0) this.left.add('a price or a date that is none', what);
      else for (const tier of tiers) this.tier(tier, { ...of, ...unit, from, origin: textAt(sku, 'skuId') }, what);
    }
  }

  private tier(rate: JsonRecord, of: GooglePiece, what: string): void {
    const money = recordAt(rate, 'unitPrice');
    const units = parseDecimal(numberAt(money, 'units') || '0');
    const nanos = parseDecimal(numberAt(money, 'nanos') || '0');
    const tierFrom = parseDecimal(numberAt(rate, 'startUsageAmount') || '0');
    const { times, unitNote, ...piece } = of;
    if (units === undefined || nanos === undefined || tierFrom === undefined)
      this.left.add('a price or a tier that is no number', what);
    else
      this.groups.add({
        ...piece,
        provider: PROVIDER,
        service: 'Cloud Storage',
        currency: textAt(money, 'currencyCode'),
        to: '',
        tierFrom,
        tierTo: undefined,
        price: units.plus(nanos.div(BILLION)).times(times),
        note: unitNote,
        rank: 0,
      });
  }
}

interface GooglePiece extends GoogleUnit {
  readonly region: string;
  readonly storageClass: string;
  readonly item: PriceItem;
  readonly from: string;
  readonly origin: string;
}

function classifyGoogle(sku: JsonRecord): GoogleMeaning | string {
  const category = recordAt(sku, 'category');
  const description = textAt(sku, 'description');
  if (textAt(category, 'usageType') !== 'OnDemand') return `not on demand: ${textAt(category, 'usageType') || 'no usage type'}`;
  if (description.includes('Early Delete')) return 'early delete: a rule, paid at the storage price';
  if (/^Download Worldwide Destinations/.test(description)) return { className: '', item: 'egress' };
  const className = GROUP_CLASS[textAt(category, 'resourceGroup')];
  if (className === undefined) return `another resource: ${textAt(category, 'resourceGroup') || 'no group'}`;
  if (/dual-?region|turbo|anywhere|autoclass|tagging|hierarchical|soft delete|bucket/i.test(description))
    return 'a variant of storage that the table does not have';
  const item = itemOf(description);
  return item === undefined ? 'not an item of the table' : { className, item };
}

function itemOf(description: string): PriceItem | undefined {
  if (/retrieval/i.test(description)) return 'retrieval';
  if (/class a/i.test(description)) return 'put';
  if (/class b/i.test(description)) return 'get';
  return /storage/i.test(description) ? 'storage' : undefined;
}

interface GoogleUnit {
  readonly pricingUnit: string;
  readonly publishedUnit: string;
  readonly times: Decimal;
  readonly unitNote: string;
}

/** GiBy.mo is a GiB-Month, GiBy.h an hour of it, GiBy a GiB, count a request: quoted by the thousand as our tables do. */
function googleUnit(usageUnit: string, item: PriceItem): GoogleUnit | undefined {
  const unit = (pricingUnit: string, times: Decimal, unitNote = ''): GoogleUnit => ({
    pricingUnit,
    publishedUnit: usageUnit,
    times,
    unitNote,
  });
  const one = new Decimal(1);
  if (item === 'storage') {
    if (usageUnit === 'GiBy.mo') return unit('GiB-Months', one);
    return usageUnit === 'GiBy.h' ? unit('GiB-Months', HOURS_PER_MONTH, 'quoted by the GiB-hour, times 730') : undefined;
  }
  if (item === 'put' || item === 'get') return usageUnit === 'count' ? unit('1000 Requests', new Decimal(1000)) : undefined;
  return usageUnit === 'GiBy' ? unit('GiB', one) : undefined;
}
