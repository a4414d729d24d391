import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billTerms } from '../../../src/engine/cost/destination-terms.js';
import { egressCharges, interRegionCharges } from '../../../src/engine/cost/egress.js';
import { type RestoreChargesInput, restoreCharges } from '../../../src/engine/cost/restore-charges.js';
import { Decimal } from '../../../src/units/decimal.js';
import { book2016, book2026, frankfurt, inputFor, ireland, virginia2026 } from './books.js';

const restore2016: RestoreChargesInput = {
  destination: frankfurt,
  storageClass: 'GLACIER',
  remoteGib: 1024,
  objects: 32_768,
  to: 'site',
  retrieval: 'standard',
  storedGib: 102_400,
  daysOfMonth: 30,
  book: book2016,
  discounts: [],
  currency: 'USD',
  exchange: undefined,
};
const restore2026: RestoreChargesInput = { ...restore2016, destination: virginia2026, book: book2026 };

const lines = (charges: readonly import('../../../src/engine/charge.js').Charge[]) =>
  charges.map((line) => [line.label, line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind]);

describe('restoreCharges', () => {
  it('bills 1 TiB from Glacier, Frankfurt, in February 2016: peak fee, requests, reads and egress', () => {
    // peak: 1,024 / 4 = 256; free: 102,400 x 0.05 / 30 / 4 = 42.6667; 213.3333 x 720 x 0.012 = 1,843.20
    // requests: 32,768 x 0.06 / 1,000 = 1.966; gets: 32,768 x 0.00043 / 1,000 = 0.014; egress: 1 free, 1,023 x 0.09 = 92.07
    const { charges, total } = restoreCharges(restore2016);
    expect(lines(charges)).toEqual([
      ['Retrieval, peak hour of the month, Glacier, Frankfurt', '1843.20'],
      ['Restore requests, standard, Glacier, Frankfurt', '1.97'],
      ['GET requests, Glacier, Frankfurt', '0.01'],
      ['Egress to the internet, Frankfurt, from 0 GiB', 'included'],
      ['Egress to the internet, Frankfurt, from 1 GiB', '92.07'],
    ]);
    expect([total.kind, total.cost.amount.toFixed(2)]).toEqual(['complete', '1937.25']);
  });

  it('bills a peak of 42.67 GiB an hour instead of 256 when the fetch takes 24 hours', () => {
    // (1,024 / 24 - 102,400 x 0.05 / 30 / 24) x 720 x 0.012 = (42.6667 - 7.1111) x 8.64
    const [fee] = restoreCharges({ ...restore2016, spreadHours: 24 }).charges;
    expect(fee?.kind === 'priced' && fee.cost.amount.toFixed(2)).toBe('307.20');
  });

  it('bills the peak of each month that a fetch of 1,000 hours touches', () => {
    // 720 h a month make it 2 months: (10,240 / 1,000 - 102,400 x 0.05 / 30 / 24) x 720 x 2 x 0.012 = (10.24 - 7.1111) x 17.28
    const [fee] = restoreCharges({ ...restore2016, remoteGib: 10_240, spreadHours: 1000 }).charges;
    expect(fee?.kind === 'priced' && fee.cost.amount.toFixed(2)).toBe('54.07');
  });

  it('says "at least" in 2016 for an expedited restore, which did not exist', () => {
    const { total } = restoreCharges({ ...restore2016, retrieval: 'expedited' });
    expect(total.kind === 'atLeast' && total.unpriced).toEqual([
      'Retrieval, expedited, Glacier, Frankfurt: no price of retrieval_expedited for GLACIER in aws eu-central-1 on 2016-02-15',
      'Restore requests, expedited, Glacier, Frankfurt: no price of retrieval_request_expedited for GLACIER in aws eu-central-1 on 2016-02-15',
    ]);
  });

  it('bills 1 TiB from Glacier of 2026: 10 GiB free, then 0.01, and 100 GiB of egress free, then 0.09', () => {
    // 1,014 x 0.01 = 10.14; 32,768 x 0.05 / 1,000 = 1.64; 924 x 0.09 = 83.16
    expect(lines(restoreCharges(restore2026).charges)).toEqual([
      ['Retrieval, standard, Glacier, N. Virginia, free allowance', 'included'],
      ['Retrieval, standard, Glacier, N. Virginia', '10.14'],
      ['Restore requests, standard, Glacier, N. Virginia', '1.64'],
      ['GET requests, Glacier, N. Virginia', '0.01'],
      ['Egress to the internet, N. Virginia, free allowance', 'included'],
      ['Egress to the internet, N. Virginia, from 0 GiB', '83.16'],
    ]);
  });

  it('includes bulk reads of 2026, which are free, instead of leaving them out', () => {
    const { charges } = restoreCharges({ ...restore2026, retrieval: 'bulk', to: 'cloud' });
    expect(lines(charges)).toEqual([
      ['Retrieval, bulk, Glacier, N. Virginia', 'included'],
      ['Restore requests, bulk, Glacier, N. Virginia', 'included'],
      ['GET requests, Glacier, N. Virginia', '0.01'],
    ]);
  });

  it('pays no retrieval from Standard, and 0.01 a GiB from Standard-IA', () => {
    const from = (storageClass: string) => lines(restoreCharges({ ...restore2016, storageClass, to: 'cloud' }).charges);
    expect(from('STANDARD')).toEqual([['GET requests, Standard, Frankfurt', '0.01']]);
    expect(from('STANDARD_IA')).toEqual([
      ['Retrieval, Standard-IA, Frankfurt', '10.24'],
      ['GET requests, Standard-IA, Frankfurt', '0.03'],
    ]);
  });

  it('does not take a missing retrieval price of Standard-IA for a gift', () => {
    const { 'aws|eu-central-1|STANDARD_IA|retrieval': _, ...rates } = book2016.rates;
    const { total } = restoreCharges({ ...restore2016, storageClass: 'STANDARD_IA', to: 'cloud', book: { ...book2016, rates } });
    expect(total.kind).toBe('atLeast');
  });

  it('keeps 1 TiB of restored copies for 3 days at the Standard price: 3.32 USD', () => {
    // 1,024 x 3 / 30 x 0.0324 = 3.318
    const { charges } = restoreCharges({ ...restore2016, to: 'cloud', copyDays: 3 });
    expect(lines(charges).at(-1)).toEqual(['Restored copies for 3 days, Standard, Frankfurt, from 0 GiB-Months', '3.32']);
  });

  it('costs nothing from a private store', () => {
    const { charges, total } = restoreCharges({ ...restore2016, destination: { ...frankfurt, provider: 'private' } });
    expect([charges.length, total.kind, total.cost.amount.toFixed(2)]).toEqual([0, 'complete', '0.00']);
  });

  it('has no line when nothing is fetched from the store', () => {
    expect(restoreCharges({ ...restore2016, remoteGib: 0, objects: 0 }).charges).toEqual([]);
  });
});

describe('egress', () => {
  const bill2016 = billTerms(inputFor(ireland));
  const bill2026 = billTerms(inputFor(virginia2026));

  it('bills 10,239 GB at the first price after 1 free GB: 921.51 USD for 10 TiB', () => {
    expect(lines(egressCharges(bill2016, 10_240)).at(-1)).toEqual(['Egress to the internet, Ireland, from 1 GiB', '921.51']);
  });

  it('does not move the upper bound of the first tier by the allowance: 10,241 GiB leave 1 for the second', () => {
    const amounts = egressCharges(bill2026, 10_241).map((line) => line.quantity?.amount.toFixed());
    expect(amounts).toEqual(['100', '10140', '1']);
  });

  it('gives the allowance once a month: 60 GiB after 70 have 30 free and pay for 30', () => {
    const amounts = egressCharges(bill2026, 60, 70).map((line) => line.quantity?.amount.toFixed());
    expect(amounts).toEqual(['30', '30']);
  });

  it('bills 1,000 GiB to another region at 0.02: 20.00 USD', () => {
    expect(lines(interRegionCharges(bill2016, 1000))).toEqual([['Transfer to another region, from Ireland', '20.00']]);
  });

  it('costs the same sent in two parts of one month, to 1e-20 before cents', () => {
    const listCost = (gib: number, before?: number) =>
      egressCharges(bill2026, gib, before).reduce(
        (sum, line) => (line.kind === 'priced' ? sum.plus(line.listCost.amount) : sum),
        new Decimal(0),
      );
    const whole = fc.integer({ min: 1, max: 60_000_000 });
    fc.assert(
      fc.property(whole, whole, (a, b) =>
        listCost(a)
          .plus(listCost(b, a))
          .minus(listCost(a + b))
          .abs()
          .lt('1e-20'),
      ),
    );
  });
});
