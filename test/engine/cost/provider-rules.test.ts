import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billTerms, destinationTerms } from '../../../src/engine/cost/destination-terms.js';
import { egressCharges } from '../../../src/engine/cost/egress.js';
import { monthCharges } from '../../../src/engine/cost/month-charges.js';
import { restoreCharges } from '../../../src/engine/cost/restore-charges.js';
import { roundedUp } from '../../../src/engine/cost/rounding.js';
import { isLinear, monthlyCostDouble, simulationTerms } from '../../../src/engine/cost/simulation.js';
import { Decimal, doubleFromExact, exactFromDouble } from '../../../src/units/decimal.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { capacityMonth } from './books.js';
import { anyMonth } from './months.js';
import { billOf, shippedInput } from './shipped-book.js';

const wasabi = shippedInput('2026-09-20', { provider: 'wasabi', region: 'all', storageClass: 'STANDARD' });
const r2 = shippedInput('2026-09-20', { provider: 'cloudflare', region: 'all', storageClass: 'STANDARD' });
const r2Ia = shippedInput('2026-09-20', { provider: 'cloudflare', region: 'all', storageClass: 'INFREQUENT_ACCESS' });
const hetzner = shippedInput('2026-09-20', { provider: 'hetzner', region: 'eu', storageClass: 'STANDARD' }, { currency: 'EUR' });
const google = shippedInput('2026-09-20', { provider: 'google', region: 'us-central1', storageClass: 'STANDARD' });
const archive = shippedInput('2026-10-01', { provider: 'azure', region: 'eastus', storageClass: 'ARCHIVE_LRS' });

const november = (gib: number, more = {}) => capacityMonth(2026, 11, { inFirstClass: asGib(gib), ...more });
const bill = (input: typeof wasabi, month: ReturnType<typeof november>) => billOf(monthCharges(destinationTerms(input), month));

describe('a minimum monthly bill', () => {
  it('bills 750 GiB of a minimum of 1,024 in Wasabi as 5.85 and 2.14 USD: together the 7.99 of a TB', () => {
    // 750 / 1,024 x 7.99 = 5.852; 274 / 1,024 x 7.99 = 2.138
    expect(bill(wasabi, november(750))).toEqual([
      'Storage, Wasabi Hot Cloud Storage, all regions: 5.85',
      'Up to the minimum monthly bill, Wasabi Hot Cloud Storage, all regions: 2.14',
    ]);
  });

  it('bills 7.99 USD for an account with nothing in it, and nothing more from 1,024 GiB on', () => {
    expect(bill(wasabi, november(0))).toEqual(['Up to the minimum monthly bill, Wasabi Hot Cloud Storage, all regions: 7.99']);
    expect(bill(wasabi, november(1024))).toEqual(['Storage, Wasabi Hot Cloud Storage, all regions: 7.99']);
  });
});

describe('a billing month of its own', () => {
  it('bills 102,400 GiB in Google Standard as 2,019.95 USD in 30 days of a month of 730 hours, and 2,087.28 in 31', () => {
    // 102,400 x 0.02 x 720 / 730 = 2,019.945; x 744 / 730 = 2,087.277
    expect(bill(google, november(102_400))).toEqual(['Storage, Google Standard, Iowa: 2019.95']);
    const october = capacityMonth(2026, 10, { inFirstClass: asGib(102_400) });
    expect(bill(google, october)).toEqual(['Storage, Google Standard, Iowa: 2087.28']);
  });

  it('makes twelve months of 730 hours of a common year, to the last digit', () => {
    const terms = destinationTerms(google);
    const quantities = Array.from({ length: 12 }, (_, at) => {
      const [line] = monthCharges(terms, capacityMonth(2027, at + 1, { inFirstClass: asGib(73) }));
      return line?.quantity?.amount ?? new Decimal(0);
    });
    expect(quantities.reduce((sum, one) => sum.plus(one), new Decimal(0)).toFixed()).toBe('876');
  });

  it('bills 31 days of a month of 30 at Wasabi: 1,024 GiB cost 8.26 USD in October', () => {
    // 7.99 x 31 / 30 = 8.256
    const october = capacityMonth(2026, 10, { inFirstClass: asGib(1024) });
    expect(bill(wasabi, october)).toEqual(['Storage, Wasabi Hot Cloud Storage, all regions: 8.26']);
  });
});

describe('a bill that rounds up', () => {
  it('bills one write and 1.1 GB in R2 Infrequent Access as a million and as 2 GB: 9.00 and 0.02 USD', () => {
    const month = november(gibFromTb(0.0011), { objectsHeldFirst: 1, objectsPut: 1 });
    expect(bill(r2Ia, month)).toEqual([
      'Storage, R2 Infrequent Access, all regions: 0.02',
      'PUT requests, R2 Infrequent Access, all regions: 9.00',
    ]);
  });

  it('leaves 10 GB and a million writes of R2 Standard free', () => {
    const month = november(gibFromTb(0.0099), { objectsPut: 1_000_000 });
    expect(bill(r2, month)).toEqual([
      'Storage, R2 Standard, all regions, from 0 GB-Months: included',
      'PUT requests, R2 Standard, all regions, from 0 Requests: included',
    ]);
  });

  it('never rounds down, and by less than a step', () => {
    const amount = fc.integer({ min: 0, max: 1e12 }).map((thousandths) => exactFromDouble(thousandths).div(1000));
    fc.assert(
      fc.property(amount, fc.constantFrom('1', '1000000'), (used, step) => {
        const up = roundedUp(used, new Decimal(step));
        return up.gte(used) && up.minus(used).lt(step) && up.mod(step).isZero();
      }),
    );
  });
});

describe('a base fee', () => {
  it('is 7.72 EUR at Hetzner with 1 TB in it: the second TB costs 10.40 more', () => {
    // 1,000 GB x 0.0104
    expect(bill(hetzner, november(gibFromTb(2)))).toEqual([
      'Base fee, Hetzner Object Storage, Europe: 7.72',
      'Storage, Hetzner Object Storage, Europe, from 0 GB-Months: included',
      'Storage, Hetzner Object Storage, Europe, from 1000 GB-Months: 10.40',
    ]);
  });
});

describe('free egress up to a multiple of what is stored', () => {
  it('is three times at Backblaze: of 400 GiB out of 100 stored, 300 are free and 100 cost 1.07 USD', () => {
    // 100 GiB = 107.374 GB x 0.01
    const input = shippedInput('2026-09-20', { provider: 'backblaze', region: 'all', storageClass: 'STANDARD' });
    expect(billOf(egressCharges(billTerms(input), 400, 0, 100))).toEqual([
      'Egress to the internet, all regions, free allowance: included',
      'Egress to the internet, all regions: 1.07',
    ]);
  });

  it('is once at Wasabi, and unpriced beyond, never 0', () => {
    const lines = egressCharges(billTerms(wasabi), 150, 0, 100);
    expect(billOf(lines)).toEqual([
      'Egress to the internet, all regions, free allowance: included',
      'Egress to the internet, all regions: unpriced',
    ]);
    expect(lines.map((line) => line.quantity?.amount.toFixed())).toEqual(['100', '50']);
  });
});

describe('an upload in parts', () => {
  it('writes a 32 MiB object to the Azure archive as 4 hot writes of 8 MiB and one of its own: 20.00 and 10.00 USD a million', () => {
    // 4,000,000 x 0.05 / 10,000; 1,000,000 x 0.10 / 10,000
    const month = november(0, { objectsPut: 1_000_000 });
    expect(bill({ ...archive, partMib: 8 }, month)).toEqual([
      'Parts of uploads to ARCHIVE_LRS, Azure Blob Hot, LRS, East US: 20.00',
      'PUT requests, Azure Blob Archive, LRS, East US: 10.00',
    ]);
  });

  it('opens and completes it at Amazon: 6 requests for 32 MiB in parts of 8, one for an object no larger than a part', () => {
    const aws = shippedInput('2026-11-01', { provider: 'aws', region: 'eu-central-1', storageClass: 'STANDARD' });
    const month = november(0, { objectsPut: 1_000_000 });
    // 6,000,000 x 0.0054 / 1,000; 1,000,000 x 0.0054 / 1,000
    expect(bill({ ...aws, partMib: 8 }, month)).toEqual(['PUT requests, S3 Standard, Frankfurt: 32.40']);
    expect(bill({ ...aws, partMib: 32 }, month)).toEqual(['PUT requests, S3 Standard, Frankfurt: 5.40']);
  });
});

describe('a rehydration from the Azure archive', () => {
  it('pays retrieval and one archive read an object: 20.48 and 10.00 USD for 1,024 GiB in 20,000', () => {
    const input = shippedInput('2026-11-01', { provider: 'azure', region: 'westus2', storageClass: 'ARCHIVE_LRS' });
    const { charges } = restoreCharges({
      ...input,
      storageClass: 'ARCHIVE_LRS',
      remoteGib: 1024,
      objects: 20_000,
      to: 'cloud',
      retrieval: 'standard',
      storedGib: 102_400,
      daysOfMonth: 30,
    });
    expect(billOf(charges).slice(0, 2)).toEqual([
      'Retrieval, standard, Azure Blob Archive, LRS, West US 2: 20.48',
      'Restore requests, standard, Azure Blob Archive, LRS, West US 2: 10.00',
    ]);
  });
});

describe('the fast path', () => {
  const commitments = [{ storageClass: 'STANDARD', units: 3, term: '1y', monthlyPrice: '1747', unitGib: 102_400 }] as const;
  const inputs = [
    wasabi,
    hetzner,
    google,
    archive,
    { ...archive, partMib: 8 },
    { ...google, destination: { ...google.destination, commitments } },
    { ...wasabi, destination: { ...wasabi.destination, commitments } },
  ];

  it('stays within 1e-9 of the exact bill with minimum, fee, month, parts and commitments', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inputs), anyMonth, (input, month) => {
        const terms = destinationTerms(input);
        const exact = monthCharges(terms, month).reduce(
          (sum, line) => (line.kind === 'priced' ? sum.plus(line.listCost.amount) : sum),
          new Decimal(0),
        );
        const double = monthlyCostDouble(simulationTerms(terms), month);
        return Math.abs(double - doubleFromExact(exact)) <= 1e-9 * Math.max(double, 1e-9);
      }),
    );
  });

  it('says which bills are no weighted sum of flows: minimum, fee, own month, rounding, parts, commitments', () => {
    const linear = (input: typeof wasabi) => isLinear(simulationTerms(destinationTerms(input)));
    expect(
      [
        wasabi,
        hetzner,
        google,
        r2,
        { ...archive, partMib: 8 },
        { ...archive, destination: { ...archive.destination, commitments } },
      ].map(linear),
    ).toEqual(Array.from({ length: 6 }, () => false));
    expect(linear(archive)).toBe(true);
  });

  it('rounds R2 up as the exact bill does: 13.50 USD for 3,276,800 writes, 1,649.13 for 100 TiB', () => {
    const cost = (more: object) => monthlyCostDouble(simulationTerms(destinationTerms(r2)), november(0, more));
    // (4,000,000 - 1,000,000) x 4.5; (109,952 - 10) x 0.015
    expect(cost({ objectsPut: 3_276_800 })).toBeCloseTo(13.5, 9);
    expect(cost({ inFirstClass: asGib(102_400) })).toBeCloseTo(1649.13, 9);
  });
});
