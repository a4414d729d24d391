import type { Scenario } from '../../scenario/types.js';
import { exactFromDouble, parseDecimal } from '../../units/decimal.js';
import { type Gib, tbFromGib } from '../../units/gib.js';

/** What one unit costs a month, or which keys of the scenario would tell. */
export type UnitPriceTold =
  | { readonly price: string; readonly missing?: undefined }
  | { readonly price: undefined; readonly missing: string };

/** Does the plan's appliance stand in the cloud? */
export function standsInCloud({ appliance }: Scenario): boolean {
  return (appliance.model?.form ?? appliance.form) === 'cloud';
}

/**
 * The monthly price of one unit (M-33, M-76): the person's quote; in the cloud else `instance + disks' price a TB x cache TB`. Nothing is
 * guessed: what is not told stays unpriced, and is named.
 *
 * @param cache of one unit; undefined when its model's is not published
 */
export function monthlyUnitPrice(scenario: Scenario, cache: Gib | undefined): UnitPriceTold {
  const { monthlyPrice } = scenario.appliance;
  if (monthlyPrice !== undefined) return { price: monthlyPrice };
  if (!standsInCloud(scenario)) return { price: undefined, missing: 'no public list price; enter appliance.monthlyPrice' };
  return cloudUnitPrice(scenario.appliance, cache);
}

/** The same for a unit that is set up in the cloud whatever the plan's own form is. */
export function cloudUnitPrice(
  { instanceMonthly, diskMonthlyPerTb }: Pick<Scenario['appliance'], 'instanceMonthly' | 'diskMonthlyPerTb'>,
  cache: Gib | undefined,
): UnitPriceTold {
  const instance = parseDecimal(instanceMonthly ?? '');
  const disk = parseDecimal(diskMonthlyPerTb ?? '');
  if (instance && disk && cache !== undefined)
    return { price: instance.plus(disk.times(exactFromDouble(tbFromGib(cache)))).toFixed() };
  const missing = [
    ...(instance ? [] : ['the instance (appliance.instance)']),
    ...(disk ? [] : ['its disks (appliance.diskPerTb)']),
    ...(cache === undefined ? ['the size of its cache'] : []),
  ];
  return {
    price: undefined,
    missing: `an appliance in the cloud costs an instance and its disks; not told: ${missing.join(', ')}`,
  };
}
