import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/cli/commands.js';
import { FETCH_LIMITS } from '../../src/cli/prices/fetch-file.js';
import { updateCommand } from '../../src/cli/prices/update-command.js';
import { offerJson, offerLines } from '../catalog/import/offer-builder.js';
import { type Answering, failingFirst, json, PriceServer, redirect, status } from './price-server.js';
import { emptyFolder, type Heard, heard, tableOf } from './prices-calls.js';

const LIMITS = { ...FETCH_LIMITS, tries: 3, firstWait: 1, silence: 400, redirects: 3 };
const HEAD = { version: '20260928230416', publicationDate: '2026-09-28T23:04:16Z', effectiveDate: '2026-09-01T00:00:00Z' };
const S3 = offerJson(
  offerLines('EU (Ireland) | EU-TimedStorage-ByteHrs | | GB-Mo | 51200-Inf:0.022 0-51200:0.023'),
  { ...HEAD, offerCode: 'AmazonS3' },
  'eu-west-1',
);
const DEEP = offerJson(
  offerLines('EU (Ireland) | EU-TimedStorage-GDA-ByteHrs | | GB-Mo | 0-Inf:0.00099'),
  { ...HEAD, offerCode: 'AmazonS3GlacierDeepArchive' },
  'eu-west-1',
);
const OUT = offerJson(offerLines('EU (Ireland) | EU-DataTransfer-Out-Bytes | | GB | 0-1:0 1-Inf:0.09 | External'), {
  ...HEAD,
  offerCode: 'AWSDataTransfer',
});

let server: PriceServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function update(
  provider: 'aws' | 'azure' | 'google',
  answers: (base: string) => Readonly<Record<string, Answering>>,
  into = emptyFolder(),
): Promise<Heard & { readonly into: string }> {
  server = await PriceServer.open(answers);
  const flags = { provider, 'base-url': server.base, into, 'read-on': '2026-11-22' };
  const command = (call: Call) => updateCommand(call, LIMITS, { STOWAGE_GOOGLE_API_KEY: 'a-secret-key' });
  return { ...(await heard(command, flags)), into };
}

const regionIndex = (offer: string, address = `/offers/v1.0/aws/${offer}/1/eu-west-1/index.json`) =>
  json(
    JSON.stringify({
      formatVersion: 'v1.0',
      regions: {
        'eu-west-1': { regionCode: 'eu-west-1', currentVersionUrl: address },
        'mars-1': { regionCode: 'mars-1', currentVersionUrl: '/offers/mars' },
      },
    }),
  );
const amazon = (s3: Answering): Readonly<Record<string, Answering>> => ({
  '/offers/v1.0/aws/AmazonS3/current/region_index.json': regionIndex('AmazonS3'),
  '/offers/v1.0/aws/AmazonS3GlacierDeepArchive/current/region_index.json': regionIndex('AmazonS3GlacierDeepArchive'),
  '/offers/v1.0/aws/AWSDataTransfer/current/region_index.json': regionIndex('AWSDataTransfer'),
  '/offers/v1.0/aws/AmazonS3/1/eu-west-1/index.json': s3,
  '/offers/v1.0/aws/AmazonS3GlacierDeepArchive/1/eu-west-1/index.json': json(DEEP),
  '/offers/v1.0/aws/AWSDataTransfer/1/eu-west-1/index.json': json(OUT),
});
const untouched = ({ into }: { readonly into: string }) => expect(existsSync(join(into, 'prices'))).toBe(false);

describe('stowage prices update, Amazon', () => {
  it('reads the index of each offer, fetches the regions of the catalogue, and imports them', async () => {
    const { code, problems, into, said } = await update('aws', () => amazon(json(S3)));
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    const table = tableOf(into, 'aws');
    expect(table).toContain(
      'aws,AmazonS3,eu-west-1,STANDARD,storage,0,51200,GiB-Months,GB-Mo,0.023,USD,2026-09-01,,published,2026-09-28',
    );
    expect(table).toContain('eu-west-1,DEEP_ARCHIVE,storage,0,,GiB-Months,GB-Mo,0.00099');
    expect(table).toContain('aws,AWSDataTransfer,eu-west-1,,egress,0,,GiB,GB,0.09');
    expect(said).toContain('aws: 3 files fetched');
    expect(server?.asked).not.toContain('/offers/mars');
  });

  it('unpacks gzip, follows redirects on the same host, and tries again after 503 and 429', async () => {
    const gzip: Answering = (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(S3));
    const answers = (base: string) => ({
      ...amazon(redirect(`${base}/moved`)),
      '/moved': redirect('/moved/again'),
      '/moved/again': failingFirst(1, status(503), failingFirst(2, status(429, { 'retry-after': '0' }), gzip)),
    });
    expect((await update('aws', answers)).code).toBe(0);
    expect(server?.asked.filter((path) => path === '/moved/again')).toHaveLength(3);
  });

  it('does not follow a redirect to another host: CLI022', async () => {
    const { code, problems, ...rest } = await update('aws', () => amazon(redirect('http://example.com/prices')));
    expect(code).toBe(2);
    expect(problems).toMatchObject([{ code: 'CLI022', found: 'a redirect to http://example.com' }]);
    untouched(rest);
  });

  it('stops after 3 redirects: CLI022', async () => {
    const { problems } = await update('aws', () => amazon(redirect('/offers/v1.0/aws/AmazonS3/1/eu-west-1/index.json')));
    expect(problems).toMatchObject([{ code: 'CLI022', found: 'more than 3 redirects' }]);
  });

  it('does not follow an address in the index to another host: CLI022', async () => {
    const answers = () => ({
      ...amazon(json(S3)),
      '/offers/v1.0/aws/AmazonS3/current/region_index.json': regionIndex('AmazonS3', 'https://evil.example/index.json'),
    });
    expect((await update('aws', answers)).problems).toMatchObject([
      { code: 'CLI022', found: 'an address of https://evil.example in the answer' },
    ]);
  });

  const cutGzip: Answering = (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync(S3).subarray(0, 200));
  const silent: Answering = (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  const cutShort: Answering = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
    response.write(S3.slice(0, 50), () => response.destroy());
  };
  it.each<[string, Answering, string]>([
    ['a gzip that is cut short', cutGzip, 'CLI020'],
    ['an answer that stops in the middle', silent, 'CLI020'],
    ['an answer that is cut short', cutShort, 'CLI020'],
    ['a server that is always busy', status(503), 'CLI020'],
    ['a page that is not there', status(404), 'CLI021'],
    ['a login page', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), 'CLI023'],
    ['JSON that is cut short though the answer is whole', json(S3.slice(0, 900)), 'CAT023'],
  ])('writes nothing after %s, and leaves no temporary file', async (_, answering, expected) => {
    const leftovers = () =>
      readdirSync(tmpdir()).filter(
        (name) => /^stowage-prices-/.test(name) && readdirSync(join(tmpdir(), name)).some((inner) => inner.startsWith('aws-')),
      );
    const before = leftovers();
    const { code, problems, ...rest } = await update('aws', () => amazon(answering));
    expect({ code, codes: problems.map((problem) => problem.code) }).toEqual({ code: 2, codes: [expected] });
    untouched(rest);
    expect(leftovers()).toEqual(before);
  });
});

const azureItem = (fields: Readonly<Record<string, unknown>>) => ({
  currencyCode: 'USD',
  tierMinimumUnits: 0,
  retailPrice: 0.0184,
  armRegionName: 'westeurope',
  location: 'EU West',
  effectiveStartDate: '2020-01-01T00:00:00Z',
  meterId: 'm',
  meterName: 'Hot LRS Data Stored',
  productName: 'General Block Blob v2',
  skuName: 'Hot LRS',
  serviceName: 'Storage',
  unitOfMeasure: '1 GB/Month',
  type: 'Consumption',
  isPrimaryMeterRegion: true,
  ...fields,
});
const azurePage = (items: readonly unknown[], next: string | null) =>
  json(JSON.stringify({ BillingCurrency: 'USD', Items: items, NextPageLink: next, Count: items.length }));

describe('stowage prices update, Azure', () => {
  const paged = (link: (base: string) => string) => (base: string) => ({
    "/api/retail/prices?$filter=serviceName+eq+'Storage'+and+productName+eq+'General*": azurePage([azureItem({})], link(base)),
    '/api/retail/prices?$skip=100': azurePage([azureItem({ tierMinimumUnits: 51200, retailPrice: 0.0177 })], null),
    '/api/retail/prices*': azurePage([], null),
  });

  it('follows NextPageLink, and puts the tiers of both pages together', async () => {
    const { code, into } = await update(
      'azure',
      paged((base) => `${base}/api/retail/prices?$skip=100`),
    );
    expect(code).toBe(0);
    expect(
      tableOf(into, 'azure')
        .split('\n')
        .slice(1, 3)
        .map((row) => row.split(',').slice(2, 10).join(',')),
    ).toEqual([
      'westeurope,HOT_LRS,storage,0,51200,GiB-Months,1 GB/Month,0.0184',
      'westeurope,HOT_LRS,storage,51200,,GiB-Months,1 GB/Month,0.0177',
    ]);
  });

  it('does not follow a link to another host: CLI022', async () => {
    const { problems, ...rest } = await update(
      'azure',
      paged(() => 'https://prices.example.com/api/retail/prices?$skip=100'),
    );
    expect(problems).toMatchObject([{ code: 'CLI022' }]);
    untouched(rest);
  });

  it('stops where pages go round: CLI024', async () => {
    const { problems } = await update('azure', (base) => ({
      '/api/retail/prices*': azurePage([azureItem({})], `${base}/api/retail/prices?$skip=100`),
    }));
    expect(problems).toMatchObject([{ code: 'CLI024', found: 'pages that go round' }]);
  });
});

describe('stowage prices update, Google', () => {
  const sku = (description: string, group: string, nanos: number) => ({
    skuId: description,
    description,
    category: { resourceFamily: 'Storage', resourceGroup: group, usageType: 'OnDemand' },
    serviceRegions: ['europe-west3'],
    pricingInfo: [
      {
        effectiveTime: '2023-04-01T00:00:00Z',
        pricingExpression: {
          usageUnit: 'GiBy.mo',
          tieredRates: [{ startUsageAmount: 0, unitPrice: { currencyCode: 'USD', units: '0', nanos } }],
        },
      },
    ],
  });

  it('pages by its token, and sends the key as a header: no address holds it', async () => {
    const { code, into, said, data } = await update('google', () => ({
      '/v1/services/95FF-2EF5-5EA1/skus?pageSize=5000&pageToken=two': json(
        JSON.stringify({ skus: [sku('Archive Storage Frankfurt', 'ArchiveStorage', 1200000)], nextPageToken: '' }),
      ),
      '/v1/services/95FF-2EF5-5EA1/skus': json(
        JSON.stringify({ skus: [sku('Standard Storage Frankfurt', 'RegionalStorage', 23000000)], nextPageToken: 'two' }),
      ),
    }));
    expect(code).toBe(0);
    expect(tableOf(into, 'google').match(/europe-west3,\w+,storage/g)).toEqual([
      'europe-west3,ARCHIVE,storage',
      'europe-west3,STANDARD,storage',
    ]);
    expect(server?.keys).toEqual(['a-secret-key', 'a-secret-key']);
    expect([...(server?.asked ?? []), said, data, tableOf(into, 'google')].join()).not.toContain('a-secret-key');
  });

  it('asks for the key where it is missing: CLI005, and nothing is fetched', async () => {
    const command = (call: Call) => updateCommand(call, LIMITS, {});
    expect((await heard(command, { provider: 'google', into: emptyFolder() })).problems).toMatchObject([
      { code: 'CLI005', found: 'no key' },
    ]);
  });

  it('wants the provider that --base-url is of, and an address: CLI005', async () => {
    expect((await heard(updateCommand, { 'base-url': 'http://127.0.0.1:1', into: emptyFolder() })).problems).toMatchObject([
      { code: 'CLI005', where: { file: '--base-url' } },
    ]);
    expect((await heard(updateCommand, { provider: 'aws', 'base-url': 'ftp://x', into: emptyFolder() })).problems).toMatchObject([
      { code: 'CLI005', where: { file: '--base-url' } },
    ]);
    expect((await heard(updateCommand, { provider: 'asw', into: emptyFolder() })).problems).toMatchObject([
      { code: 'CLI005', where: { file: '--provider' } },
    ]);
  });
});
