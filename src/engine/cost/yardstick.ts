import { Decimal } from '../../units/decimal.js';
import { money, quantity, roundToCents } from '../../units/quantity.js';
import type { Charge, CostKind } from '../charge.js';
import { gibMonths } from './billing-month.js';
import { chargeLines, type Usage } from './charge-lines.js';
import { type DestinationInput, type DestinationTerms, destinationTerms } from './destination-terms.js';
import { fromRule } from './explained.js';
import { privateStoreUsage } from './month-charges.js';

/** 100 TiB for a whole month: the figure by which a price list is recognised. */
const YARDSTICK_GIB = new Decimal(102_400);
const WHOLE_MONTH = { days: 30, daysOfMonth: 30 };

/**
 * What 102,400 GiB held a whole 30-day month (of 720 hours, where the provider's month is longer) cost in the destination's archive (or only) class: storage alone, at list price, in the
 * plan's currency. One line even where the price has tiers: its unit price is then the list cost of the whole quantity.
 *
 * @param discounted the destination's terms, if at hand: without discounts they are the list's
 *
 * Source: docs/methodology.md M-37. 1,228.80 USD in Glacier, Frankfurt, and 716.80 USD in Glacier, Ireland, on 2016-02-15.
 */
export function yardstickCharge(input: DestinationInput, discounted?: DestinationTerms): Charge {
  const atList = input.discounts.length === 0 ? discounted : undefined;
  const terms = atList ?? destinationTerms({ ...input, discounts: [] });
  const item = terms.kind === 'private store' ? terms.item : terms.archive.storage;
  const monthHours = terms.kind === 'private store' ? undefined : terms.archive.monthHours;
  const usage: Usage = {
    ...yardstickName(terms),
    used: gibMonths(YARDSTICK_GIB, WHOLE_MONTH, monthHours?.value),
    inputs: () => [
      { name: 'size held', value: '102400 GiB', from: 'yardstick' },
      { name: 'days', value: '30 of 30', from: 'yardstick' },
      ...(monthHours === undefined ? [] : [fromRule('billing month', monthHours)]),
      ...(terms.kind === 'private store' ? (terms.cost?.inputs ?? []) : []),
    ],
  };
  return inOneLine(chargeLines(item, usage), usage);
}

function yardstickName(terms: DestinationTerms): Omit<Usage, 'used' | 'inputs'> {
  if (terms.kind === 'private store')
    return { ...privateStoreUsage(terms), label: `102,400 GiB for 30 days, ${terms.title} (assumption)` };
  const kindOfCost: CostKind = 'storage';
  const label = `102,400 GiB for 30 days, ${terms.archive.title}`;
  return { kindOfCost, label, rule: 'M-37', formula: '102,400 GiB x 30 / 30 days x list price of storage', sources: [] };
}

/** Tiers in one charge: quantities and costs add up, exactly; what cannot be priced in part is not priced at all. */
function inOneLine(lines: readonly Charge[], { label }: Usage): Charge {
  const [first, ...rest] = lines;
  if (first === undefined) throw new RangeError('the yardstick has no line: its quantity is fixed and above 0');
  if (rest.length === 0) return { ...first, label };
  const unpriced = lines.find((line) => line.kind === 'unpriced');
  if (unpriced !== undefined) return { ...unpriced, label };
  return rest.reduce(merged, { ...first, label });
}

function merged(sum: Charge, line: Charge): Charge {
  if (line.kind !== 'priced') return sum;
  if (sum.kind !== 'priced') return { ...line, label: sum.label };
  const used = quantity(line.quantity.unit, sum.quantity.amount.plus(line.quantity.amount));
  const listCost = money(line.listCost.currency, sum.listCost.amount.plus(line.listCost.amount));
  const cost = roundToCents(money(line.cost.currency, sum.cost.amount.plus(line.cost.amount)));
  const because = {
    ...sum.because,
    inputs: [...sum.because.inputs, ...line.because.inputs.slice(2)],
    sources: [...sum.because.sources, ...line.because.sources],
  };
  return {
    ...sum,
    quantity: used,
    unitPrice: { price: listCost, per: used.unit, perAmount: used.amount },
    listCost,
    cost,
    because,
  };
}
