import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gibMonths } from '../../../src/engine/cost/billing-month.js';
import { classTerms } from '../../../src/engine/cost/class-terms.js';
import { billTerms } from '../../../src/engine/cost/destination-terms.js';
import { overheadGib, paddingGib, storageCharges, storedParts } from '../../../src/engine/cost/storage.js';
import { Decimal, exactFromDouble } from '../../../src/units/decimal.js';
import { frankfurt, inputFor } from './books.js';

const bill = billTerms(inputFor(frankfurt));
const glacier = classTerms(bill, 'GLACIER');
const standard = classTerms(bill, 'STANDARD');
const standardIa = classTerms(bill, 'STANDARD_IA');
const WHOLE = { days: 30, daysOfMonth: 30 };

const lines = (charges: ReturnType<typeof storageCharges>) =>
  charges.map((line) => [line.label, line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind]);

describe('gibMonths', () => {
  it('bills 15 of 29 days of 290 GiB as 150 GiB-Months', () => {
    expect(gibMonths(new Decimal(290), { days: 15, daysOfMonth: 29 }).amount.toFixed()).toBe('150');
  });

  it('changes nothing when a month is split into its days', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1.07e8, noNaN: true }), fc.integer({ min: 28, max: 31 }), (gib, daysOfMonth) => {
        const daily = gibMonths(exactFromDouble(gib), { days: 1, daysOfMonth }).amount;
        const sum = Array.from({ length: daysOfMonth }).reduce<Decimal>((total) => total.plus(daily), new Decimal(0));
        return sum
          .minus(gibMonths(exactFromDouble(gib), { days: daysOfMonth, daysOfMonth }).amount)
          .abs()
          .lt('1e-20');
      }),
    );
  });
});

describe('overhead and padding', () => {
  it('adds 32 KiB to each of 100,000 objects: 3.0517578125 GiB', () => {
    // 100,000 x 32 / 2^20; the provider's FAQ calls it 3.2 GB by writing 32 KB as 0.000032 GB
    expect(overheadGib(100_000, new Decimal(32)).toFixed()).toBe('3.0517578125');
  });

  it('pads 1,048,576 objects of 64 KiB to 128 KiB with 64 GiB', () => {
    expect(paddingGib(1_048_576, 1 / 16, new Decimal(128)).toFixed()).toBe('64');
  });

  it('pads nothing when objects of 32 MiB are bigger than 128 KiB', () => {
    expect(paddingGib(1_000_000, 32, new Decimal(128)).isZero()).toBe(true);
  });
});

describe('storageCharges', () => {
  it('bills 102,400 GiB in Glacier, Frankfurt, for 30 days: 1,228.80 USD and the overhead of 3,276,800 objects', () => {
    // 102,400 x 0.012 = 1,228.80; 3,276,800 x 32 KiB = 100 GiB x 0.012 = 1.20; 3,276,800 x 8 KiB = 25 GiB x 0.0324 = 0.81
    expect(lines(storageCharges(storedParts([{ terms: glacier, gib: 102_400, objects: 3_276_800 }], WHOLE, 32)))).toEqual([
      ['Storage, Glacier, Frankfurt', '1228.80'],
      ['Overhead of objects, Glacier, Frankfurt', '1.20'],
      ['Overhead of objects in GLACIER, Standard, Frankfurt, from 0 GiB-Months', '0.81'],
    ]);
  });

  it('puts the 25 GiB of overhead on top of 1,024 GiB of Standard: at the second tier, 0.80 USD', () => {
    // 1,024 x 0.0324 = 33.1776; 25 x 0.0319 = 0.7975
    const held = [
      { terms: standard, gib: 1024, objects: 32_768 },
      { terms: glacier, gib: 102_400, objects: 3_276_800 },
    ];
    expect(lines(storageCharges(storedParts(held, WHOLE, 32)))).toEqual([
      ['Storage, Standard, Frankfurt, from 0 GiB-Months', '33.18'],
      ['Storage, Glacier, Frankfurt', '1228.80'],
      ['Overhead of objects, Glacier, Frankfurt', '1.20'],
      ['Overhead of objects in GLACIER, Standard, Frankfurt, from 1024 GiB-Months', '0.80'],
    ]);
  });

  it('pads 64 GiB of 64 KiB objects in Standard-IA with another 64 GiB: 1.15 USD twice', () => {
    // 64 x 0.018 = 1.152
    expect(lines(storageCharges(storedParts([{ terms: standardIa, gib: 64, objects: 1_048_576 }], WHOLE, 1 / 16)))).toEqual([
      ['Storage, Standard-IA, Frankfurt', '1.15'],
      ['Padding to the minimum object size, Standard-IA, Frankfurt', '1.15'],
    ]);
  });

  it('has no line for a class that holds nothing', () => {
    expect(storageCharges(storedParts([{ terms: glacier, gib: 0, objects: 0 }], WHOLE, 32))).toEqual([]);
  });

  it('says of every priced line which rule, inputs and row it comes from', () => {
    const [line] = storageCharges(storedParts([{ terms: glacier, gib: 102_400, objects: 0 }], { days: 15, daysOfMonth: 29 }, 32));
    expect(line?.because.rule).toBe('M-20');
    expect(line?.because.inputs).toEqual([
      { name: 'mean size held', value: '102400 GiB', from: 'engine' },
      { name: 'days', value: '15 of 29', from: 'engine' },
      { name: 'billed quantity', value: '52965.517241 GiB-Months', from: 'engine' },
      { name: 'price', value: '0.012 USD per GiB-Months', from: 'test/books.ts' },
    ]);
    expect(line?.because.sources.map((of) => of.id)).toEqual(['test/books.ts']);
  });
});
