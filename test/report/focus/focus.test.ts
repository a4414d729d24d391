import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import type { Plan } from '../../../src/engine/plan-types.js';
import { renderFocus } from '../../../src/report/focus/render-focus.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib } from '../../../src/units/gib.js';
import { capacityMonth, frankfurt, inputFor } from '../../engine/cost/books.js';
import { samplePlan } from '../fixtures.js';

const SPECIFICATION = new URL('../../../../shared/samples/prices/focus/focus-1.2-columns.psv', import.meta.url);
const names = { provider: () => 'Amazon Web Services', region: () => 'Frankfurt' };
type Row = Readonly<Record<string, string>>;

/** A bill of 2 months in Glacier: 8 % off, appliances without a quote, 19 % tax. */
function billed(): Plan {
  const plan = samplePlan();
  const april = (month: number) =>
    capacityMonth(2016, month, { frontEnd: asGib(1000), inArchiveClass: asGib(3000), objectsPut: 40_500 });
  const cost = destinationCost({
    ...inputFor(frankfurt, { discounts: [{ storageClass: 'GLACIER', item: 'storage', percent: '8', reason: 'contract' }] }),
    capacity: [april(11), april(12)],
    applianceMonthly: { price: undefined, units: 1 },
    vat: { name: 'VAT', percent: '19' },
  });
  return { ...plan, cost, scenario: { ...plan.scenario, vat: { name: 'VAT', percent: '19' } } };
}
const rowsOf = (plan: Plan): readonly Row[] => parse(renderFocus(plan, names), { columns: true });
const rows = rowsOf(billed());

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ChargeCategory: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
  ChargeClass: ['', 'Correction'],
  ChargeFrequency: ['One-Time', 'Recurring', 'Usage-Based'],
  PricingCategory: ['', 'Standard', 'Dynamic', 'Committed', 'Other'],
  ServiceCategory: ['Storage', 'Networking', 'Compute', 'Other'],
  ServiceSubcategory: ['Object Storage', 'Backup Storage', 'Other (Other)'],
};

describe('renderFocus', () => {
  it.skipIf(!existsSync(SPECIFICATION))(
    'has every mandatory column of FOCUS 1.2, no null where none is allowed, and no column that neither FOCUS nor x_ names',
    () => {
      const columns: readonly Row[] = parse(readFileSync(SPECIFICATION), { columns: true, delimiter: '|' });
      const byName = new Map(columns.map((column) => [column.ColumnId, column]));
      const have = Object.keys(rows[0] ?? {});
      expect(columns.filter((column) => column.FeatureLevel === 'Mandatory' && !have.includes(column.ColumnId ?? ''))).toEqual(
        [],
      );
      expect(have.filter((name) => !name.startsWith('x_') && !byName.has(name))).toEqual([]);
      const wrong = rows.flatMap((row) =>
        Object.entries(row).filter(([name, cell]) => {
          const column = byName.get(name);
          if (cell === '') return column?.AllowsNulls === 'False';
          if (column?.DataType === 'Decimal') return !/^-?\d+(\.\d+)?$/.test(cell);
          return column?.DataType === 'Date/Time' && !/^\d{4}-\d\d-\d\dT00:00:00Z$/.test(cell);
        }),
      );
      expect(wrong).toEqual([]);
    },
  );
  it('writes only allowed values', () => {
    for (const [name, allowed] of Object.entries(ALLOWED))
      expect([name, rows.map((row) => row[name] ?? 'no such column').filter((cell) => !allowed.includes(cell))]).toEqual([
        name,
        [],
      ]);
  });
  it('bills November and December 2016 in calendar months, and charges within them', () => {
    expect([...new Set(rows.map((row) => `${row.BillingPeriodStart} ${row.BillingPeriodEnd}`))]).toEqual([
      '2016-11-01T00:00:00Z 2016-12-01T00:00:00Z',
      '2016-12-01T00:00:00Z 2017-01-01T00:00:00Z',
    ]);
    for (const row of rows) {
      expect((row.ChargePeriodStart ?? '') >= (row.BillingPeriodStart ?? '')).toBe(true);
      expect((row.ChargePeriodEnd ?? '') <= (row.BillingPeriodEnd ?? '')).toBe(true);
    }
  });
  it('bills 33.12 of a list cost of 36 USD for 3,000 GiB in Glacier at 8 % off', () => {
    expect(rows.find((row) => row.x_KindOfCost === 'storage')).toMatchObject({
      ...{ ListUnitPrice: '0.012', PricingQuantity: '3000', PricingUnit: 'GiB-Months', ListCost: '36', ContractedCost: '33.12' },
      ...{ BilledCost: '33.12', EffectiveCost: '33.12', ContractedUnitPrice: '0.01104', RegionId: 'eu-central-1' },
    });
  });
  it('has list cost = list unit price x pricing quantity on every row with a price, to 1e-9', () => {
    for (const row of rows.filter((one) => one.ListUnitPrice !== '')) {
      const product = new Decimal(row.ListUnitPrice ?? '').times(row.PricingQuantity ?? '');
      expect(
        product
          .minus(row.ListCost ?? '')
          .abs()
          .lte('1e-9'),
        `${row.ChargeDescription}`,
      ).toBe(true);
    }
  });
  it('adds up to the plan’s total and its tax, to the cent', () => {
    const { cost } = billed();
    const sum = (of: readonly Row[]) => of.reduce((total, row) => total.plus(row.BilledCost ?? ''), new Decimal(0)).toFixed(2);
    expect(sum(rows.filter((row) => row.ChargeCategory !== 'Tax'))).toBe(cost.total.cost.amount.toFixed(2));
    expect(sum(rows.filter((row) => row.ChargeCategory === 'Tax'))).toBe(cost.vat?.amount.amount.toFixed(2));
  });
  it('marks every row as projected and names what has no price instead of passing it off as free', () => {
    expect(new Set(rows.map((row) => row.x_Projected))).toEqual(new Set(['true']));
    const unpriced = rows.filter((row) => row.x_Unpriced !== '');
    expect(unpriced.map((row) => [row.x_KindOfCost, row.ListUnitPrice, row.BilledCost])).toEqual([
      ['appliance', '', '0'],
      ['appliance', '', '0'],
    ]);
  });
});
