import { Decimal, parseDecimal } from '../../units/decimal.js';
import type { PriceItem } from '../types.js';
import { type AmazonProduct, classify, type Meaning } from './amazon-usage.js';
import { LeftPile } from './left-out.js';
import type { PriceNames } from './price-names.js';
import type { PublishedPrices, PublishedRate } from './published.js';
import { edgeOf, RateGroups } from './rate-groups.js';

/** What stands above the products. */
export interface OfferHead {
  readonly offerCode: string;
  readonly version: string;
  readonly publicationDate: string;
}

/** One line of a product's price, still text: the same in JSON and CSV. */
export interface OfferRate {
  readonly beginRange: string;
  readonly endRange: string;
  readonly unit: string;
  readonly price: string;
  readonly currency: string;
  /** "2016-01-01T00:00:00Z", "2016-01-01", or "01/03/2018" after a spreadsheet. */
  readonly effectiveDate: string;
}

/** Offers whose prices the table holds. */
export const OFFER_CODES = ['AmazonS3', 'AmazonS3GlacierDeepArchive', 'AmazonGlacier', 'AWSDataTransfer'] as const;

const PROVIDER = 'aws';
const REQUESTS = 1000;
const FREE_GB = 'the list states the first 1 GB a month at 0: see the rule egress_free_gib_per_month';

/** Which meanings a product has, in a region of ours. */
interface Known {
  readonly region: string;
  readonly means: readonly Meaning[];
}

/** Turns products and their prices, in any order of tiers, into rates. Knows nothing of the form of the file. */
export class AmazonOffer {
  readonly left = new LeftPile();
  private readonly groups = new RateGroups(false);
  private readonly products = new Map<string, Known>();
  private readonly priced = new Set<string>();

  constructor(
    private readonly names: PriceNames,
    private readonly head: () => OfferHead,
  ) {}

  /** True where the product's prices are wanted. */
  product(product: AmazonProduct): boolean {
    const found = classify(product, this.head().offerCode);
    const what = `${product.usagetype}${product.operation === '' ? '' : ` ${product.operation}`}, ${product.sku}`;
    if (!/^[A-Z0-9]{8,}$/.test(product.sku)) return this.leave('an SKU that is none', what);
    if ('left' in found) return this.leave(found.left, what);
    const place = placeOf(product);
    const region = place.code === '' ? this.names.region(PROVIDER, place.location) : this.names.region(PROVIDER, place.code);
    if (region === undefined)
      return this.leave(`a Region that data/regions.csv does not have: ${place.code || place.location}`, what);
    const unknown = new Set(found.means.map(({ storageClass }) => storageClass).filter((code) => !this.knows(code)));
    for (const code of unknown) this.left.add(`a class that data/storage-classes.csv does not have: ${code}`, what);
    const means = found.means.filter(({ storageClass }) => !unknown.has(storageClass));
    if (means.length > 0) this.products.set(product.sku, { region, means });
    return means.length > 0;
  }

  wants(sku: string): boolean {
    return this.products.has(sku);
  }

  price(sku: string, rate: OfferRate): void {
    const known = this.products.get(sku);
    if (known === undefined) return;
    this.priced.add(sku);
    for (const meaning of known.means) {
      const reason = this.piece(sku, known.region, meaning, rate);
      if (reason !== undefined) this.left.add(reason, `${known.region} ${meaning.storageClass} ${meaning.item}, ${sku}`);
    }
  }

  finish(file: string): PublishedPrices {
    const { offerCode, version } = this.head();
    const checkedOn = this.head().publicationDate.slice(0, 10);
    for (const [sku, { region }] of this.products)
      if (!this.priced.has(sku)) this.left.add('a product without an on-demand price', `${region}, ${sku}`);
    const rates = this.withoutDead(this.groups.rates(this.left)).map(withoutFreeGb);
    return {
      file,
      provider: PROVIDER,
      title: `Amazon offer file ${offerCode}, version ${version}, published ${checkedOn}`,
      source: {
        title: `AWS Price List offer ${offerCode} version ${version} (published ${checkedOn})`,
        tag: `${offerCode} ${version}`,
        url: `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offerCode}/${version}/index.json`,
        checkedOn,
      },
      rates,
      left: this.left.list(),
    };
  }

  private leave(reason: string, what: string): false {
    this.left.add(reason, what);
    return false;
  }

  private knows(storageClass: string): boolean {
    return storageClass === '' || this.names.storageClass(PROVIDER, storageClass) !== undefined;
  }

  /** @returns why the line cannot be taken */
  private piece(sku: string, region: string, { storageClass, item, note = '' }: Meaning, rate: OfferRate): string | undefined {
    const unit = unitFor(item, rate.unit);
    if (unit === undefined) return `a unit that does not fit the item: ${rate.unit}`;
    const tierFrom = parseDecimal(rate.beginRange);
    const tierTo = edgeOf(rate.endRange);
    const price = parseDecimal(rate.price);
    if (tierFrom === undefined || tierTo === undefined || price === undefined) return 'a price or a tier that is no number';
    const from = dayOf(rate.effectiveDate);
    if (from === undefined) return `a date that can be read in two ways: ${rate.effectiveDate}`;
    this.groups.add({
      provider: PROVIDER,
      region,
      storageClass,
      item,
      service: this.head().offerCode,
      pricingUnit: unit.pricingUnit,
      publishedUnit: rate.unit,
      currency: rate.currency,
      from,
      to: '',
      tierFrom,
      tierTo: tierTo.edge,
      price: price.times(unit.times),
      note,
      origin: sku,
      rank: 0,
    });
    return undefined;
  }

  /** The peak-hour fee stayed in the files for years after prices per GB had replaced it. */
  private withoutDead(rates: readonly PublishedRate[]): readonly PublishedRate[] {
    const perGb = new Set(rates.filter(({ item }) => item === 'retrieval_standard').map(({ region }) => region));
    const isDead = ({ item, region }: PublishedRate): boolean => item === 'retrieval_peak_rate' && perGb.has(region);
    for (const { region, storageClass } of rates.filter(isDead))
      this.left.add('a dead row: the peak-hour fee beside the retrieval price that replaced it', `${region} ${storageClass}`);
    return rates.filter((rate) => !isDead(rate));
  }
}

function placeOf(product: AmazonProduct): { readonly code: string; readonly location: string } {
  const isTransfer = product.transferType !== '';
  const location = isTransfer ? product.fromLocation : product.location;
  return { code: isTransfer ? product.fromRegionCode : product.regionCode, location: cityOf(location) };
}

/** Amazon's own names of places for three Regions that have no city. */
const GOV_CLOUD: Readonly<Record<string, string>> = {
  'AWS GovCloud (US)': 'us-gov-west-1',
  'AWS GovCloud (US-West)': 'us-gov-west-1',
  'AWS GovCloud (US-East)': 'us-gov-east-1',
};

/** "EU (Frankfurt)" is Frankfurt; "Canada (Central)" is Canada Central. */
function cityOf(location: string): string {
  const gov = GOV_CLOUD[location];
  if (gov !== undefined) return gov;
  const inside = /\(([^)]+)\)$/.exec(location)?.[1];
  return inside === undefined || inside === 'Central' || inside === 'West' ? location.replace(/[()]/g, '') : inside;
}

interface FittingUnit {
  readonly pricingUnit: string;
  /** Prices are multiplied by it: the tables quote requests by the thousand, as the price pages do. */
  readonly times: Decimal;
}

/** Amazon's GB is 2^30 bytes; its files write GB-Mo and GB-mo. undefined where the unit is not one of the item's. */
function unitFor(item: PriceItem, unit: string): FittingUnit | undefined {
  const word = unit.toLowerCase();
  if (item === 'storage' || item === 'early_delete')
    return word === 'gb-mo' ? { pricingUnit: 'GiB-Months', times: ONE } : undefined;
  const isRequest = item === 'put' || item === 'get' || item === 'transition' || item.startsWith('retrieval_request');
  if (isRequest) return word === 'requests' ? { pricingUnit: `${REQUESTS} Requests`, times: new Decimal(REQUESTS) } : undefined;
  return word === 'gb' ? { pricingUnit: 'GiB', times: ONE } : undefined;
}
const ONE = new Decimal(1);

/** The catalogue keeps the free GB as a rule beside the egress price, so its first tier starts at 0. */
function withoutFreeGb(rate: PublishedRate): PublishedRate {
  const [free, first, ...rest] = rate.tiers;
  const isFree = rate.item === 'egress' && free.price.isZero() && free.to?.eq(1) === true;
  if (!isFree || first === undefined) return rate;
  return { ...rate, tiers: [{ ...first, from: free.from }, ...rest], note: FREE_GB };
}

/**
 * The day as ISO. A spreadsheet writes 01/03/2018 for 1 March or 3 January: Amazon's prices start on the first of a month, which
 * decides it; where both readings are one, or neither is, the date stays unknown.
 */
function dayOf(text: string): string | undefined {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (iso !== undefined) return iso;
  const [, a = '', b = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const firsts = [a === '01' ? `${year}-${b}-01` : '', b === '01' ? `${year}-${a}-01` : ''].filter((day) => day !== '');
  const [only, other] = [...new Set(firsts)];
  return other === undefined ? only : undefined;
}
