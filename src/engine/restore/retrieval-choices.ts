import type { RestoreScenario } from '../../scenario/types.js';
import { groupDigits } from '../../units/digits.js';
import { plainAmount } from '../../units/quantity.js';
import type { RetrievalChoice } from '../plan-types.js';
import { type ClassQuery, retrievalFor } from './restore-classes.js';
import { type RestoreCostInput, restoreCost } from './restore-cost.js';
import { type RestorePipesInput, restorePipes } from './restore-pipes.js';
import { type RestorePipes, type RestoreTime, type RestoreWork, restoreTime } from './restore-time.js';
import { RETRIEVAL_OPTIONS } from './retrieval-wait.js';
import { verdictOf } from './verdict.js';

export interface ChoicesInput {
  readonly restore: RestoreScenario;
  readonly work: RestoreWork;
  readonly query: ClassQuery;
  readonly pipes: Omit<RestorePipesInput, 'retrieval'>;
  readonly cost: Omit<RestoreCostInput, 'restore' | 'fetchHours'>;
}

const stageHours = ({ stages }: RestoreTime, name: 'fetch' | 'chain'): number =>
  stages.find((stage) => stage.name === name)?.hours ?? 0;

/** Hours that the fetch may take so that even the longest wait keeps the target; undefined: no target, or no time to spare. */
function hoursToSpare(time: RestoreTime, pipes: RestorePipes, rtoHours: number | undefined): number | undefined {
  if (rtoHours === undefined) return undefined;
  const spare = rtoHours - pipes.declareHours - pipes.wait.high - stageHours(time, 'chain');
  return spare > stageHours(time, 'fetch') ? spare : undefined;
}

/** The same restore with its fetch drawn out; rebuilding and writing still stream beside it. */
function slowedTime(
  time: RestoreTime,
  { declareHours, wait }: RestorePipes,
  fetchHours: number,
): Pick<RestoreTime, 'hours' | 'hoursHigh'> {
  const streamed = Math.max(fetchHours, ...time.stages.filter(({ name }) => STREAMED.includes(name)).map(({ hours }) => hours));
  const moving = declareHours + streamed + stageHours(time, 'chain');
  return { hours: moving + wait.likely, hoursHigh: moving + wait.high };
}

const STREAMED: readonly RestoreTime['dominant'][] = ['rehydrate', 'write'];

function choicesOf(input: ChoicesInput, option: RestoreScenario['retrieval']): readonly RetrievalChoice[] {
  const { restore, work, query, cost } = input;
  const retrieval = retrievalFor(query, option, restore.provisionedUnits);
  if (!Number.isFinite(retrieval.wait.high)) return [];
  const pipes = restorePipes({ ...input.pipes, retrieval });
  const time = restoreTime(work, pipes);
  const asked = { ...restore, retrieval: option };
  const at = (fetchHours: number) => restoreCost({ ...cost, restore: asked, fetchHours }).total;
  const fast: RetrievalChoice = {
    option,
    spreadHours: undefined,
    hours: time.hours,
    hoursHigh: time.hoursHigh,
    cost: at(stageHours(time, 'fetch')),
    verdict: verdictOf(time, restore.rtoHours),
    isAsked: option === restore.retrieval,
  };
  const spreadHours = fast.verdict === 'meets' ? hoursToSpare(time, pipes, restore.rtoHours) : undefined;
  if (spreadHours === undefined) return [fast];
  const spread = at(spreadHours);
  if (!spread.cost.amount.lt(fast.cost.cost.amount)) return [fast];
  const { hours, hoursHigh } = slowedTime(time, pipes, spreadHours);
  return [fast, { ...fast, spreadHours, hours, hoursHigh, cost: spread, isAsked: false }];
}

/** What has no price comes last: a lower bound is not a price to win with. */
function cheaperFirst(a: RetrievalChoice, b: RetrievalChoice): number {
  if (a.cost.kind !== b.cost.kind) return a.cost.kind === 'complete' ? -1 : 1;
  return a.cost.cost.amount.cmp(b.cost.cost.amount) || a.hours - b.hours;
}

/**
 * Every way to get a restore's remote data (M-78), the cheapest first: each retrieval option that the classes have on the price date,
 * as fast as it goes, and spread over the time to spare where that costs less (the peak-hour fee before December 2016 was for the
 * fastest hour of the month). None where everything is local.
 */
export function retrievalChoices(input: ChoicesInput): readonly RetrievalChoice[] {
  if (input.work.remote <= 0) return [];
  return RETRIEVAL_OPTIONS.flatMap((option) => choicesOf(input, option)).sort(cheaperFirst);
}

/** The cheapest that meets the target; without a target the cheapest. undefined: none meets. */
export function cheapestOf(choices: readonly RetrievalChoice[]): RetrievalChoice | undefined {
  return choices.find(({ verdict }) => verdict === 'meets' || verdict === 'not asked');
}

/** "1,541.77 USD each time"; a lower bound is not said as if it were the price. */
export function costInWords({ cost }: RetrievalChoice): string {
  return cost.kind === 'atLeast' ? 'not wholly priced' : `${groupDigits(plainAmount(cost.cost))} ${cost.cost.currency} each time`;
}
