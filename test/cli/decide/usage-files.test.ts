import { describe, expect, it } from 'vitest';
import { readUsage } from '../../../src/cli/decide/usage-files.js';
import { formatDay } from '../../../src/units/day.js';

const REPORT = `Service, Operation, UsageType, Resource, StartTime, EndTime, UsageValue
AmazonS3,StandardStorage,EUC1-TimedStorage-ByteHrs,my-bucket,03/01/21 00:00:00,03/02/21 00:00:00,798863917056
AmazonS3,PutObject,EUC1-Requests-Tier1,my-bucket,03/01/21 03:00:00,03/01/21 04:00:00,7
AmazonS3,GetObject,EUC1-CloudFront-Out-Bytes,my-bucket,03/01/21 10:00:00,03/01/21 11:00:00,20668073
`;
const FOCUS = `BillingCurrency,ChargePeriodStart,x_UsageType,x_Operation,ConsumedQuantity,ConsumedUnit,EffectiveCost
USD,2021-03-01T00:00:00Z,EUC1-TimedStorage-GlacierByteHrs,GlacierStorage,120.5,GB-Mo,0.482
USD,2021-03-01T00:00:00Z,EUC1-Requests-Tier1,PutObject,1000,Requests,0.0054
`;

describe('readUsage', () => {
  it('turns byte-hours of March into GiB-Months of 744 hours, counts requests, and names what no plan has', () => {
    const read = readUsage('report.csv', REPORT, []);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const [[month, lines] = []] = [...read.value.months];
    expect(month === undefined ? '' : formatDay(month)).toBe('2021-03-01');
    // 798,863,917,056 byte-hours = 744 GiB-hours = 1 GiB-Month.
    expect(lines?.map(({ name, quantity }) => [name, quantity.toFixed()])).toEqual([
      ['STANDARD storage', '1'],
      ['STANDARD put', '7'],
    ]);
    expect(read.value.left).toEqual(['EUC1-CloudFront-Out-Bytes, GetObject']);
    expect(read.value.currency).toBeUndefined();
  });

  it('reads FOCUS rows with their money', () => {
    const read = readUsage('focus.csv', FOCUS, []);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const lines = [...read.value.months.values()].flat();
    expect(lines.map(({ name, quantity, cost }) => [name, quantity.toFixed(), cost?.toFixed()])).toEqual([
      ['GLACIER storage', '120.5', '0.482'],
      ['STANDARD put', '1000', '0.0054'],
    ]);
    expect(read.value.currency).toBe('USD');
  });

  it('names the line of every row that it cannot read, and refuses a file of another kind', () => {
    const broken = readUsage(
      'report.csv',
      `${REPORT}AmazonS3,PutObject,EUC1-Requests-Tier1,b,31/31/21 00:00:00,x,1\nAmazonS3,PutObject,EUC1-Requests-Tier1,b,03/02/21 00:00:00,x,many\n`,
      [],
    );
    expect(broken.ok ? [] : broken.problems.map(({ where, code }) => [where.line, code])).toEqual([
      [5, 'CLI031'],
      [6, 'CLI031'],
    ]);
    expect(readUsage('volumes.csv', 'ID,Name\n1,a\n', []).ok).toBe(false);
  });
});
