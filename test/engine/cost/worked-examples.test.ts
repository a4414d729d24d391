import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Charge } from '../../../src/engine/charge.js';
import { gibMonths } from '../../../src/engine/cost/billing-month.js';
import { chargeLines, type Usage } from '../../../src/engine/cost/charge-lines.js';
import { classTerms } from '../../../src/engine/cost/class-terms.js';
import { paidShare } from '../../../src/engine/cost/discounts.js';
import { unservedGibDays } from '../../../src/engine/cost/early-deletion.js';
import { billablePeakGibPerHour } from '../../../src/engine/cost/peak-retrieval.js';
import { pricedRate } from '../../../src/engine/cost/priced-item.js';
import { putCharges } from '../../../src/engine/cost/requests.js';
import { overheadGib } from '../../../src/engine/cost/storage.js';
import { Decimal, exactFromDouble } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import { addMoney, money, quantity, roundToCents } from '../../../src/units/quantity.js';
import { bookOf, rate, source } from './books.js';

const graduated = z.strictObject({
  how: z.literal('graduated'),
  unit: z.enum(['GiB-Months', 'GB-Months', 'GiB', 'GB', 'Requests', 'Unit-Months']),
  perAmount: z.string(),
  tiers: z.array(z.tuple([z.string(), z.string()])),
  quantity: z.string(),
  discountPercent: z.string().optional(),
  roundUpTo: z.string().optional(),
});
const bill = z.discriminatedUnion('how', [
  graduated,
  z.strictObject({ how: z.literal('sum'), parts: z.array(graduated) }),
  z.strictObject({ how: z.literal('printed lines'), lines: z.array(z.string()) }),
  z.strictObject({
    how: z.literal('gib-months'),
    segments: z.array(z.strictObject({ gib: z.string(), days: z.number() })),
    daysOfMonth: z.number(),
  }),
  z.strictObject({ how: z.literal('overhead'), objects: z.number(), gib: z.string(), kib: z.string() }),
  z.strictObject({
    how: z.literal('peak'),
    storedGib: z.number(),
    retrievedGib: z.number(),
    spreadHours: z.number(),
    daysOfMonth: z.number(),
    freeShareOfStored: z.string(),
    rate: z.string(),
  }),
  z.strictObject({
    how: z.literal('free allowance a day'),
    storedGib: z.number(),
    freeShareOfStored: z.string(),
    daysOfMonth: z.number(),
  }),
  z.strictObject({
    how: z.literal('early deletion'),
    gib: z.number(),
    ageDays: z.number(),
    minimumDays: z.number(),
    daysOfMonth: z.number(),
    price: z.string().optional(),
  }),
  z.strictObject({
    how: z.literal('stored'),
    gib: z.string(),
    days: z.number(),
    daysOfMonth: z.number(),
    monthHours: z.string().optional(),
    price: z.string(),
  }),
  z.strictObject({
    how: z.literal('upload in parts'),
    objects: z.number(),
    objectMib: z.number(),
    partMib: z.number(),
    storageClass: z.string(),
  }),
]);
type Bill = z.infer<typeof bill>;

const cases = z
  .array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      source: z.string().min(10),
      priceBasis: z.string(),
      steps: z.array(z.string()),
      expected: z.string(),
      unit: z.string(),
      tolerance: z.string(),
      reproduces: z.boolean(),
      note: z.string().optional(),
      bill,
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../../golden-cost/worked-examples.json', import.meta.url), 'utf8')));

/** List cost of one usage, all tiers, less the discount; not rounded, as the published sums are not. */
function graduatedCost(of: z.infer<typeof graduated>): Decimal {
  const { unit, roundUpTo } = of;
  const item = pricedRate(
    { discounts: [], currency: 'USD', exchange: undefined },
    rate({ region: 'us-east-1', storageClass: 'X', item: 'storage' }, Object.fromEntries(of.tiers), unit, of.perAmount),
    undefined,
    roundUpTo === undefined ? undefined : { value: new Decimal(roundUpTo), unit: 'units', source },
  );
  // Sizes are used in GiB: a published number of GB is that many of the table's units.
  const perGib = item.kind === 'priced' ? (item.perGib ?? new Decimal(1)) : new Decimal(1);
  const inGib = { 'GB-Months': 'GiB-Months', GB: 'GiB' } as const;
  const used = quantity(unit === 'GB' || unit === 'GB-Months' ? inGib[unit] : unit, new Decimal(of.quantity).div(perGib));
  const usage: Usage = {
    kindOfCost: 'storage',
    label: 'example',
    rule: 'M-21',
    formula: '',
    used,
    inputs: () => [],
    sources: [],
  };
  const paid =
    of.discountPercent === undefined
      ? '1'
      : paidShare({ storageClass: 'X', item: 'storage', percent: of.discountPercent, reason: '' });
  return listCost(chargeLines(item, usage)).times(paid);
}

/** Sum of the list costs; what is free is 0, what has no price is no number. */
function listCost(charges: readonly Charge[]): Decimal {
  return charges.reduce((sum, line) => {
    if (line.kind === 'included') return sum;
    return sum.plus(line.kind === 'priced' ? line.listCost.amount : 'NaN');
  }, new Decimal(0));
}

/** Writes of the documentation's sample table, per 10,000: hot, cool, cold, archive. */
const SAMPLE_WRITES = { HOT_LRS: '0.055', COOL_LRS: '0.1', COLD_LRS: '0.18', ARCHIVE_LRS: '0.11' };

function uploadCost({
  objects,
  storageClass,
  ...upload
}: {
  objects: number;
  objectMib: number;
  partMib: number;
  storageClass: string;
}) {
  const writes = Object.entries(SAMPLE_WRITES).map(([code, price]) =>
    rate({ region: 'sample', storageClass: code, item: 'put' }, { 0: price }, 'Requests', '10000'),
  );
  const book = bookOf('2024-07-26', writes, {});
  const archive = { provider: 'aws', storageClass: 'ARCHIVE_LRS', title: 'Archive', aliases: [], source };
  const classes = { 'aws|ARCHIVE_LRS': { ...archive, access: 'restore', overheadClass: 'HOT_LRS' } } as const;
  const bill = { provider: 'aws', region: 'sample', discounts: [], currency: 'USD', exchange: undefined };
  return listCost(putCharges(classTerms({ ...bill, book: { ...book, classes } }, storageClass), objects, upload));
}

function peakGib(of: {
  storedGib: number;
  retrievedGib: number;
  spreadHours: number;
  daysOfMonth: number;
  freeShareOfStored: string;
}): Decimal {
  return billablePeakGibPerHour({ ...of, freeShareOfStored: new Decimal(of.freeShareOfStored) });
}

function engineSays(of: Bill): Decimal {
  switch (of.how) {
    case 'graduated':
      return graduatedCost(of);
    case 'sum':
      return of.parts.map(graduatedCost).reduce((sum, part) => sum.plus(part), new Decimal(0));
    case 'printed lines':
      return of.lines.map((line) => roundToCents(money('USD', line))).reduce(addMoney, money('USD', '0')).amount;
    case 'gib-months':
      return of.segments
        .map(({ gib, days }) => gibMonths(new Decimal(gib), { days, daysOfMonth: of.daysOfMonth }).amount)
        .reduce((sum, part) => sum.plus(part), new Decimal(0));
    case 'overhead':
      return overheadGib(of.objects, new Decimal(of.kib)).plus(of.gib);
    case 'peak':
      return peakGib(of)
        .times(24 * of.daysOfMonth)
        .times(of.rate);
    case 'free allowance a day': {
      // What 24 hours of reading a GiB an hour do not pay is the day's allowance, where it stays below what is read.
      const billable = peakGib({ ...of, retrievedGib: 24, spreadHours: 24 });
      return new Decimal(1).minus(billable).times(24);
    }
    case 'early deletion': {
      const gibDays = unservedGibDays([{ size: asGib(of.gib), ageDays: of.ageDays }], of.minimumDays);
      return gibMonths(exactFromDouble(gibDays), { days: 1, daysOfMonth: of.daysOfMonth }).amount.times(of.price ?? '1');
    }
    case 'stored': {
      const hours = of.monthHours === undefined ? undefined : new Decimal(of.monthHours);
      return gibMonths(new Decimal(of.gib), of, hours).amount.times(of.price);
    }
    case 'upload in parts':
      return uploadCost(of);
  }
}

describe('worked examples', () => {
  it.each(cases.filter((of) => of.reproduces))('$id: $title is $expected $unit', ({ bill, expected, tolerance }) => {
    const off = engineSays(bill).minus(expected).abs();
    expect(off.lte(tolerance), `engine says ${engineSays(bill).toFixed()}`).toBe(true);
  });

  it.each(cases.filter((of) => !of.reproduces))(
    '$id: does not land on the published $expected $unit',
    ({ bill, expected, tolerance }) => {
      expect(engineSays(bill).minus(expected).abs().gt(tolerance)).toBe(true);
    },
  );

  it('holds at least one negative control', () => {
    expect(cases.some((of) => !of.reproduces)).toBe(true);
  });
});
