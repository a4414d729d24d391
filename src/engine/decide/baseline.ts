import type { PrivateStore, PrivateStoreParameter, Source } from '../../catalog/types.js';
import { Decimal, doubleFromExact, exactFromDouble } from '../../units/decimal.js';
import { asGib, GIB_PER_TB, tbFromGib } from '../../units/gib.js';
import { type Money, money, roundToCents } from '../../units/quantity.js';
import type { CapacityMonth } from '../capacity/types.js';
import { exchangeRate } from '../cost/exchange.js';
import { privateStoreCost } from '../cost/private-store.js';
import type { Plan, PlanInput } from '../plan-types.js';
import { baselineMonths } from './baseline-capacity.js';
import { PRIVATE_STORE_PARAMETERS_FAVOURED } from './baseline-favour.js';
import type { Baseline, BaselineResult, Keeping, MoneyRange } from './baseline-types.js';

interface Alternative {
  readonly name: string;
  readonly title: string;
  readonly keeping: Keeping;
  readonly sites: 1 | 2;
  /** USD a TB held and month. */
  readonly perTb: { readonly low: Decimal; readonly likely: Decimal; readonly high: Decimal };
  readonly sources: readonly Source[];
}

/**
 * What the same protection would cost otherwise, and what the plan saves (M-111 to M-113): own disk, tape, a purpose-built appliance, one site or two;
 * snapshots of each volume at a provider; Cinder straight to Swift.
 *
 * @param claimed share said to be saved, such as "0.9": what each alternative would have to cost for it to hold
 *
 * Source: design model section 8; every parameter with its own evidence in data/private-stores.csv and data/defaults.csv.
 */
export function baselines(input: PlanInput, plan: Plan, claimed: string): BaselineResult {
  const claim = new Decimal(claimed);
  const { scenario, catalog } = input;
  const rate = exchangeRate('USD', scenario.currency, scenario.exchange);
  const alternatives = [...Object.values(catalog.privateStores).flatMap(ofStore), ...snapshotsOf(input)];
  if (rate === undefined) {
    const leftOut = alternatives.map(({ title }) => `${title}: priced in USD; state an exchange rate to ${scenario.currency}`);
    return { plan: plan.cost.total, claim, baselines: [], leftOut };
  }
  const months = baselineMonths(input, plan);
  const all = alternatives.map((one) => baselineOf(one, months(one.keeping), { plan, claim, rate, currency: scenario.currency }));
  return { plan: plan.cost.total, claim, baselines: all, leftOut: [] };
}

/** An appliance deduplicates; anything else of one's own keeps the files. Tape has its second copy in its price, and it can lie elsewhere. */
function ofStore(store: PrivateStore): readonly Alternative[] {
  const keeping = store.name.startsWith('backup-appliance') ? 'deduplicated' : 'backup files';
  const perTb = { low: perTbOf(store, 'low'), likely: perTbOf(store, 'likely'), high: perTbOf(store, 'high') };
  const sources = [...new Set(Object.values(store.parameters).map(({ source }) => source))];
  const one = { name: store.name, title: store.title, keeping, perTb, sources } as const;
  const isTwice = store.name.startsWith('tape');
  return isTwice
    ? [{ ...one, sites: 1 }]
    : [
        { ...one, sites: 1 },
        { ...one, sites: 2 },
      ];
}

/** M-32 with every parameter at its likely value, or at the end of its range that makes it cheap (low) or dear (high). */
export function perTbOf(store: PrivateStore, end: 'low' | 'likely' | 'high'): Decimal {
  const at = (name: PrivateStoreParameter): PrivateStore['parameters'][PrivateStoreParameter] => {
    const parameter = store.parameters[name];
    const isCheapHigh = PRIVATE_STORE_PARAMETERS_FAVOURED.includes(name);
    const value = end === 'likely' ? parameter.value : (end === 'low') === isCheapHigh ? parameter.high : parameter.low;
    return { ...parameter, value: value ?? parameter.value };
  };
  const parameters: PrivateStore['parameters'] = {
    rawPerUsable: at('rawPerUsable'),
    usdPerRawTb: at('usdPerRawTb'),
    refreshYears: at('refreshYears'),
    supportSharePerYear: at('supportSharePerYear'),
    powerWattsPerRawTb: at('powerWattsPerRawTb'),
    usdPerKwh: at('usdPerKwh'),
    powerUsageEffectiveness: at('powerUsageEffectiveness'),
    rackUsdPerRawTbMonth: at('rackUsdPerRawTbMonth'),
    peopleUsdPerUsableTbMonth: at('peopleUsdPerUsableTbMonth'),
    fillLimit: at('fillLimit'),
  };
  return privateStoreCost({ ...store, parameters }).perTbMonth;
}

function snapshotsOf({ catalog }: PlanInput): readonly Alternative[] {
  const row = (key: string) => catalog.defaults[`${key}@baseline`];
  const [low, likely, high] = [row('snapshotLow'), row('snapshot'), row('snapshotHigh')];
  if (!low || !likely || !high) return [];
  const perTb = (value: string): Decimal => new Decimal(value).times(exactFromDouble(GIB_PER_TB));
  return [
    {
      name: 'ebs-snapshots',
      title: 'Snapshots of each volume at a provider (Amazon EBS, AWS Backup)',
      keeping: 'snapshots',
      sites: 1,
      perTb: { low: perTb(low.value), likely: perTb(likely.value), high: perTb(high.value) },
      sources: [low.source, likely.source, high.source],
    },
  ];
}

interface Ground {
  readonly plan: Plan;
  readonly claim: Decimal;
  readonly rate: Decimal;
  readonly currency: string;
}

/** TB-months held on all sites: SUM mean TB x share of the month. */
export function tbMonths(months: readonly CapacityMonth[], sites: number): Decimal {
  const sum = months.reduce((total, { backEnd, days, daysOfMonth }) => total + (tbFromGib(backEnd) * days) / daysOfMonth, 0);
  return exactFromDouble(sum).times(sites);
}

function baselineOf(one: Alternative, months: readonly CapacityMonth[], { plan, claim, rate, currency }: Ground): Baseline {
  const held = tbMonths(months, one.sites);
  const inMoney = (amount: Decimal): Money => roundToCents(money(currency, amount));
  const each = (of: (perTb: Decimal) => Decimal): MoneyRange => ({
    low: inMoney(of(one.perTb.low)),
    likely: inMoney(of(one.perTb.likely)),
    high: inMoney(of(one.perTb.high)),
  });
  const cost = each((perTb) => perTb.times(rate).times(held));
  const paid = plan.cost.total.cost.amount;
  const saving = ({ amount }: Money): number => (amount.isZero() ? 0 : 1 - doubleFromExact(paid.div(amount)));
  const needed = claim.gte(1) ? paid : paid.div(new Decimal(1).minus(claim));
  return {
    name: one.name,
    title: one.title,
    keeping: one.keeping,
    sites: one.sites,
    heldAtEnd: asGib((months.at(-1)?.backEndAtEnd ?? 0) * one.sites),
    perTbMonth: each((perTb) => perTb.times(rate)),
    cost,
    saving: { low: saving(cost.low), likely: saving(cost.likely), high: saving(cost.high) },
    needed: {
      cost: inMoney(needed),
      perTbMonth: inMoney(held.isZero() ? new Decimal(0) : needed.div(held)),
      timesLikely: cost.likely.amount.isZero() ? Number.POSITIVE_INFINITY : doubleFromExact(needed.div(cost.likely.amount)),
    },
    sources: one.sources,
    because: {
      rule: 'M-112',
      formula: 'TB held x sites x months x money a TB and month (M-32, each parameter at its cheap end, likely, at its dear end)',
      inputs: [{ name: 'TB-months held', value: held.toFixed(1), from: `engine: M-111, ${one.keeping}, ${one.sites} site(s)` }],
      sources: one.sources,
    },
  };
}
