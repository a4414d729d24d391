import { exactFromDouble } from '../../units/decimal.js';
import { money, roundToCents } from '../../units/quantity.js';
import type { Total } from '../charge.js';
import { sumOfTotals } from '../cost/totals.js';
import type { RestoreBudget, RestoreResult } from '../plan-types.js';

/** What is unpriced once stays unpriced; a restore that never happens costs nothing, priced or not. */
function times(each: Total, count: number): Total {
  const { currency, amount } = each.cost;
  const cost = roundToCents(money(currency, amount.times(exactFromDouble(count))));
  return each.kind === 'atLeast' && count > 0 ? { kind: 'atLeast', cost, unpriced: each.unpriced } : { kind: 'complete', cost };
}

/**
 * What restores cost in a year (M-79): for each scenario that says how often, `cost each x (tests + expected real ones)`, at the prices and
 * sizes of the last month of the horizon. Each line is in cents, and the total adds up the lines.
 */
export function restoreBudget(restores: readonly RestoreResult[], currency: string): RestoreBudget {
  const lines = restores.flatMap(({ scenario, cost }) => {
    const { testsPerYear = 0, perYear: needsPerYear = 0 } = scenario;
    const count = testsPerYear + needsPerYear;
    return count > 0 ? [{ name: scenario.name, testsPerYear, needsPerYear, each: cost, yearly: times(cost, count) }] : [];
  });
  const total = sumOfTotals(
    lines.map((line) => line.yearly),
    currency,
  );
  return { lines, total };
}
