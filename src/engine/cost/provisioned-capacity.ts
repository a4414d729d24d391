import { exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import type { BillTerms } from './bill-terms.js';
import { chargeLines } from './charge-lines.js';
import { fromEngine } from './explained.js';
import { pricedItem } from './priced-item.js';

/**
 * Provisioned units of expedited retrieval, bought for one month (M-78). A table without their price leaves the line unpriced.
 *
 * @param units 0 or more; none for 0
 */
export function provisionedCharges(bill: BillTerms, storageClass: string, units: number): readonly Charge[] {
  return chargeLines(pricedItem(bill, storageClass, 'provisioned_capacity_unit'), {
    kindOfCost: 'retrieval',
    label: `Provisioned units of expedited retrieval, ${storageClass}`,
    rule: 'M-78',
    formula: 'units x one month x price of a unit',
    used: quantity('Unit-Months', exactFromDouble(units)),
    inputs: () => [fromEngine('units', `${units}`)],
    sources: [],
  });
}
