import type { PriceItem } from '../types.js';

/** What of a product decides what it pays for. Keys as the JSON form writes them; '' where the file has none. */
export interface AmazonProduct {
  readonly sku: string;
  readonly usagetype: string;
  readonly operation: string;
  readonly location: string;
  readonly locationType: string;
  readonly regionCode: string;
  readonly transferType: string;
  readonly fromLocation: string;
  readonly fromRegionCode: string;
  readonly toLocation: string;
  readonly toLocationType: string;
}

/** One row that a product becomes. `storageClass` is the catalogue's code or '' for the account's items. */
export interface Meaning {
  readonly storageClass: string;
  readonly item: PriceItem;
  readonly note?: string;
}
export type Classified = { readonly means: readonly Meaning[] } | { readonly left: string };

/** A Region's prefix of a usage type: EU, EUC1, APN1, CPT; us-east-1 has none. No other first part is in capitals and digits alone. */
const REGION_PREFIX = /^[A-Z]{2,4}\d?-(?=[A-Z])/;
const ONE_REQUEST = 'one published request item covers the transition and the restore request';
const RETRIEVALS: Readonly<Record<string, PriceItem>> = {
  Standard: 'retrieval_standard',
  Expedited: 'retrieval_expedited',
  Bulk: 'retrieval_bulk',
};
const CLASS_OF: Readonly<Record<string, string>> = {
  SIA: 'STANDARD_IA',
  ZIA: 'ONEZONE_IA',
  GIR: 'GLACIER_IR',
  GDA: 'DEEP_ARCHIVE',
  RRS: 'REDUCED_REDUNDANCY',
};

const one = (storageClass: string, item: PriceItem): Classified => ({ means: [{ storageClass, item }] });
const left = (reason: string): Classified => ({ left: reason });

const PADDING = left('padding of small objects: a rule, paid at the storage price');
const STAGING = left('parts of unfinished uploads: paid at the Standard price');
const TIERING = left('Intelligent-Tiering: a plan chooses its classes itself');
const OVERHEAD = left('overhead of archived objects: a rule, paid at the storage price');
const COPY = left('the copy that a restore makes: paid at the storage price');

/** Usage types that mean one thing whatever their operation; the prefix of the Region taken off. */
const PLAIN: Readonly<Record<string, Classified>> = {
  'EarlyDelete-ByteHrs': one('GLACIER', 'early_delete'),
  'Requests-Tier1': one('STANDARD', 'put'),
  'Requests-Tier2': one('STANDARD', 'get'),
  'Requests-GLACIER-Tier1': one('GLACIER', 'put'),
  'Requests-GLACIER-Tier2': one('GLACIER', 'get'),
  'Requests-GDA-Tier1': one('DEEP_ARCHIVE', 'put'),
  'Requests-GDA-Tier2': one('DEEP_ARCHIVE', 'get'),
  'Requests-GDA-Tier3': one('DEEP_ARCHIVE', 'retrieval_request_standard'),
  'Requests-GDA-Tier5': one('DEEP_ARCHIVE', 'retrieval_request_bulk'),
  'Requests-Tier5': one('GLACIER', 'retrieval_request_bulk'),
  'Requests-Tier6': one('GLACIER', 'retrieval_request_expedited'),
  'Peak-Restore-Bytes-Delta': one('GLACIER', 'retrieval_peak_rate'),
};

/** The AmazonGlacier offer: the vault service of its own, with prices of its own. */
const VAULT: Readonly<Record<string, Classified>> = {
  'TimedStorage-ByteHrs': one('GLACIER_VAULT', 'storage'),
  'EarlyDelete-ByteHrs': one('GLACIER_VAULT', 'early_delete'),
  'Peak-Retrieval-Bytes-Delta': one('GLACIER_VAULT', 'retrieval_peak_rate'),
  'Requests-Tier1': {
    means: [
      { storageClass: 'GLACIER_VAULT', item: 'put', note: 'one published request item covers uploads and retrieval requests' },
      {
        storageClass: 'GLACIER_VAULT',
        item: 'retrieval_request_standard',
        note: 'one published request item covers uploads and retrieval requests',
      },
    ],
  },
};

/**
 * What a product of an Amazon offer pays for, by its whole usage type and its operation: an ending alone would also catch
 * Tables-TimedStorage-ByteHrs, and Requests-Tier3 has another price for each operation.
 *
 * Source: Amazon S3 User Guide, "Understanding your usage reports"; the offer files of 2016, 2018 and 2026.
 */
export function classify(product: AmazonProduct, offerCode: string): Classified {
  const usage = product.usagetype.replace(REGION_PREFIX, '');
  if (product.transferType !== '') return classifyTransfer(product, usage, offerCode);
  if (!isRegion(product.locationType)) return left('not priced by Region: a local zone, an edge or an outpost');
  if (offerCode === 'AmazonGlacier') return VAULT[usage] ?? left('a vault item that the table does not have');
  return classifyStorage(usage, product.operation) ?? classifyRequest(usage, product.operation) ?? PLAIN[usage] ?? unknown(usage);
}

/** Files of 2016 have no location type on some products; a location alone is a Region. */
const isRegion = (locationType: string): boolean => locationType === 'AWS Region' || locationType === '';

function unknown(usage: string): Classified {
  if (/-SmObjects$/.test(usage)) return PADDING;
  if (/Staging$/.test(usage)) return STAGING;
  if (/-INT(-|$)/.test(usage)) return TIERING;
  if (/^(Tables|Vectors|Files)-/.test(usage)) return left(`another service: ${usage.slice(0, usage.indexOf('-'))}`);
  return left('not an item of the table: analytics, tags, replication, acceleration and such');
}

function classifyStorage(usage: string, operation: string): Classified | undefined {
  const storageClass = storageClassOf(usage);
  if (storageClass === undefined) return undefined;
  if (/Overhead$/i.test(operation)) return OVERHEAD;
  if (/^RestoreObject$/i.test(operation)) return COPY;
  if (operation !== '' && !/Storage$/i.test(operation)) return left(`storage of an operation we do not know: ${operation}`);
  return one(storageClass, 'storage');
}

function storageClassOf(usage: string): string | undefined {
  if (usage === 'TimedStorage-ByteHrs') return 'STANDARD';
  if (usage === 'TimedStorage-GlacierByteHrs') return 'GLACIER';
  const code = /^TimedStorage-([A-Z]{3})-ByteHrs$/.exec(usage)?.[1];
  return code === undefined ? undefined : CLASS_OF[code];
}

function classifyRequest(usage: string, operation: string): Classified | undefined {
  const ofClass = /^(EarlyDelete|Retrieval|Requests)-([A-Z]{3})(?:-Tier([12]))?$/.exec(usage);
  const storageClass = CLASS_OF[ofClass?.[2] ?? ''];
  if (ofClass?.[1] === 'EarlyDelete' && storageClass !== undefined) return one(storageClass, 'early_delete');
  if (ofClass?.[1] === 'Retrieval' && storageClass !== undefined) return one(storageClass, 'retrieval');
  if (ofClass?.[3] !== undefined && storageClass !== undefined && storageClass !== 'DEEP_ARCHIVE')
    return one(storageClass, ofClass[3] === '1' ? 'put' : 'get');
  const speed = /^(Standard|Expedited|Bulk)-Retrieval-Bytes$/.exec(usage)?.[1];
  if (speed !== undefined) return retrievalOf(speed, operation);
  if (usage === 'Requests-Tier3') return tier3(operation);
  if (usage === 'Requests-Tier4') return tier4(operation);
  return undefined;
}

function retrievalOf(speed: string, operation: string): Classified {
  const item = RETRIEVALS[speed];
  if (item === undefined) return left(`retrieval at a speed we do not know: ${speed}`);
  if (/^DeepArchiveRestoreObject$/i.test(operation)) return one('DEEP_ARCHIVE', item);
  if (operation === '' || /^RestoreObject$/i.test(operation)) return one('GLACIER', item);
  return left(`retrieval of an operation we do not know: ${operation}`);
}

/** Three prices under one usage type; before the operation was stated, one price for two of them. */
function tier3(operation: string): Classified {
  if (operation === '')
    return {
      means: [
        { storageClass: 'GLACIER', item: 'transition', note: ONE_REQUEST },
        { storageClass: 'GLACIER', item: 'retrieval_request_standard', note: ONE_REQUEST },
      ],
    };
  if (/^S3-GlacierTransition$/i.test(operation)) return one('GLACIER', 'transition');
  if (/^S3-GDATransition$/i.test(operation)) return one('DEEP_ARCHIVE', 'transition');
  if (/^RestoreObject$/i.test(operation)) return one('GLACIER', 'retrieval_request_standard');
  return left(`a request of an operation we do not know: ${operation}`);
}

/** Before the operation was stated there was one class to move into. */
function tier4(operation: string): Classified {
  if (operation === '') return one('STANDARD_IA', 'transition');
  const code = /^S3-([A-Z]{3})Transition$/i.exec(operation)?.[1]?.toUpperCase() ?? '';
  if (code === 'INT') return TIERING;
  const storageClass = CLASS_OF[code];
  return storageClass === undefined
    ? left(`a transition of an operation we do not know: ${operation}`)
    : one(storageClass, 'transition');
}

function classifyTransfer(product: AmazonProduct, usage: string, offerCode: string): Classified {
  if (offerCode === 'AmazonGlacier')
    return left('transfer of the vault service: the account pays its egress once, under AmazonS3');
  if (product.transferType === 'AWS Outbound' && product.toLocation === 'External' && usage === 'DataTransfer-Out-Bytes')
    return one('', 'egress');
  const betweenRegions = product.transferType === 'InterRegion Outbound' && product.toLocationType === 'AWS Region';
  if (betweenRegions && /-AWS-Out-Bytes$/.test(usage)) return one('', 'inter_region');
  return left('transfer that no plan pays for: inbound, within a Region, to the content network or accelerated');
}
