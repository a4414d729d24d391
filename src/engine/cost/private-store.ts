import type { PrivateStore, PrivateStoreParameter, Rate, Source } from '../../catalog/types.js';
import { Decimal } from '../../units/decimal.js';
import type { ExplainedInput } from '../charge.js';

const MONTHS_PER_YEAR = 12;
const HOURS_PER_MONTH = new Decimal(365 * 24).div(MONTHS_PER_YEAR);
const WATTS_PER_KILOWATT = 1000;

export interface PrivateStoreCost {
  /** USD per TB (10^12 B) stored and month. */
  readonly perTbMonth: Decimal;
  readonly inputs: readonly ExplainedInput[];
  readonly sources: readonly Source[];
}

export const PRIVATE_STORE_FORMULA =
  'raw TB per usable TB x (USD per raw TB x (1 / refresh months + support share a year / 12) + kW per raw TB x PUE x 730 h x USD per kWh + rack USD per raw TB) + people USD, all / fill limit = USD per TB stored and month; TB-Months x that';

/**
 * What a TB stored in one's own object store costs a month:
 *
 *     raw x [ hardware x (1 / (refresh x 12) + support / 12) + watts / 1000 x PUE x 730 x kWh + rack ] + people,   all / fill limit
 *
 * raw = raw TB bought per usable TB (replicas or erasure coding). The fill limit is what may be stored of what is usable, so every
 * TB stored pays for the room kept free. 730 h = 365 x 24 / 12.
 *
 * @throws RangeError where the refresh or the fill limit is 0: the catalogue's parser lets neither through
 *
 * Source: docs/methodology.md M-32; model section 9 asks for each parameter's own evidence, which `sources` holds.
 */
export function privateStoreCost(store: PrivateStore): PrivateStoreCost {
  const value = (name: PrivateStoreParameter) => store.parameters[name].value;
  if (value('refreshYears').lte(0) || value('fillLimit').lte(0)) {
    throw new RangeError(`${store.name}: refreshYears and fillLimit are to be above 0`);
  }
  const hardware = value('usdPerRawTb');
  const bought = hardware.div(value('refreshYears').times(MONTHS_PER_YEAR));
  const support = hardware.times(value('supportSharePerYear')).div(MONTHS_PER_YEAR);
  const kilowatts = value('powerWattsPerRawTb').div(WATTS_PER_KILOWATT);
  const power = kilowatts.times(value('powerUsageEffectiveness')).times(HOURS_PER_MONTH).times(value('usdPerKwh'));
  const perRawTb = bought.plus(support).plus(power).plus(value('rackUsdPerRawTbMonth'));
  const perUsableTb = value('rawPerUsable').times(perRawTb).plus(value('peopleUsdPerUsableTbMonth'));
  const parameters = Object.entries(store.parameters);
  return {
    perTbMonth: perUsableTb.div(value('fillLimit')),
    inputs: parameters.map(([name, { value, unit, source }]) => ({
      name,
      value: `${value.toFixed()} ${unit} (${source.label})`,
      from: source.id,
    })),
    sources: [...new Map(parameters.map(([, { source }]) => [source.id, source])).values()],
  };
}

/** The cost as a rate like any other: one tier, USD per TB-Month, under the store's name. */
export function privateStoreRate(store: PrivateStore, cost: PrivateStoreCost): Rate {
  const source = store.parameters.usdPerRawTb.source;
  return {
    provider: 'private',
    region: '',
    storageClass: store.name,
    item: 'storage',
    per: 'TB-Months',
    perAmount: new Decimal(1),
    currency: 'USD',
    tiers: [{ from: new Decimal(0), to: undefined, price: cost.perTbMonth, source }],
  };
}
