import { AmazonOffer, type OfferHead, type OfferRate } from './amazon-offer.js';
import type { AmazonProduct } from './amazon-usage.js';
import type { JsonListener, Visit } from './json-splitter.js';
import { isRecord, type JsonRecord, parseJson, recordAt, textAt } from './json-values.js';
import type { PriceNames } from './price-names.js';
import type { PublishedPrices } from './published.js';

/** Listens to an offer file in JSON: products first, then the terms of those that were wanted; everything else is passed over. */
export class AmazonJson implements JsonListener {
  private readonly offer: AmazonOffer;
  private head: OfferHead = { offerCode: '', version: '', publicationDate: '' };
  private sawProducts = false;
  private tooSoon = false;

  constructor(
    names: PriceNames,
    /** Called with each value above the products, as soon as it is known. */
    private readonly onHead: (key: string, value: string) => void,
  ) {
    this.offer = new AmazonOffer(names, () => this.head);
  }

  visit(path: readonly string[]): Visit {
    const [section, term, sku = ''] = path;
    if (path.length === 1) return this.visitRoot(section ?? '');
    if (section === 'products') return 'take';
    if (section !== 'terms') return 'skip';
    if (path.length === 2) return 'enter';
    if (term === 'OnDemand') return this.offer.wants(sku) ? 'take' : 'skip';
    this.offer.left.add('commitments: terms other than on demand', sku);
    return 'skip';
  }

  take(path: readonly string[], text: string): void {
    const [section, key = '', sku = ''] = path;
    const value = parseJson(text);
    if (path.length === 1 && typeof value === 'string') this.headValue(section ?? '', value);
    else if (section === 'products' && isRecord(value)) this.offer.product(productOf(key, value));
    else if (section === 'terms' && isRecord(value)) for (const rate of ratesOf(value)) this.offer.price(sku, rate);
    else this.offer.left.add('a record that is no JSON object', path.join('/'));
  }

  finish(file: string): PublishedPrices {
    return this.offer.finish(file);
  }

  /** Terms above the products: which of them are wanted cannot be known. */
  get isUnreadable(): boolean {
    return this.tooSoon;
  }

  private visitRoot(section: string): Visit {
    if (section === 'products') this.sawProducts = true;
    if (section === 'terms' && !this.sawProducts) this.tooSoon = true;
    return section === 'products' || section === 'terms' ? 'enter' : 'take';
  }

  private headValue(key: string, value: string): void {
    if (key === 'offerCode' || key === 'version' || key === 'publicationDate') this.head = { ...this.head, [key]: value };
    this.onHead(key, value);
  }
}

function productOf(sku: string, product: JsonRecord): AmazonProduct {
  const of = recordAt(product, 'attributes');
  return {
    sku,
    usagetype: textAt(of, 'usagetype'),
    operation: textAt(of, 'operation'),
    location: textAt(of, 'location'),
    locationType: textAt(of, 'locationType'),
    regionCode: textAt(of, 'regionCode'),
    transferType: textAt(of, 'transferType'),
    fromLocation: textAt(of, 'fromLocation'),
    fromRegionCode: textAt(of, 'fromRegionCode'),
    toLocation: textAt(of, 'toLocation'),
    toLocationType: textAt(of, 'toLocationType'),
  };
}

/** `{ "<sku>.JRTCKXETXF": { effectiveDate, priceDimensions: { "<rate>": {...} } } }` */
function ratesOf(terms: JsonRecord): readonly OfferRate[] {
  return Object.values(terms)
    .filter(isRecord)
    .flatMap((term) =>
      Object.values(recordAt(term, 'priceDimensions'))
        .filter(isRecord)
        .map((rate) => rateOf(rate, term)),
    );
}

function rateOf(rate: JsonRecord, term: JsonRecord): OfferRate {
  const [[currency, price] = ['', '']] = Object.entries(recordAt(rate, 'pricePerUnit'));
  return {
    beginRange: textAt(rate, 'beginRange') || '0',
    endRange: textAt(rate, 'endRange'),
    unit: textAt(rate, 'unit'),
    price: typeof price === 'string' ? price : '',
    currency,
    effectiveDate: textAt(term, 'effectiveDate'),
  };
}
