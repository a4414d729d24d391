import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classTerms } from '../../../src/engine/cost/class-terms.js';
import { billTerms } from '../../../src/engine/cost/destination-terms.js';
import { earlyDeletionCharges, leavingByClass, unservedGibDays } from '../../../src/engine/cost/early-deletion.js';
import { asGib } from '../../../src/units/gib.js';
import { book2016, capacityMonth, frankfurt, inputFor, virginia2026 } from './books.js';

const bill = billTerms(inputFor(frankfurt));
const glacier = classTerms(bill, 'GLACIER');
const standard = classTerms(bill, 'STANDARD');
const standardIa = classTerms(bill, 'STANDARD_IA');
const leaves = (size: number, ageDays: number) => [{ size: asGib(size), ageDays }];
const costs = (charges: ReturnType<typeof earlyDeletionCharges>) =>
  charges.map((line) => (line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind));

describe('earlyDeletionCharges', () => {
  it('bills the 60 days left of a 90-day minimum: 1,000 GiB at 0.012 in a 30-day month is 24.00 USD', () => {
    // 1,000 x 60 / 30 x 0.012
    expect(costs(earlyDeletionCharges({ terms: glacier, leaving: leaves(1000, 30) }, 30))).toEqual(['24.00']);
  });

  it('costs nothing on the day the minimum is reached', () => {
    expect(earlyDeletionCharges({ terms: glacier, leaving: leaves(1000, 90) }, 30)).toEqual([]);
  });

  it.each([90.5, 91, 400])('costs nothing at %d days, never less than nothing', (ageDays) => {
    expect(unservedGibDays(leaves(1000, ageDays), 90)).toBe(0);
  });

  it('costs nothing in Standard, which has no minimum', () => {
    expect(earlyDeletionCharges({ terms: standard, leaving: leaves(1000, 0) }, 30)).toEqual([]);
  });

  it('pays the storage price where the table has no price of its own: 1,000 GiB x 60 / 30 x 0.0036 = 7.20 USD', () => {
    const terms = classTerms(billTerms(inputFor(virginia2026)), 'GLACIER');
    expect(costs(earlyDeletionCharges({ terms, leaving: leaves(1000, 30) }, 30))).toEqual(['7.20']);
  });

  it('pays the base price, not the cheaper tier: 1,000,000 GiB of a tiered class with a minimum of 30 days at 0.0324', () => {
    // 1,000,000 GiB x 15 / 30 x 0.0324 = 16,200.00
    const minimum = book2016.rules['aws|*|STANDARD_IA|minimum_days'];
    if (minimum === undefined) throw new Error('the test book has a minimum for Standard-IA');
    const terms = { ...standard, minimumDays: minimum, leastDays: minimum.value.toNumber() };
    expect(costs(earlyDeletionCharges({ terms, leaving: leaves(1_000_000, 15) }, 30))).toEqual(['16200.00']);
  });

  it('refuses a negative age as a bug of the caller', () => {
    expect(() => unservedGibDays(leaves(1, -1), 90)).toThrow(RangeError);
  });

  it('never grows with age', () => {
    const age = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(
        age,
        age,
        (a, b) => unservedGibDays(leaves(7, Math.max(a, b)), 90) <= unservedGibDays(leaves(7, Math.min(a, b)), 90),
      ),
    );
  });

  it('costs the same when a deletion is split in two', () => {
    const size = fc.double({ min: 1, max: 1e8, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 0, max: 120 }), (a, b, ageDays) => {
        const apart = unservedGibDays([...leaves(a, ageDays), ...leaves(b, ageDays)], 90);
        return Math.abs(apart - unservedGibDays(leaves(a + b, ageDays), 90)) <= 1e-9 * apart;
      }),
    );
  });
});

describe('leavingByClass', () => {
  it('bills 20 unserved days of a 30-day minimum on what a rule moves on after 10 days: 300 GiB at 0.018 is 3.60 USD', () => {
    // 300 x 20 / 30 x 0.018
    const month = capacityMonth(2016, 4, { transitioned: asGib(300) });
    const charges = leavingByClass(month, { first: standardIa, archive: glacier }, 10).flatMap((of) =>
      earlyDeletionCharges(of, 30),
    );
    expect(charges.map((line) => line.label)).toEqual(['Early deletion, Standard-IA, Frankfurt']);
    expect(costs(charges)).toEqual(['3.60']);
  });

  it('keeps deletions of the first class apart from those of the archive', () => {
    const freed = [
      { size: asGib(10), ageDays: 5, storageClass: 'first' as const },
      { size: asGib(20), ageDays: 50, storageClass: 'archive' as const },
    ];
    const byClass = leavingByClass(capacityMonth(2016, 4, { freed }), { first: standard, archive: glacier }, 90);
    expect(byClass.map(({ terms, leaving }) => [terms.code, leaving.map((of) => of.size)])).toEqual([
      ['STANDARD', [10, 0]],
      ['GLACIER', [20]],
    ]);
  });
});
