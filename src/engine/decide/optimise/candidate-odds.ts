import type { Scenario } from '../../../scenario/types.js';
import { bookFor } from '../../plan.js';
import type { PlanInput } from '../../plan-types.js';
import { BLOCK_TRIALS } from '../../uncertainty/draws.js';
import { type ModelParts, modelOf } from '../../uncertainty/model.js';
import { slaOdds } from '../../uncertainty/odds.js';
import { blocksFor, joinResults, runBlocks, type TrialResults } from '../../uncertainty/trials.js';
import type { SlaOdds } from '../../uncertainty/types.js';
import { LIMIT_NAMES, missing } from './limit-names.js';

export interface OddsInput {
  readonly input: PlanInput;
  /** The candidate's. */
  readonly scenario: Scenario;
  readonly parts: ModelParts;
  /** Share of the trials in which each promise has to be kept. */
  readonly probability: number;
  /** Do these misses, of which there may be more, settle what was asked? Then the rest is not drawn. */
  readonly isSettled: IsSettled;
}

export type IsSettled = (missed: readonly string[]) => boolean;

/** Names of limits that are missed in the trials; not whole: drawing stopped where they settled what was asked. */
export interface Missed {
  readonly names: readonly string[];
  readonly isWhole: boolean;
}

/** Blocks after which promises are looked at. */
const LOOKS: readonly number[] = [2, 5, 10];

/**
 * The promises that a candidate keeps in less than the share asked for of the scenario's own draws: restores with a target, recovery points,
 * the backup window, the link (M-115). The draws are those of `stowage plan`: same trials, same seed.
 *
 * Between blocks a promise is given up that would miss its share even if every later trial kept it: so what is given up early is missed in
 * the whole run, too.
 *
 * @returns nothing missed where nothing is drawn
 */
export function promisesMissed({ input, scenario, parts, probability, isSettled }: OddsInput): Missed {
  const { uncertainty: asked } = scenario;
  if (asked === undefined || asked.trials === 0) return { names: [], isWhole: true };
  const model = modelOf({ ...input, scenario }, parts, bookFor(input, scenario.destination), { ranges: asked.ranges });
  const blocks = blocksFor(asked.trials);
  const policies = [...new Set(input.cohorts.cohorts.map(({ policy }) => policy))];
  const most = (1 - probability) * blocks * BLOCK_TRIALS + 1e-6;
  const looks = [...LOOKS.filter((look) => look < blocks), blocks];
  const drawn: TrialResults[] = [];
  let from = 0;
  for (const until of looks) {
    drawn.push(runBlocks(model, { seed: asked.seed, from, until }));
    from = until;
    const odds = slaOdds(model, joinResults(drawn), policies);
    const names = namesOf(odds, (kept) => (1 - kept) * until * BLOCK_TRIALS > most);
    if (until === blocks) return { names, isWhole: true };
    if (isSettled(names)) return { names, isWhole: false };
  }
  return { names: [], isWhole: true };
}

/** Each limit once whose share of kept trials is judged a miss. */
function namesOf(odds: readonly SlaOdds[], isMissed: (kept: number) => boolean): readonly string[] {
  const missed = odds.filter(({ probability }) => probability !== undefined && isMissed(probability));
  return [...new Set(missed.flatMap(limitOf))];
}

/** Room in the cloud is the headroom's: boxes are counted for it. */
function limitOf({ kind, name }: SlaOdds): readonly string[] {
  switch (kind) {
    case 'restore':
      return [missing(name)];
    case 'rpo':
      return [LIMIT_NAMES.rpo];
    case 'window':
      return [LIMIT_NAMES.window];
    case 'wan':
      return [LIMIT_NAMES.link];
    case 'cloud capacity':
      return [];
  }
}
