import { pow } from '../../units/portable-math.js';

const DAYS_PER_YEAR = 365;

/**
 * Growth of used data, `(1 + g)^(d / 365)`, from day 0 to `days` inclusive, in ticks.
 *
 * @param annual share a year; above -1
 * @param perDay ticks a day
 *
 * Source: docs/methodology-capacity.md M-5.
 */
export function growthTable(annual: number, days: number, perDay = 1): Float64Array {
  const step = pow(1 + annual, 1 / (DAYS_PER_YEAR * perDay));
  const table = new Float64Array(days * perDay + 1);
  let factor = 1;
  for (let tick = 0; tick < table.length; tick++) {
    table[tick] = factor;
    factor *= step;
  }
  return table;
}
