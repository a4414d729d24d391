const DAYS_PER_YEAR = 365;

/**
 * Growth of used data, `(1 + g)^(d / 365)`, for day 0 to `days`.
 *
 * @param annual share a year; above -1
 *
 * Source: docs/methodology-capacity.md M-5.
 */
export function growthTable(annual: number, days: number): Float64Array {
  const daily = (1 + annual) ** (1 / DAYS_PER_YEAR);
  const table = new Float64Array(days + 1);
  let factor = 1;
  for (let day = 0; day <= days; day++) {
    table[day] = factor;
    factor *= daily;
  }
  return table;
}
