import { parseDay } from '../../units/day.js';
import { exactFromDouble, parseDecimal } from '../../units/decimal.js';
import { type AzureItem, azureUnit, classifyAzure } from './azure-meters.js';
import type { JsonListener, Visit } from './json-splitter.js';
import { isRecord, type JsonRecord, parseJson, textAt } from './json-values.js';
import { LeftPile } from './left-out.js';
import type { PriceNames } from './price-names.js';
import { dayAfter } from './price-periods.js';
import type { PublishedPrices } from './published.js';
import { RateGroups } from './rate-groups.js';

const PROVIDER = 'azure';

/** Reads answers of the Azure Retail Prices API: one page, several one after the other or in an array, or rows of its CSV form. */
export class AzurePrices implements JsonListener {
  private readonly left = new LeftPile();
  private readonly groups = new RateGroups(true);
  /** How many items were read so far. */
  items = 0;
  /** Whether a page without a link to a next one was read. */
  sawLastPage = false;

  constructor(
    private readonly names: PriceNames,
    /** ISO day: an answer does not say when it was given. */
    private readonly readOn: string,
  ) {}

  visit(path: readonly string[]): Visit {
    const [at, ...inside] = path[0] === '#' ? path.slice(1) : path;
    if (at === undefined) return 'enter';
    if (at === 'Items') return inside.length === 0 ? 'enter' : 'take';
    return at === 'NextPageLink' ? 'take' : 'skip';
  }

  take(path: readonly string[], text: string): void {
    const value = parseJson(text);
    if (path.includes('NextPageLink')) this.sawLastPage ||= value === null || value === '';
    else if (isRecord(value)) this.item(itemOf(value));
    else this.left.add('a record that is no JSON object', path.join('/'));
  }

  /** Takes the records of a file in the CSV form, its header first. Such a file is whole. */
  rows(): (cells: readonly string[]) => void {
    this.sawLastPage = true;
    let columns: readonly string[] | undefined;
    return (cells) => {
      if (columns === undefined) columns = cells;
      else this.item(itemOf(Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']))));
    };
  }

  finish(file: string): PublishedPrices {
    return {
      file,
      provider: PROVIDER,
      title: `Azure Retail Prices, ${this.items} items, read ${this.readOn}`,
      source: {
        title: `Azure Retail Prices API (read ${this.readOn})`,
        tag: `RetailPrices ${this.readOn}`,
        url: 'https://prices.azure.com/api/retail/prices',
        checkedOn: this.readOn,
      },
      rates: this.groups.rates(this.left),
      left: this.left.list(),
    };
  }

  private item(item: AzureItem): void {
    this.items++;
    const reason = this.piece(item);
    if (reason !== undefined)
      this.left.add(reason, `${item.armRegionName} ${item.productName}, ${item.skuName}, ${item.meterName}, ${item.meterId}`);
  }

  /** @returns why the item is left */
  private piece(of: AzureItem): string | undefined {
    const meaning = classifyAzure(of);
    if (typeof meaning === 'string') return meaning;
    const { className, items, rank } = meaning;
    const [item = 'storage'] = items;
    const region = this.names.region(PROVIDER, of.armRegionName) ?? this.names.region(PROVIDER, of.location);
    const storageClass = className === '' ? '' : this.names.storageClass(PROVIDER, className);
    const unit = azureUnit(of.unitOfMeasure, item);
    const price = parseDecimal(of.retailPrice);
    const from = parseDecimal(of.tierMinimumUnits);
    if (region === undefined) return `a region that data/regions.csv does not have: ${of.armRegionName || of.location}`;
    if (storageClass === undefined) return `a class that data/storage-classes.csv does not have: ${className}`;
    if (unit === undefined) return `a unit that does not fit the item: ${of.unitOfMeasure} for ${item}`;
    if (price === undefined || from === undefined || !/^\d{4}-\d{2}-\d{2}/.test(of.effectiveStartDate))
      return 'a price, a tier or a date that is none';
    const piece = {
      provider: PROVIDER,
      region,
      storageClass,
      service: of.serviceName === 'Storage' ? 'Blob Storage' : of.serviceName,
      pricingUnit: unit.pricingUnit,
      publishedUnit: of.unitOfMeasure,
      currency: of.currencyCode,
      from: of.effectiveStartDate.slice(0, 10),
      to: dayAfterEnd(of.effectiveEndDate),
      tierFrom: from.times(unit.block),
      tierTo: undefined,
      price,
      origin: of.meterId,
      rank,
    };
    for (const each of items)
      this.groups.add({ ...piece, item: each, note: each === 'transition' ? 'billed as a write of the class' : '' });
    return undefined;
  }
}

/** Ends are given as the last moment (23:59:59) or as the first of the next price: either way the first day that is out. */
function dayAfterEnd(end: string): string {
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T?([\d:]*)/.exec(end) ?? [];
  if (day === '' || !time.startsWith('23:59')) return day;
  return parseDay(day) === undefined ? day : dayAfter(day);
}

function itemOf(record: JsonRecord): AzureItem {
  return {
    currencyCode: textAt(record, 'currencyCode'),
    tierMinimumUnits: numberAt(record, 'tierMinimumUnits'),
    retailPrice: numberAt(record, 'retailPrice'),
    armRegionName: textAt(record, 'armRegionName'),
    location: textAt(record, 'location'),
    effectiveStartDate: textAt(record, 'effectiveStartDate'),
    effectiveEndDate: textAt(record, 'effectiveEndDate'),
    meterId: textAt(record, 'meterId'),
    meterName: textAt(record, 'meterName'),
    productName: textAt(record, 'productName'),
    skuName: textAt(record, 'skuName'),
    serviceName: textAt(record, 'serviceName'),
    unitOfMeasure: textAt(record, 'unitOfMeasure'),
    type: textAt(record, 'type'),
    isPrimaryMeterRegion: record.isPrimaryMeterRegion === true || record.isPrimaryMeterRegion === 'True',
  };
}

/** The API writes prices as JSON numbers of few digits: the shortest decimal of the double is what was written. */
export function numberAt(record: JsonRecord, key: string): string {
  const value = record[key];
  return typeof value === 'number' && Number.isFinite(value) ? exactFromDouble(value).toFixed() : textAt(record, key);
}
