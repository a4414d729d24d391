import { describe, expect, it } from 'vitest';
import { leftOf, namesWith, problemOf, readOne, told } from './importing.js';
import { HEAD_2016, offerCsv, offerJson, offerLines } from './offer-builder.js';

const HEAD_2026 = {
  offerCode: 'AmazonS3',
  version: '20260928230416',
  publicationDate: '2026-09-28T23:04:16Z',
  effectiveDate: '2026-09-01T00:00:00Z',
};
const json2026 = (table: string) => readOne(offerJson(offerLines(table), HEAD_2026, 'us-east-1'));
const HERE = 'US East (N. Virginia)';

describe('usage types that mean several things', () => {
  it('tells the three prices of Requests-Tier3 apart by their operation: 0.03 and 0.05 for a transition, 0.05 for a restore', () => {
    const { rates } = json2026(`
      ${HERE} | Requests-Tier3 | S3-GlacierTransition | Requests | 0-Inf:0.00003
      ${HERE} | Requests-Tier3 | S3-GDATransition | Requests | 0-Inf:0.00005
      ${HERE} | Requests-Tier3 | RestoreObject | Requests | 0-Inf:0.00005`);
    expect(rates.map(told)).toEqual([
      'us-east-1 GLACIER transition 2026-09-01: 0-:0.03 1000 Requests',
      'us-east-1 DEEP_ARCHIVE transition 2026-09-01: 0-:0.05 1000 Requests',
      'us-east-1 GLACIER retrieval_request_standard 2026-09-01: 0-:0.05 1000 Requests',
    ]);
  });

  it('tells 0.01 of Flexible Retrieval from 0.02 of Deep Archive under one retrieval usage type', () => {
    const { rates } = json2026(`
      ${HERE} | Standard-Retrieval-Bytes | RestoreObject | GB | 0-Inf:0.01
      ${HERE} | Standard-Retrieval-Bytes | DeepArchiveRestoreObject | GB | 0-Inf:0.02`);
    expect(rates.map(told)).toEqual([
      'us-east-1 GLACIER retrieval_standard 2026-09-01: 0-:0.01 GiB',
      'us-east-1 DEEP_ARCHIVE retrieval_standard 2026-09-01: 0-:0.02 GiB',
    ]);
  });

  it('takes storage by its whole usage type: tables, vectors, overheads, restored copies and staging stay out', () => {
    const prices = json2026(`
      ${HERE} | TimedStorage-ByteHrs | | GB-Mo | 0-Inf:0.023
      ${HERE} | Tables-TimedStorage-ByteHrs | | GB-Mo | 0-Inf:0.0265
      ${HERE} | Vectors-TimedStorage-ByteHrs | | GB-Mo | 0-Inf:0.06
      ${HERE} | TimedStorage-ByteHrs | GlacierS3ObjectOverhead | GB-Mo | 0-Inf:0.023
      ${HERE} | TimedStorage-GlacierByteHrs | RestoreObject | GB-Mo | 0-Inf:0.023
      ${HERE} | TimedStorage-GlacierStaging | | GB-Mo | 0-Inf:0.023
      ${HERE} | TimedStorage-INT-FA-ByteHrs | | GB-Mo | 0-Inf:0.023`);
    expect(prices.rates.map(told)).toEqual(['us-east-1 STANDARD storage 2026-09-01: 0-:0.023 GiB-Months']);
    expect(prices.left.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it('leaves a dead row: the peak-hour fee beside the retrieval price that replaced it', () => {
    const table = `EU (Ireland) | EU-Peak-Restore-Bytes-Delta | | GB | 0-Inf:0.0073`;
    expect(readOne(offerJson(offerLines(table))).rates.map(told)).toEqual([
      'eu-west-1 GLACIER retrieval_peak_rate 2016-01-01: 0-:0.0073 GiB',
    ]);
    const both = readOne(offerJson(offerLines(`${table}\nEU (Ireland) | EU-Standard-Retrieval-Bytes | | GB | 0-Inf:0.01`)));
    expect(both.rates.map(({ item }) => item)).toEqual(['retrieval_standard']);
  });

  it('leaves transfers between regions whose price depends on the other one, and takes them where it does not', () => {
    const to = (place: string, price: string) => `EU (Ireland) | EU-XXX1-AWS-Out-Bytes | | GB | 0-Inf:${price} | ${place}`;
    const differing = readOne(offerJson(offerLines(`${to('US East (Ohio)', '0.01')}\n${to('Asia Pacific (Tokyo)', '0.02')}`)));
    expect(differing.rates).toEqual([]);
    expect(leftOf(differing)).toEqual({ 'the price depends on the other region, and the table holds one price': 2 });
    const one = readOne(offerJson(offerLines(`${to('US East (Ohio)', '0.02')}\n${to('Asia Pacific (Tokyo)', '0.02')}`)));
    expect(one.rates.map(told)).toEqual(['eu-west-1 - inter_region 2016-01-01: 0-:0.02 GiB']);
  });

  it('leaves tiers with a hole, units that do not fit, regions and operations that it does not know, each with its reason', () => {
    const prices = readOne(
      offerJson(
        offerLines(`
      EU (Ireland) | EU-TimedStorage-ByteHrs | | GB-Mo | 0-100:0.03 200-Inf:0.02
      EU (Ireland) | EU-TimedStorage-SIA-ByteHrs | | Objects | 0-Inf:0.0125
      EU (Atlantis) | EUX1-TimedStorage-SIA-ByteHrs | | GB-Mo | 0-Inf:0.0125
      EU (Ireland) | EU-Requests-Tier3 | S3-NewTransition | Requests | 0-Inf:0.00001`),
      ),
    );
    expect(prices.rates).toEqual([]);
    expect(leftOf(prices)).toEqual({
      'the tiers have a hole or an overlap': 2,
      'a unit that does not fit the item: Objects': 1,
      'a Region that data/regions.csv does not have: Atlantis': 1,
      'a request of an operation we do not know: S3-NewTransition': 1,
    });
  });
});

describe('the CSV form', () => {
  const table = `
    EU (Ireland) | EU-TimedStorage-ByteHrs | | GB-Mo | 51200-512000:0.0220000000 0-51200:0.0230000000 512000-Inf:0.0210000000
    EU (Ireland) | EU-TimedStorage-ZIA-ByteHrs | | GB-Mo | 0-Inf:0.0100000000`;
  const head2018 = {
    offerCode: 'AmazonS3',
    version: '20180404165311',
    publicationDate: '2018-04-04T16:53:11Z',
    effectiveDate: '',
  };
  const expected = [
    'eu-west-1 STANDARD storage 2018-03-01: 0-51200:0.023 51200-512000:0.022 512000-:0.021 GiB-Months',
    'eu-west-1 ONEZONE_IA storage 2018-03-01: 0-:0.01 GiB-Months',
  ];

  it('of 2018, after a spreadsheet: "sep=,", no disclaimer, CR LF, 01/03/2018 for 1 March', () => {
    const text = offerCsv(offerLines(table), head2018, { spreadsheet: true, effectiveDate: '01/03/2018' });
    expect(readOne(text).rates.map(told)).toEqual(expected);
  });

  it('of 2026: a disclaimer, ISO days, the Region code as a column', () => {
    const text = offerCsv(offerLines(table), head2018, {
      spreadsheet: false,
      effectiveDate: '2018-03-01',
      regionCode: 'eu-west-1',
    });
    expect(readOne(text).rates.map(told)).toEqual(expected);
  });

  it('leaves a date that is the first of no month either way: it cannot be read', () => {
    const text = offerCsv(offerLines(table), head2018, { spreadsheet: true, effectiveDate: '04/03/2018' });
    expect(leftOf(readOne(text))).toEqual({ 'a date that can be read in two ways: 04/03/2018': 4 });
  });

  it('leaves rows whose SKU is none, and rows that are longer or shorter than the header', () => {
    const text = `${offerCsv(offerLines(table), head2018, { spreadsheet: false, effectiveDate: '2018-03-01' }).replaceAll('SKU0000000000001', 'INVALID NAME    ')}"x","y"\n`;
    expect(leftOf(readOne(text))).toEqual({ 'an SKU that is none': 1, 'a row that is longer or shorter than the header': 1 });
  });
});

describe('files that are refused', () => {
  const regions = JSON.stringify({
    formatVersion: 'v1.0',
    regions: {
      'eu-west-1': {
        regionCode: 'eu-west-1',
        currentVersionUrl: '/offers/v1.0/aws/AmazonS3/20260928230416/eu-west-1/index.json',
      },
    },
  });

  it('an index of regions names the files to fetch: CAT021', () => {
    expect(problemOf(regions)).toMatchObject({ code: 'CAT021', found: 'an index of regional files with 1 addresses' });
    expect(problemOf(regions).fix).toContain('/offers/v1.0/aws/AmazonS3/20260928230416/eu-west-1/index.json');
  });

  it('an offer of another service is not read to its end: CAT022', () => {
    expect(problemOf(offerJson(offerLines(''), { ...HEAD_2016, offerCode: 'AmazonEC2' }))).toMatchObject({
      code: 'CAT022',
      found: 'an offer of AmazonEC2',
    });
  });

  it('a file that was cut short gives nothing, however much of it was read: CAT023', () => {
    const text = offerJson(offerLines(`${HERE} | TimedStorage-ByteHrs | | GB-Mo | 0-Inf:0.023`));
    expect(problemOf(text.slice(0, -20))).toMatchObject({ code: 'CAT023' });
  });

  it.each([['{"a": {"b": 1}}'], ['name,size\nvol-1,10\n'], ['']])('something else, such as %j: CAT020', (text) => {
    expect(problemOf(text)).toMatchObject({ code: 'CAT020' });
  });

  it('a class that the catalogue gains is taken without a change of code', () => {
    const table = `EU (Ireland) | EU-TimedStorage-RRS-ByteHrs | | GB-Mo | 0-Inf:0.024`;
    expect(readOne(offerJson(offerLines(table)), namesWith('REDUCED_REDUNDANCY')).rates.map(told)).toEqual([
      'eu-west-1 REDUCED_REDUNDANCY storage 2016-01-01: 0-:0.024 GiB-Months',
    ]);
  });
});
