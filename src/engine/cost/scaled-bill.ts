import { asGib } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import type { ApplianceMonthly } from './appliance.js';
import { type DestinationCostInput, perTbMonth } from './destination-cost.js';
import { type QuickBill, quickBill, readyMonths } from './quick-bill.js';

/** What an estate of another size pays: the totals that `destinationCost` of its months has, without its lines. */
export interface ScaledBill extends Pick<QuickBill, 'total' | 'lastMonth'> {
  readonly perTbMonth: Money;
}

/** Bills an estate so many times as large, on other boxes: one look-up of prices for all sizes. */
export function scaledBills(
  input: Omit<DestinationCostInput, 'applianceMonthly' | 'vat'>,
): (scale: number, boxes: ApplianceMonthly) => ScaledBill {
  const { capacity, currency } = input;
  const ready = readyMonths(input);
  return (scale, boxes) => {
    const { total, lastMonth } = quickBill(ready, { scale, boxes, currency });
    const frontEnds = capacity.map(({ frontEnd, days, daysOfMonth }) => ({
      frontEnd: asGib(frontEnd * scale),
      days,
      daysOfMonth,
    }));
    return { total, lastMonth, perTbMonth: perTbMonth(total.cost, frontEnds) };
  };
}
