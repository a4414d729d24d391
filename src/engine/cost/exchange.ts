import type { Scenario } from '../../scenario/types.js';
import { Decimal } from '../../units/decimal.js';

export type Exchange = Scenario['exchange'];

/**
 * Money of the plan's currency for one unit of the price's currency, on the scenario's frozen rate: the engine asks no bank.
 *
 * @returns 1 where both are the same; undefined where the scenario states no rate from the price's currency
 * @throws RangeError for a rate of 0 or less: the scenario's parser lets none through
 *
 * Source: docs/methodology.md M-35.
 */
export function exchangeRate(from: string, to: string, exchange: Exchange): Decimal | undefined {
  if (from === to) return new Decimal(1);
  if (exchange === undefined || exchange.from !== from) return undefined;
  const rate = new Decimal(exchange.rate);
  if (rate.lte(0)) throw new RangeError(`an exchange rate of ${exchange.rate}, expected more than 0`);
  return rate;
}
