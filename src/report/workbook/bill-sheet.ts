import type { Charge } from '../../engine/charge.js';
import type { Plan } from '../../engine/plan-types.js';
import { formatDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import type { Cell, Sheet } from './workbook.js';

const HEAD = [
  'Month',
  'Kind',
  'Line',
  'Quantity',
  'Unit',
  'Price',
  'For',
  'Exchange',
  'Paid share',
  'Cost',
  'Currency',
  'Note',
  'Rule',
  'Price row',
];
const ONE = new Decimal(1);

export const words = (text: string): Cell => ({ text });
export const amount = (value: Decimal): Cell => ({ number: value, style: 'plain' });

/** Every line of every month: what it costs is a formula over its quantity, price, exchange rate and discount. */
export function billSheet(plan: Plan): Sheet {
  const lines = plan.cost.months.flatMap(({ from, charges }) => charges.map((charge) => ({ from: formatDay(from), charge })));
  const rows = lines.map(({ from, charge }, at) => [
    ...[from, charge.kindOfCost, charge.label].map(words),
    ...priceCells(charge, plan, at + 2),
    ...[charge.because.rule, charge.because.sources[0]?.id ?? ''].map(words),
  ]);
  return { name: 'Bill', widths: [12, 16, 52, 16, 14, 14, 10, 10, 10, 14, 10, 40, 8, 26], rows: [HEAD.map(words), ...rows] };
}

function priceCells(charge: Charge, { scenario: { currency, exchange } }: Plan, row: number): readonly Cell[] {
  const { quantity } = charge;
  const used: readonly Cell[] = quantity === undefined ? [words(''), words('')] : [amount(quantity.amount), words(quantity.unit)];
  if (charge.kind !== 'priced') {
    const note = charge.kind === 'unpriced' ? `not priced: ${charge.missing}` : 'included';
    return [...used, ...['', '', '', '', '', currency, note].map(words)];
  }
  const { price, perAmount } = charge.unitPrice;
  const rate = price.currency === currency ? ONE : new Decimal(exchange?.rate ?? '1');
  const share = paidShare(charge);
  const value = charge.quantity.amount.times(price.amount).div(perAmount).times(rate).times(share);
  const { amount: cost } = charge.cost;
  const isReproduced = value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).eq(cost);
  const formula = `ROUND(D${row}*F${row}/G${row}*H${row}*I${row},2)`;
  const printed: Cell = isReproduced ? { formula, value: cost, style: 'money' } : { number: cost, style: 'money' };
  return [...used, amount(price.amount), amount(perAmount), amount(rate), amount(share), printed, words(currency), words('')];
}

/** The discount as the line explains it, "12.5 % (reason)": 0.875 is paid. */
function paidShare({ because }: Charge): Decimal {
  const told = because.inputs.find(({ name }) => name === 'discount')?.value;
  const percent = /^(\d+(?:\.\d+)?) %/.exec(told ?? '')?.[1];
  return percent === undefined ? ONE : new Decimal(100).minus(percent).div(100);
}
