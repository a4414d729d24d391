import { sizeOf } from './candidate-scenario.js';
import { type Cheapest, cheapestFirst } from './cheapest-first.js';
import type { Evaluator } from './evaluator.js';
import { LIMIT_NAMES, missing, UNPRICED } from './limit-names.js';
import type { Limits, Scored, SearchResult, ShadowPrice } from './types.js';

const SHOWN = 5;
/** Progress is told this often, and bounds are about this share of the work. */
const TOLD = 1000;
const BOUNDS_SHARE = 0.5;

/** Tells how far a search is, as a share; called now and then. */
export type SearchProgress = (share: number) => void;

/**
 * The cheapest candidate that keeps every limit, the front of cost and restore time, what each limit costs.
 *
 * Sound pruning, in the order of cost:
 * 1. `bound(x) <= cost(x)`: the cost is the bound and the restores' cost, and no charge is below 0. Candidates are taken by bound; one
 *    that is worked out is put back by its cost. So what is taken next costs no more than anything that is still to come, worked
 *    out or not: it comes in the exact order of cost (best-first search with an admissible bound).
 * 2. So the first that keeps every limit is the cheapest that does, and the first that breaks nothing but limit c is the cheapest without c.
 *    Both are known once the best is found, since the best itself breaks nothing but c.
 * 3. The front has x only if nothing cheaper is at least as fast. Whatever came before x's bound costs no more than x: where its
 *    best time so far is not above x's time, x is dominated, whatever its restores cost, and is not worked out further.
 * 4. Trials add broken limits, never take one away: so a candidate that breaks two at its likely values is settled without them.
 * 5. Restore times depend on less than the candidate does (not on the place's prices): equal keys share one look.
 *
 * A test compares it with all candidates worked out one by one.
 *
 * Source: docs/methodology-decide.md M-109.
 */
export function search(evaluate: Evaluator, limits: Limits, progress: SearchProgress = () => {}): SearchResult {
  const size = sizeOf(evaluate.grid);
  const bounds = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    if (index % TOLD === 0) progress((BOUNDS_SHARE * index) / size);
    bounds[index] = evaluate.bound(index);
  }
  const queue = cheapestFirst(bounds);
  const state = newState();
  let taken = 0;
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    if (++taken % TOLD === 0) progress(BOUNDS_SHARE + ((1 - BOUNDS_SHARE) * taken) / size);
    if (next.isExact) settle(state, evaluate, next, limits);
    else if (isWorthwhile(state, evaluate, next)) queue.putBack(next.index, exactCost(state, evaluate, next));
    if (isDone(state)) break;
  }
  return resultOf(state, size);
}

interface State {
  readonly known: Map<number, boolean>;
  best: Scored | undefined;
  readonly front: Scored[];
  readonly cheaper: Scored[];
  readonly next: Scored[];
  readonly without: Map<string, Scored>;
  readonly broken: Map<string, number>;
  leastHours: number;
  looked: number;
  drawn: number;
}

const newState = (): State => ({
  known: new Map(),
  best: undefined,
  front: [],
  cheaper: [],
  next: [],
  without: new Map(),
  broken: new Map(),
  leastHours: Number.POSITIVE_INFINITY,
  looked: 0,
  drawn: 0,
});

/**
 * Can a candidate still tell anything that is not known? It may keep every limit, be on the front, be the first without one limit, or show a new way to
 * lose. Nothing else is worked out; what is not, is counted by what it breaks.
 */
function isWorthwhile(state: State, evaluate: Evaluator, { index }: Cheapest): boolean {
  const others = evaluate.breaks(index);
  if (others.length > 1 && (state.best !== undefined || !isNews(state.cheaper, others))) {
    count(state, others);
    return false;
  }
  const { hours, misses } = evaluate.times(index);
  if (others.length === 0 && hours < state.leastHours) return true;
  const breaks = [...others, ...misses.map(missing)];
  if (breaks.length === 0) return state.best === undefined || state.next.length < SHOWN;
  if (state.best !== undefined) return false;
  const [only] = breaks;
  const isFirst = breaks.length === 1 && only !== undefined && !state.without.has(only);
  if (isFirst || isNews(state.cheaper, breaks)) return true;
  count(state, breaks);
  return false;
}

function exactCost(state: State, evaluate: Evaluator, { index, cost }: Cheapest): number {
  const { amount, isKnown } = evaluate.restoreCost(index);
  state.looked += 1;
  state.known.set(index, isKnown);
  return cost + amount;
}

/** Nothing restores faster than at once. */
const isDone = ({ best, next, leastHours }: State): boolean => best !== undefined && next.length >= SHOWN && leastHours <= 0;

function settle(state: State, evaluate: Evaluator, { index, cost }: Cheapest, limits: Limits): void {
  const { hours, misses } = evaluate.times(index);
  const isDear = limits.budget !== undefined && cost > limits.budget;
  const isKnown = state.known.get(index) === true;
  const others = [...(isKnown ? [] : [UNPRICED]), ...evaluate.breaks(index), ...(isDear ? [LIMIT_NAMES.budget] : [])];
  const likely = [...others, ...misses.map(missing)];
  const isFaster = others.length === 0 && hours < state.leastHours;
  const breaks = afterTrials({ state, evaluate, index, isFaster }, likely);
  const scored: Scored = { candidate: evaluate.candidate(index), cost, hours, breaks };
  if (isFaster) {
    state.leastHours = hours;
    state.front.push(scored);
  }
  if (breaks.length === 0) keep(state, scored);
  else if (state.best === undefined) reject(state, scored);
}

interface Settling {
  readonly state: State;
  readonly evaluate: Evaluator;
  readonly index: number;
  /** It goes on the front. */
  readonly isFaster: boolean;
}

/**
 * What the trials of the uncertainty run add to what is broken at the likely values (M-115). They are asked only where they can change what is told:
 * of a candidate that breaks nothing else, and of one that breaks a single limit and would be the cheapest without it.
 */
function afterTrials({ state, evaluate, index, isFaster }: Settling, likely: readonly string[]): readonly string[] {
  const isAsked =
    likely.length === 0 ? isFaster || state.best === undefined || state.next.length < SHOWN : isFirstWithout(state, likely);
  if (!isAsked) return likely;
  state.drawn += 1;
  const all = (missed: readonly string[]): readonly string[] => [...new Set([...likely, ...missed])];
  return all(evaluate.missedInTrials(index, (missed) => isLost(state, all(missed))));
}

/** Broken for good, and no longer the cheapest without any one limit: what else it breaks changes nothing. */
function isLost({ best, without }: State, [only, ...more]: readonly string[]): boolean {
  return only !== undefined && (more.length > 0 || best !== undefined || without.has(only));
}

/** Only one limit is broken, the best is not known, and nothing cheaper broke only this one. */
function isFirstWithout({ best, without }: State, [only, ...more]: readonly string[]): boolean {
  return best === undefined && only !== undefined && only !== UNPRICED && more.length === 0 && !without.has(only);
}

function keep(state: State, scored: Scored): void {
  if (state.best === undefined) state.best = scored;
  else if (state.next.length < SHOWN) state.next.push(scored);
}

function reject(state: State, scored: Scored): void {
  const { breaks } = scored;
  const [only] = breaks;
  if (breaks.length === 1 && only !== undefined && !state.without.has(only)) state.without.set(only, scored);
  if (isNews(state.cheaper, breaks)) state.cheaper.push(scored);
  count(state, breaks);
}

/** The first of each set of broken limits is enough to say why. */
const isNews = (seen: readonly Scored[], breaks: readonly string[]): boolean =>
  seen.length < SHOWN && !seen.some((other) => other.breaks.join() === breaks.join());

function count({ broken }: State, breaks: readonly string[]): void {
  for (const name of breaks) broken.set(name, (broken.get(name) ?? 0) + 1);
}

function resultOf(state: State, candidates: number): SearchResult {
  const { best, front, cheaper, next, without, broken, looked, drawn } = state;
  const names = new Set([...broken.keys(), ...without.keys()].filter((name) => name !== UNPRICED));
  const shadow = [...names].map((limit): ShadowPrice => {
    const found = without.get(limit);
    if (best === undefined) return { limit, saves: undefined, without: found };
    return { limit, saves: found === undefined ? 0 : best.cost - found.cost, without: found };
  });
  shadow.sort((a, b) => (b.saves ?? 0) - (a.saves ?? 0) || (a.limit < b.limit ? -1 : 1));
  return { candidates, looked, drawn, best, front, cheaper, next, shadow, broken: Object.fromEntries(broken) };
}
