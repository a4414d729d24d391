import { describe, expect, it } from 'vitest';
import { loadPlanInput, loadScenario } from '../../src/cli/load-plan-input.js';
import { xlsxOf } from '../../src/cli/xlsx/write-xlsx.js';
import { planFor } from '../../src/engine/plan.js';
import type { Plan } from '../../src/engine/plan-types.js';
import { quoteOf } from '../../src/report/quote/quote-of.js';
import type { Audience, Language } from '../../src/report/quote/quote-types.js';
import { quoteWorkbook } from '../../src/report/quote/quote-workbook.js';
import { planWorkbook } from '../../src/report/workbook/plan-workbook.js';
import type { Sheet } from '../../src/report/workbook/workbook.js';
import { termsOf } from '../../src/scenario/quote/terms-file.js';
import { readYaml } from '../../src/scenario/yaml-file.js';
import { dayOf } from '../../src/units/day.js';
import { Decimal } from '../../src/units/decimal.js';
import { folderWith } from '../cli/stowage.js';
import { GOLDENS, goldenPlan } from '../golden/golden-plan.js';
import { officeVersion, recalculated } from './recalculate.js';

const DAY = dayOf(2026, 10, 1);
const office = officeVersion();
if (office === undefined)
  process.stderr.write('No soffice on this machine: install libreoffice-calc to recalculate the workbooks.\n');

/** Discounts from a volume on, an exchange rate, a drift of list prices, tax, and an appliance of one's own price. */
const COMMERCIAL = `inventory: volumes.csv
start: 2016-02-15
horizon: 3 years
currency: EUR
exchange: {from: USD, rate: 0.8645, date: 2026-08-14, source: ECB}
priceDrift: 3% a year
vat: {name: VAT, percent: 19}
discounts:
  - {class: Standard, item: storage, percent: 12.5, reason: agreed}
  - {class: Standard, item: put, percent: 33.333, reason: agreed}
destination: {region: Frankfurt, class: Standard}
`;
const TERMS = `number: Q-1
markup: 8.75
items:
  - {name: "=1+1", quantity: 3, price: 1999.99, discount: 12.5, cost: 1000}
  - {name: Training, price: 1900, optional: true}
`;

async function planOf(scenario: string): Promise<Plan> {
  const folder = folderWith({ 'estate.yaml': scenario });
  const loaded = await loadScenario(`${folder}/estate.yaml`, DAY);
  const input = loaded.ok ? await loadPlanInput(loaded.value, '0.0.0') : loaded;
  if (!input.ok) throw new Error(JSON.stringify(input.problems));
  return planFor(input.value);
}

/** Every formula of the workbook, computed by LibreOffice, is the amount that the sheet was made with: to the cent. */
function expectComputed(sheets: readonly Sheet[]): number {
  const computed = recalculated(xlsxOf(sheets));
  expect(Object.keys(computed).sort()).toEqual(sheets.map(({ name }) => name).sort());
  const formulas = sheets.flatMap(({ name, rows }) =>
    rows.flatMap((row, at) => row.flatMap((cell, column) => ('formula' in cell ? [{ name, at, column, cell }] : []))),
  );
  const told = formulas.map(({ name, at, column, cell }) => `${name} ${at + 1} ${column + 1} ${cents(cell.value.toFixed())}`);
  expect(
    formulas.map(({ name, at, column }) => `${name} ${at + 1} ${column + 1} ${cents(computed[name]?.[at]?.[column])}`),
  ).toEqual(told);
  return formulas.length;
}

const cents = (text = 'nothing'): string => (/^-?\d/.test(text) ? new Decimal(text).toFixed(2) : text);
const amountAt = (sheets: readonly Sheet[], sheet: string, row: number, column: number): string | undefined => {
  const cell = sheets.find(({ name }) => name === sheet)?.rows[row]?.[column];
  return cell !== undefined && 'formula' in cell ? cell.value.toFixed(2) : undefined;
};

describe.skipIf(office === undefined)(`a workbook in ${office ?? 'LibreOffice, which is not installed'}`, () => {
  it.each(GOLDENS)('computes the total of the plan %s, and every line, kind and month of it, to the cent', async (name) => {
    const plan = await goldenPlan(name);
    const sheets = planWorkbook(plan);
    expect(amountAt(sheets, 'Summary', 1, 1)).toBe(plan.cost.total.cost.amount.toFixed(2));
    const priced = plan.cost.months.flatMap(({ charges }) => charges.filter(({ kind }) => kind === 'priced'));
    // List and net of each line, the total, each kind and each month.
    const kinds = Object.keys(plan.cost.byKind).length;
    expect(expectComputed(sheets)).toBe(2 * priced.length + 1 + kinds + plan.cost.months.length);
  });

  it('has a formula for each list price with discounts, an exchange rate and a drift of 3 % a year', async () => {
    const plan = await planOf(COMMERCIAL);
    const charges = plan.cost.months.flatMap((month) => month.charges);
    expect(charges.some((charge) => charge.kind === 'priced' && charge.discounted !== undefined)).toBe(true);
    const priced = charges.filter(({ kind }) => kind === 'priced');
    const kinds = Object.keys(plan.cost.byKind).length;
    expect(expectComputed(planWorkbook(plan))).toBe(2 * priced.length + 1 + kinds + plan.cost.months.length);
  });

  const versions: readonly (readonly [Audience, Language])[] = [
    ['customer', 'en'],
    ['internal', 'de'],
  ];
  it.each(versions)(
    'computes list, discount, net, tax and gross of the %s quote in %s to the cent',
    async (audience, language) => {
      const yaml = readYaml('terms.yaml', TERMS);
      const terms = yaml.ok ? termsOf(yaml.value) : yaml;
      if (!terms.ok) throw new Error(JSON.stringify(terms.problems));
      const brand = { name: 'Acme', address: '', contact: '' };
      const request = { audience, language, date: DAY, terms: terms.value, validUntil: undefined, brand, legal: [] };
      const quote = quoteOf(await planOf(COMMERCIAL), request);
      const sheets = quoteWorkbook(quote);
      const front = sheets[0]?.name ?? '';
      expect(amountAt(sheets, front, 1, 3)).toBe(quote.totals.total.net.toFixed(2));
      expect(expectComputed(sheets)).toBeGreaterThan(3 * quote.lines.length);
      const gross = sheets[0]?.rows.flat().find((cell) => 'formula' in cell && cell.formula.startsWith('D2+'));
      expect(gross && 'value' in gross && gross.value.toFixed(2)).toBe(quote.vat?.gross.toFixed(2));
    },
  );

  it('shows names that begin like formulas as the text that they are', () => {
    const rows = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://evil.example")'].map((text) => [{ text }]);
    expect(recalculated(xlsxOf([{ name: 'S', widths: [10], rows }])).S).toEqual(rows.map((row) => row.map(({ text }) => text)));
  });
});
