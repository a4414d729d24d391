import type { Charge } from '../../engine/charge.js';
import type { Plan } from '../../engine/plan-types.js';
import { type Day, wholeYearsBetween } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { type Cell, date, money, plain, type Sheet, sum, words } from './workbook.js';

const HEAD = [
  'Month',
  'Kind',
  'Line',
  'Quantity',
  'Unit',
  'Price',
  'For',
  'Exchange x drift',
  'List',
  'Discount',
  'Net',
  'Currency',
  'Note',
  'Rule',
  'Price row',
];
const WIDTHS = [12, 16, 52, 16, 14, 14, 10, 16, 14, 14, 14, 10, 40, 8, 26];
/** The columns that the summary adds up. */
export const BILL = { months: 'Bill!A:A', kinds: 'Bill!B:B', net: 'Bill!K:K' } as const;
const ONE = new Decimal(1);

/** Every line of every month: list is a formula over quantity, price and exchange rate, net one over list and discount. */
export function billSheet(plan: Plan): Sheet {
  const lines = plan.cost.months.flatMap(({ from, charges }) => charges.map((charge) => ({ from, charge })));
  const rows = lines.map(({ from, charge }, at) => [
    date(from),
    ...[charge.kindOfCost, charge.label].map(words),
    ...priceCells({ plan, from, charge }, at + 2),
    ...[charge.because.rule, charge.because.sources[0]?.id ?? ''].map(words),
  ]);
  return { name: 'Bill', widths: WIDTHS, rows: [HEAD.map(words), ...rows] };
}

interface Line {
  readonly plan: Plan;
  readonly from: Day;
  readonly charge: Charge;
}

function priceCells(line: Line, row: number): readonly Cell[] {
  const { currency } = line.plan.scenario;
  const { quantity, ...charge } = line.charge;
  const used: readonly Cell[] = quantity === undefined ? [words(''), words('')] : [plain(quantity.amount), words(quantity.unit)];
  if (charge.kind !== 'priced') {
    const note = charge.kind === 'unpriced' ? `not priced: ${charge.missing}` : 'included';
    return [...used, ...['', '', '', '', '', '', currency, note].map(words)];
  }
  const { price, perAmount } = charge.unitPrice;
  const list = charge.discounted?.list.amount ?? charge.cost.amount;
  const factor = factorOf(line, charge.listCost.amount, list);
  const listCell = factor === undefined ? money(list) : sum(`ROUND(D${row}*F${row}/G${row}*H${row},2)`, list);
  return [
    ...used,
    plain(price.amount),
    plain(perAmount),
    factor === undefined ? words('') : plain(factor),
    listCell,
    charge.discounted === undefined ? words('') : money(charge.discounted.off.amount),
    sum(`ROUND(I${row}-J${row},2)`, charge.cost.amount),
    words(currency),
    words(''),
  ];
}

/**
 * What the line's list cost is multiplied by: the exchange rate, and on list prices the drift since the price date (M-48).
 *
 * @returns undefined where neither gives the printed list cost: then the sheet has the amount and no formula
 */
function factorOf({ plan, from, charge }: Line, listCost: Decimal, list: Decimal): Decimal | undefined {
  const { currency, exchange, priceDrift } = plan.scenario;
  const isForeign = charge.kind === 'priced' && charge.unitPrice.price.currency !== currency;
  const rate = isForeign ? new Decimal(exchange?.rate ?? '1') : ONE;
  const years = wholeYearsBetween(plan.cost.destination.pricesAsOf, from);
  const drifted = priceDrift === undefined ? rate : rate.times(new Decimal(priceDrift).plus(1).pow(years));
  return [drifted, rate].find((factor) => listCost.times(factor).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).eq(list));
}
