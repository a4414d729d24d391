import { type Day, formatDay } from '../units/day.js';
import { Decimal } from '../units/decimal.js';
import { checkedOn } from './checked-on.js';
import type { Finding, Plan } from './plan-types.js';
import { counted } from './sizing/words.js';

/**
 * On which date's price the months stand that lie after the newest price: nobody has published what they will cost. A note, since
 * every plan of several years has such months.
 *
 * Source: docs/methodology.md M-48.
 */
export function validityFinding({ scenario, cost }: Pick<Plan, 'scenario' | 'cost'>): readonly Finding[] {
  const sources = cost.months.flatMap(({ charges }) => charges.flatMap(({ because }) => because.sources));
  const newest = sources.reduce<Day | undefined>((last, { lastChecked }) => later(last, checkedOn(lastChecked)), undefined);
  const asOf = scenario.destination.pricesAsOf;
  const known = later(newest, asOf) ?? asOf;
  const after = cost.months.filter(({ from }) => from > known);
  const first = after[0];
  if (newest === undefined || first === undefined) return [];
  const drift =
    scenario.priceDrift === undefined
      ? 'without any change of prices'
      : `with the scenario's ${new Decimal(scenario.priceDrift).times(100).toFixed()}% a year (assumption)`;
  return [
    {
      severity: 'note',
      title: `${counted(after.length, 'month')} of ${cost.months.length} stand on prices of ${formatDay(asOf)}`,
      detail: `From ${formatDay(first.from)} on there is no published price yet: the rows in force on ${formatDay(asOf)}, the newest of them checked on ${formatDay(newest)}, are taken to hold, ${drift}.`,
      fix: 'write priceDrift for the change that you expect, and plan again when a new price list is out',
    },
  ];
}

function later(a: Day | undefined, b: Day | undefined): Day | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** Whose prices the plan stands on, where the scenario names a private price book. */
export function privatePricesFinding({ scenario }: Pick<Plan, 'scenario'>): readonly Finding[] {
  const own = scenario.privatePrices;
  if (own === undefined) return [];
  if (own.applied)
    return [
      {
        severity: 'warning',
        title: 'Confidential: this plan stands on prices of a private contract',
        detail: 'Unit prices, their source and every amount that follows from them are in all of its formats.',
        fix: 'pass it on only where the contract allows; leave --confidential out for a plan at list prices',
      },
    ];
  return [
    {
      severity: 'warning',
      title: 'The private price book is left out: list prices stand',
      detail: 'Nothing of it was read, so that this plan can be passed on.',
      fix: 'add --confidential for a plan on your own prices',
    },
  ];
}
