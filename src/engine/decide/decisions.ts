import type { Source } from '../../catalog/types.js';
import type { DecisionsAsked, SolveAsked } from '../../scenario/decision-types.js';
import type { Plan, PlanInput } from '../plan-types.js';
import { baselines } from './baseline.js';
import type { Decisions, SolveAnswer } from './decision-types.js';
import { migrate } from './migrate.js';
import { optimise } from './optimise/optimise.js';
import type { SearchProgress } from './optimise/search.js';
import { questionOf } from './questions.js';
import { solve } from './solve.js';

/** Everything that a scenario wants decided, on the plan that it gives; undefined where it wants nothing. */
export function decisionsOf(input: PlanInput, plan: Plan): Decisions | undefined {
  const { decisions: asked } = input.scenario;
  if (asked === undefined) return undefined;
  const bare = withoutDecisions(input);
  return {
    ...(asked.baseline && { baseline: baselines(bare, plan, asked.baseline.claim) }),
    ...(asked.optimise && { optimum: optimise(bare, asked.optimise) }),
    ...(asked.migrate && { migrations: asked.migrate.map(({ to, ...terms }) => migrate({ input: bare, plan, to, terms })) }),
    ...(asked.solve && { answers: asked.solve.map((one) => answerTo(bare, one, asked)) }),
  };
}

/** Every source that a decision stands on: alternatives' parameters, and the price rows of what a move pays once. */
export function sourcesOfDecisions({ baseline, migrations }: Decisions): readonly Source[] {
  return [
    ...(baseline?.baselines ?? []).flatMap(({ sources }) => sources),
    ...(migrations ?? []).flatMap(({ charges }) => charges.flatMap(({ because }) => because.sources)),
  ];
}

/** Plans made on the way to a decision decide nothing themselves. */
function withoutDecisions(input: PlanInput): PlanInput {
  const { decisions: _, ...scenario } = input.scenario;
  return { ...input, scenario };
}

/** An answer to a question backwards: by halves (M-110); the cheapest class for a target is a search (M-109) over the same space and limits. */
export function answerTo(
  input: PlanInput,
  asked: SolveAsked,
  { optimise: search }: Pick<DecisionsAsked, 'optimise'>,
  progress?: SearchProgress,
): SolveAnswer {
  if (asked.for !== 'class') return { kind: 'value', asked, solution: solve(questionOf(input, asked)) };
  const { scenario } = input;
  const restores = scenario.restores.map((restore) => ({ ...restore, rtoHours: asked.rtoHours }));
  const optimum = optimise({ ...input, scenario: { ...scenario, restores } }, search ?? EVERY_CLASS, progress);
  return { kind: 'class', asked, optimum };
}

/** Every class and pair of classes in the scenario's regions, and no limit but the restores' targets in the worst published wait. */
export const EVERY_CLASS: NonNullable<DecisionsAsked['optimise']> = {
  space: {
    destinations: [],
    transitionAges: [],
    retrievals: [],
    boxes: [],
    forms: [],
    cacheDays: [],
    wanMbit: [],
    fullEvery: [],
    compressions: [],
    retentions: [],
  },
  limits: { probability: 1, budget: undefined, countries: [], regions: [], excludedProviders: [], headroom: 0 },
  wanPerMbit: undefined,
};
