import type { Source } from '../catalog/types.js';
import type { Charge, Explanation } from './charge.js';
import type { ComparedCost } from './cost/compared-cost.js';
import type { Plan } from './plan-types.js';

type Explained = Pick<
  Plan,
  'cost' | 'restores' | 'exit' | 'window' | 'wan' | 'rpo' | 'ladder' | 'appliance' | 'scenario' | 'ratios'
>;

/** Every source that a printed figure stands on, once each, in the order of the report: cost, restores, sizing, profiles, claims. */
export function sourcesOf(plan: Explained, compared: readonly ComparedCost[]): readonly Source[] {
  const { yardstick, months } = plan.cost;
  const lines: readonly Charge[] = [yardstick, ...months.flatMap((month) => month.charges)];
  const others = [...plan.restores.flatMap((restore) => restore.charges), ...plan.exit.charges];
  const sourcesIn = (items: readonly { readonly because: Explanation }[]) => items.flatMap(({ because }) => because.sources);
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
    ...sourcesIn(lines),
    ...compared.flatMap(({ cost, sources }) => [...cost.yardstick.because.sources, ...sources.values()]),
    ...sourcesIn([...others, ...plan.restores, plan.window, plan.wan, plan.rpo]),
    ...plan.ladder.map((rung) => rung.source),
    ...plan.appliance.models.map(({ model }) => model.source),
    ...profiles,
    ...plan.ratios.map((ratio) => ratio.source),
  ];
  return [...new Map(all.map((source) => [source.id, source])).values()];
}
