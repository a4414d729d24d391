import type { PriceItem } from '../types.js';

/** One item of an answer of the Retail Prices API, in the API's words; numbers as text. */
export interface AzureItem {
  readonly currencyCode: string;
  readonly tierMinimumUnits: string;
  readonly retailPrice: string;
  readonly armRegionName: string;
  readonly location: string;
  readonly effectiveStartDate: string;
  readonly effectiveEndDate: string;
  readonly meterId: string;
  readonly meterName: string;
  readonly productName: string;
  readonly skuName: string;
  readonly serviceName: string;
  readonly unitOfMeasure: string;
  readonly type: string;
  readonly isPrimaryMeterRegion: boolean;
}

/** Which row a meter becomes; the class in the provider's words ("Cool LRS"), '' for the account's items. */
export interface AzureMeaning {
  readonly className: string;
  readonly items: readonly PriceItem[];
  /** Lower goes first where one price is listed twice. */
  readonly rank: number;
}

const BLOB_PRODUCTS = ['General Block Blob v2', 'Blob Storage'];
const CLASS = /^(Hot|Cool|Cold|Archive) (LRS|ZRS|GRS|RA-GRS|GZRS|RA-GZRS)$/;

/** The meter's name without its class: "Hot LRS Data Stored" and "Data Stored" are one. Reading out of the archive is a restore. */
const METERS: Readonly<Record<string, readonly [online: PriceItem, archive: PriceItem]>> = {
  'Data Stored': ['storage', 'storage'],
  'Write Operations': ['put', 'put'],
  'Read Operations': ['get', 'retrieval_request_standard'],
  'Data Retrieval': ['retrieval', 'retrieval_standard'],
  'Early Delete': ['early_delete', 'early_delete'],
  'Priority Read Operations': ['get', 'retrieval_request_expedited'],
  'Priority Data Retrieval': ['retrieval', 'retrieval_expedited'],
};

/**
 * What an item pays for, or why it is left. The same meter names stand under Files, Backup and hierarchical namespaces: the product
 * decides. In some regions the Hot rows exist only under the older product "Blob Storage", which counts where the newer has none.
 */
export function classifyAzure(of: AzureItem): AzureMeaning | string {
  if (of.type !== 'Consumption') return `not on demand: ${of.type === '' ? 'no type' : of.type}`;
  if (of.serviceName === 'Bandwidth') return classifyTransfer(of);
  if (of.serviceName !== 'Storage') return `another service: ${of.serviceName}`;
  const product = BLOB_PRODUCTS.indexOf(of.productName);
  if (product === -1) return `another product: ${of.productName}`;
  const [, tier = ''] = CLASS.exec(of.skuName) ?? [];
  if (tier === '') return `a kind of storage that we do not know: ${of.skuName}`;
  const meter = METERS[meterOf(of.meterName)];
  if (meter === undefined || (tier !== 'Archive' && of.meterName.includes('Priority')))
    return 'not an item of the table: lists, tags, inventories, writes by size and such';
  const item = meter[tier === 'Archive' ? 1 : 0];
  return {
    className: of.skuName,
    // Moving into a class is billed as a write of that class; nothing moves into Hot.
    items: item === 'put' && tier !== 'Hot' ? ['put', 'transition'] : [item],
    rank: 2 * product + (of.isPrimaryMeterRegion ? 0 : 1),
  };
}

function classifyTransfer({ meterName, productName, isPrimaryMeterRegion }: AzureItem): AzureMeaning | string {
  if (meterName !== 'Standard Data Transfer Out')
    return 'transfer that no plan pays for: inbound, between zones or by another route';
  if (/Internet/.test(productName)) return 'transfer that no plan pays for: inbound, between zones or by another route';
  return { className: '', items: ['egress'], rank: isPrimaryMeterRegion ? 0 : 1 };
}

function meterOf(meterName: string): string {
  return meterName.replace(/^(?:(?:Hot|Cool|Cold|Archive) )?(?:(?:LRS|ZRS|GRS|RA-GRS|GZRS|RA-GZRS) )?/, '');
}

export interface AzureUnit {
  readonly pricingUnit: string;
  /** How many of the priced thing one unit is, for tiers that count in units. */
  readonly block: string;
}

/** "10K" is 10000 Requests, "1 GB/Month" a GiB-Month (Azure's GB is 2^30 bytes), "1 GB" a GiB. undefined for any other unit. */
export function azureUnit(unitOfMeasure: string, item: PriceItem): AzureUnit | undefined {
  const isPerTime = item === 'storage' || item === 'early_delete';
  const isRequest = item === 'put' || item === 'get' || item === 'transition' || item.startsWith('retrieval_request');
  const [, count = '', thousands, size, month] = /^(\d+)(?:\s?(K|M)|\s(GB|TB)(\/Month)?)?$/.exec(unitOfMeasure) ?? [];
  if (count === '') return undefined;
  if (isRequest) {
    const block = thousands === undefined ? undefined : `${count}${thousands === 'K' ? '000' : '000000'}`;
    return block === undefined ? undefined : { pricingUnit: `${block} Requests`, block };
  }
  // Early deletion is quoted by the GB, and paid like storage by the GB and month that are left.
  const isTimed = month !== undefined || item === 'early_delete';
  if (size === undefined || isTimed !== isPerTime) return undefined;
  const unit = `${size === 'TB' ? 'TiB' : 'GiB'}${isPerTime ? '-Months' : ''}`;
  return { pricingUnit: count === '1' ? unit : `${count} ${unit}`, block: count };
}
