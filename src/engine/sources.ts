import type { Source } from '../catalog/types.js';
import type { Charge } from './charge.js';
import type { Plan } from './plan-types.js';

type Explained = Pick<
  Plan,
  'cost' | 'comparisons' | 'restores' | 'exit' | 'window' | 'wan' | 'rpo' | 'ladder' | 'appliance' | 'scenario' | 'ratios'
>;

/** Every source that a printed figure stands on, once each, in the order of the report: cost, restores, sizing, profiles, claims. */
export function sourcesOf(plan: Explained): readonly Source[] {
  const bills = [plan.cost, ...plan.comparisons];
  const charges: readonly Charge[] = [
    ...bills.flatMap((bill) => [bill.yardstick, ...bill.months.flatMap((month) => month.charges)]),
    ...plan.restores.flatMap((restore) => restore.charges),
    ...plan.exit.charges,
  ];
  const explanations = [...charges, ...plan.restores, plan.window, plan.wan, plan.rpo].map((item) => item.because);
  const profiles = Object.values(plan.scenario.profiles).flatMap((profile) =>
    [
      profile.used,
      profile.shared,
      profile.compression,
      profile.dailyChange,
      profile.hot,
      profile.writeKib,
      profile.annualGrowth,
    ].map((range) => range.source),
  );
  const all = [
    ...explanations.flatMap((because) => because.sources),
    ...plan.ladder.map((rung) => rung.source),
    ...plan.appliance.models.map(({ model }) => model.source),
    ...profiles,
    ...plan.ratios.map((ratio) => ratio.source),
  ];
  return [...new Map(all.map((source) => [source.id, source])).values()];
}
