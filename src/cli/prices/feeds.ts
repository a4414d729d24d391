import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord, type JsonRecord, parseJson, recordAt, textAt } from '../../catalog/import/json-values.js';
import type { PriceNames } from '../../catalog/import/price-names.js';
import { type FetchOptions, failure, fetchFile } from './fetch-file.js';

export const FEEDS = ['aws', 'azure', 'google'] as const;
export type Feed = (typeof FEEDS)[number];

/** Public addresses of the lists; `--base-url` takes their place. */
export const FEED_BASES: Readonly<Record<Feed, string>> = {
  aws: 'https://pricing.us-east-1.amazonaws.com',
  azure: 'https://prices.azure.com',
  google: 'https://cloudbilling.googleapis.com',
};

const OFFERS = ['AmazonS3', 'AmazonS3GlacierDeepArchive', 'AWSDataTransfer'];
/** Files fetched at the same time. */
const AT_ONCE = 4;
/** A list of storage prices has some hundreds of pages at most; a server that always names a next page is broken. */
const MOST_PAGES = 2000;
const GOOGLE_STORAGE = '/v1/services/95FF-2EF5-5EA1/skus';
const AZURE_QUERIES = [
  "serviceName eq 'Storage' and productName eq 'General Block Blob v2' and priceType eq 'Consumption'",
  "serviceName eq 'Storage' and productName eq 'Blob Storage' and priceType eq 'Consumption'",
  "serviceName eq 'Bandwidth' and meterName eq 'Standard Data Transfer Out' and priceType eq 'Consumption'",
];

export interface FeedOptions {
  readonly base: URL;
  readonly folder: string;
  readonly names: PriceNames;
  readonly fetching: FetchOptions;
  /** Told the address of each file as it is fetched. */
  readonly onFile: (url: URL) => void;
}

/** A fetched file, and the address it came from. */
export interface Fetched {
  readonly path: string;
  readonly url: string;
}

/** Fetches everything of one feed into a folder. @throws FetchFailure */
export async function fetchFeed(feed: Feed, options: FeedOptions): Promise<readonly Fetched[]> {
  if (feed === 'aws') return fetchAmazon(options);
  return feed === 'azure' ? fetchAzure(options) : fetchGoogle(options);
}

async function fetchTo(url: URL, name: string, { folder, fetching, onFile }: FeedOptions): Promise<Fetched> {
  const path = join(folder, name);
  onFile(url);
  await fetchFile(url, path, fetching);
  return { path, url: `${url.origin}${url.pathname}` };
}

/** Each offer's index of regions, then the files of the regions that the catalogue has. */
async function fetchAmazon(options: FeedOptions): Promise<readonly Fetched[]> {
  const known = new Set(options.names.regions('aws'));
  const wanted: { readonly url: URL; readonly name: string }[] = [];
  for (const offer of OFFERS) {
    const at = new URL(`/offers/v1.0/aws/${offer}/current/region_index.json`, options.base);
    const index = parseJson(await readFile((await fetchTo(at, `${offer}-index.json`, options)).path, 'utf8'));
    const regions = isRecord(index) ? Object.entries(recordAt(index, 'regions')) : [];
    if (regions.length === 0)
      throw failure('CLI024', at, { found: 'an index without regions', wanted: 'a region index', fix: 'check the address' });
    for (const [region, entry] of regions)
      if (known.has(region) && isRecord(entry))
        wanted.push({ url: sameHost(textAt(entry, 'currentVersionUrl'), at), name: `${offer}-${region}.json` });
  }
  return inTurns(wanted, ({ url, name }) => fetchTo(url, name, options));
}

async function fetchAzure(options: FeedOptions): Promise<readonly Fetched[]> {
  const pages: Fetched[] = [];
  for (const query of AZURE_QUERIES) {
    const first = new URL('/api/retail/prices', options.base);
    first.searchParams.set('$filter', query);
    const nextOf = (page: JsonRecord, at: URL): URL | undefined => {
      const next = textAt(page, 'NextPageLink');
      return next === '' ? undefined : sameHost(next, at);
    };
    const part = await fetchPages({ first, from: pages.length, nextOf }, options);
    pages.push(...part);
  }
  return pages;
}

async function fetchGoogle(options: FeedOptions): Promise<readonly Fetched[]> {
  const first = new URL(GOOGLE_STORAGE, options.base);
  first.searchParams.set('pageSize', '5000');
  const nextOf = (page: JsonRecord): URL | undefined => {
    const token = textAt(page, 'nextPageToken');
    if (token === '') return undefined;
    const next = new URL(first);
    next.searchParams.set('pageToken', token);
    return next;
  };
  return fetchPages({ first, from: 0, nextOf }, options);
}

interface Paged {
  readonly first: URL;
  /** Number of the first page's file. */
  readonly from: number;
  readonly nextOf: (page: JsonRecord, at: URL) => URL | undefined;
}

async function fetchPages({ first, from, nextOf }: Paged, options: FeedOptions): Promise<readonly Fetched[]> {
  const pages: Fetched[] = [];
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.has(url.href) || pages.length >= MOST_PAGES)
      throw failure('CLI024', url, { found: 'pages that go round', wanted: 'a last page', fix: 'try again later' });
    seen.add(url.href);
    const fetched: Fetched = await fetchTo(url, `page-${from + pages.length}.json`, options);
    pages.push(fetched);
    const page = parseJson(await readFile(fetched.path, 'utf8'));
    if (!isRecord(page))
      throw failure('CLI024', url, {
        found: 'a page that is no JSON object',
        wanted: 'a page of prices',
        fix: 'try again later',
      });
    url = nextOf(page, url);
  }
  return pages;
}

/** An address inside an answer leads to the same host or nowhere. @throws FetchFailure CLI022 */
function sameHost(address: string, at: URL): URL {
  const to = address !== '' && URL.canParse(address, at.href) ? new URL(address, at) : undefined;
  if (to === undefined || to.host !== at.host || to.protocol !== at.protocol)
    throw failure('CLI022', at, {
      found: `an address of ${to?.origin ?? 'nothing'} in the answer`,
      wanted: `addresses of ${at.host}`,
      fix: 'check the base address',
    });
  return to;
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const turn = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  const stopping = (error: unknown): never => {
    next = items.length;
    throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => turn().catch(stopping)));
  return results;
}
