import type { Rule } from '../../catalog/types.js';
import { Decimal, exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import { chargeLines } from './charge-lines.js';
import { fromEngine, fromRule, shown, shownDouble } from './explained.js';
import type { PricedItem } from './priced-item.js';

const HOURS_PER_DAY = 24;

/** One retrieval, as the peak-hour fee sees it. */
export interface PeakRetrieval {
  readonly retrievedGib: number;
  /** Mean GiB stored in the class in the month of the retrieval. */
  readonly storedGib: number;
  /** Hours over which the bytes count evenly: the job's own, or longer if ranges are asked for one after another. Above 0. */
  readonly spreadHours: number;
  readonly daysOfMonth: number;
  /** Share of what is stored that may be read free in a month, pro rata of the day; 0: no allowance. */
  readonly freeShareOfStored: Decimal;
}

/**
 * The hourly peak that the Glacier retrieval fee of 2012 to November 2016 bills, in GiB an hour:
 *
 *     peak           = retrieved / spread hours
 *     free           = daily allowance x (GiB in the peak hour / GiB retrieved that day)
 *     daily allowance = stored x free share / days of the month
 *     billable       = max(peak - free, 0)
 *
 * A retrieval of up to 24 hours is taken to lie within one day; of a longer one, a day holds 24 hours' worth.
 *
 * @throws RangeError unless spreadHours and daysOfMonth are above 0
 *
 * Source: docs/methodology.md M-29; worked examples glacier-peak-*.
 */
export function billablePeakGibPerHour({
  retrievedGib,
  storedGib,
  spreadHours,
  daysOfMonth,
  freeShareOfStored,
}: PeakRetrieval): Decimal {
  if (!(spreadHours > 0 && daysOfMonth > 0)) throw new RangeError(`${spreadHours} hours in a month of ${daysOfMonth} days`);
  const peak = exactFromDouble(retrievedGib).div(exactFromDouble(spreadHours));
  const dailyAllowance = exactFromDouble(storedGib).times(freeShareOfStored).div(exactFromDouble(daysOfMonth));
  const hoursOfDay = exactFromDouble(Math.min(spreadHours, HOURS_PER_DAY));
  return Decimal.max(0, peak.minus(dailyAllowance.div(hoursOfDay)));
}

/** Rules that the fee needs: the free share, and the hours over which one job counts. */
export interface PeakRules {
  readonly freeShareOfStored: Rule | undefined;
  readonly jobHours: Rule | undefined;
}

/**
 * The fee: billable peak x hours of the month x the region's peak rate, for each month that the retrieval lasts.
 * A 100 GB archive read at once in a 30-day month at 0.01: (25 - 100 x 5 % / 30 / 4) x 720 x 0.01 = 179.70 USD.
 */
export function peakRetrievalCharges(
  item: PricedItem,
  title: string,
  retrieval: Omit<PeakRetrieval, 'freeShareOfStored'>,
  rules: PeakRules,
): readonly Charge[] {
  const hoursOfMonth = retrieval.daysOfMonth * HOURS_PER_DAY;
  const months = Math.ceil(retrieval.spreadHours / hoursOfMonth);
  const freeShareOfStored = rules.freeShareOfStored?.value ?? new Decimal(0);
  const peak = billablePeakGibPerHour({ ...retrieval, freeShareOfStored });
  return chargeLines(item, {
    kindOfCost: 'retrieval',
    label: `Retrieval, peak hour of the month, ${title}`,
    rule: 'M-29',
    formula:
      '(retrieved / hours - stored x free share / days of the month / hours of retrieval that day) x hours of the month x peak rate',
    used: quantity('GiB', peak.times(hoursOfMonth).times(months)),
    inputs: () => [
      fromEngine('retrieved', `${shownDouble(retrieval.retrievedGib)} GiB`),
      fromEngine('retrieved evenly over', `${shownDouble(retrieval.spreadHours)} hours`),
      fromEngine('stored, mean of the month', `${shownDouble(retrieval.storedGib)} GiB`),
      fromRule('free share of what is stored, a month', rules.freeShareOfStored),
      fromEngine('billable peak', `${shown(peak)} GiB an hour`),
      fromEngine('hours billed', `${hoursOfMonth} x ${months} months`),
    ],
    sources: [rules.freeShareOfStored, rules.jobHours].flatMap((rule) => (rule === undefined ? [] : [rule.source])),
  });
}
