import { AmazonOffer, type OfferHead } from './amazon-offer.js';
import type { PriceNames } from './price-names.js';
import type { PublishedPrices } from './published.js';

const HEAD_CELLS: Readonly<Record<string, keyof OfferHead>> = {
  OfferCode: 'offerCode',
  Version: 'version',
  'Publication Date': 'publicationDate',
};

/** Reads an offer file in CSV, record by record: a few pairs above, then a header whose columns differ by service and year. */
export class AmazonCsv {
  private readonly offer: AmazonOffer;
  private head: OfferHead = { offerCode: '', version: '', publicationDate: '' };
  private columns: ReadonlyMap<string, number> | undefined;

  constructor(
    names: PriceNames,
    private readonly onHead: (key: string, value: string) => void,
  ) {
    this.offer = new AmazonOffer(names, () => this.head);
  }

  record(cells: readonly string[], line: number): void {
    if (this.columns !== undefined) this.row(cells, this.columns, line);
    else if (cells.includes('SKU') && cells.includes('PricePerUnit'))
      this.columns = new Map(cells.map((name, at) => [name.toLowerCase(), at]));
    else this.pair(cells);
  }

  get hasHeader(): boolean {
    return this.columns !== undefined;
  }

  finish(file: string): PublishedPrices {
    return this.offer.finish(file);
  }

  private pair([name = '', value = '']: readonly string[]): void {
    const key = HEAD_CELLS[name];
    if (key === undefined) return;
    this.head = { ...this.head, [key]: value };
    this.onHead(key, value);
  }

  private row(cells: readonly string[], columns: ReadonlyMap<string, number>, line: number): void {
    const of = (name: string): string => cells[columns.get(name) ?? -1] ?? '';
    const sku = of('sku');
    if (cells.length !== columns.size) this.offer.left.add('a row that is longer or shorter than the header', `line ${line}`);
    else if (of('termtype') !== 'OnDemand') this.offer.left.add('commitments: terms other than on demand', sku);
    else if (this.offer.wants(sku) || this.isWanted(sku, of)) {
      this.offer.price(sku, {
        beginRange: of('startingrange') || '0',
        endRange: of('endingrange'),
        unit: of('unit'),
        price: of('priceperunit'),
        currency: of('currency'),
        effectiveDate: of('effectivedate'),
      });
    }
  }

  private isWanted(sku: string, of: (name: string) => string): boolean {
    return this.offer.product({
      sku,
      usagetype: of('usagetype'),
      operation: of('operation'),
      location: of('location'),
      locationType: of('location type'),
      regionCode: of('region code'),
      transferType: of('transfer type'),
      fromLocation: of('from location'),
      fromRegionCode: of('from region code'),
      toLocation: of('to location'),
      toLocationType: of('to location type'),
    });
  }
}
