import { Decimal } from '../../units/decimal.js';
import type { ExplainedInput } from '../charge.js';
import { shown } from './explained.js';

/** The scenario's assumption of how list prices go on, at one year after the price date. */
export interface PriceDrift {
  /** Share a year, a plain decimal such as "0.03". */
  readonly perYear: string;
  /** Whole years since the price date. */
  readonly years: number;
}

/**
 * What a list price is multiplied by: (1 + share a year) ^ whole years since the price date, exact. Stepwise, as price lists change:
 * on each anniversary of the price date.
 *
 * @throws RangeError for a share of -1 or less: the scenario's parser lets none through
 *
 * Source: docs/methodology.md M-48. An assumption of the scenario, never of the catalogue.
 */
export function driftFactor({ perYear, years }: PriceDrift): Decimal {
  const yearly = new Decimal(1).plus(perYear);
  if (yearly.lte(0)) throw new RangeError(`a price drift of ${perYear} a year, expected more than -1`);
  return yearly.pow(years);
}

export function driftInputs(drift: PriceDrift | undefined): readonly ExplainedInput[] {
  if (drift === undefined || drift.years === 0) return [];
  const years = drift.years === 1 ? '1 year' : `${drift.years} years`;
  const value = `x ${shown(driftFactor(drift))}: ${new Decimal(drift.perYear).times(100).toFixed()}% a year, ${years} after the price date (assumption)`;
  return [{ name: 'price drift', value, from: 'scenario' }];
}
