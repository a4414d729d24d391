import type { Source } from '../../catalog/types.js';
import { lazily } from '../../units/lazily.js';
import type { DestinationCost } from '../plan-types.js';
import { type DestinationCostInput, destinationCost, perTbMonth } from './destination-cost.js';
import { quickBill, readyMonths } from './quick-bill.js';
import { yardstickCharge } from './yardstick.js';

/** What a destination costs, and the rows that its lines stand on, by their ids. */
export interface ComparedCost {
  readonly cost: DestinationCost;
  readonly sources: ReadonlyMap<string, Source>;
}

/**
 * The same as `destinationCost`, for a place that is only compared with: its totals at once, its months when somebody asks for them. A page
 * that shows totals does not pay for two thousand explained lines.
 */
export function comparedCost(input: DestinationCostInput): ComparedCost {
  const { destination, capacity, applianceMonthly: boxes, currency, priceDrift, vat } = input;
  const ready = readyMonths(input);
  const { sources, ...totals } = quickBill(ready, { scale: 1, boxes, currency });
  // Tax is rounded line by line.
  if (vat !== undefined) return { cost: destinationCost(input), sources };
  const cost = lazily<DestinationCost>({
    destination: () => destination,
    months: () => destinationCost(input).months,
    byKind: () => totals.byKind,
    total: () => totals.total,
    lastMonth: () => totals.lastMonth,
    perTbMonth: () => perTbMonth(totals.total.cost, capacity),
    yardstick: () => yardstickCharge(input, priceDrift === undefined ? ready[0]?.terms : undefined),
  });
  return { cost, sources };
}
