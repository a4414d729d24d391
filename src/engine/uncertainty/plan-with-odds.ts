import type { Finding, Plan, PlanInput, PolicyRpo, RestoreResult, Verdict } from '../plan-types.js';
import { restoreFindings } from '../restore/restore-findings.js';
import { hoursInWords } from '../sizing/words.js';
import { oddsFindings } from './odds-findings.js';
import { finished, type Steps } from './steps.js';
import type { SlaOdds } from './types.js';
import { uncertaintySteps } from './uncertainty-of.js';

/**
 * A plan with its uncertainty: the results of the draws beside it, verdicts of restores by their odds (M-90), those of recovery points
 * never better than their odds, and the findings that follow. The likely values themselves stay as they are. A scenario without trials gets its
 * plan back.
 *
 * Source: docs/methodology-uncertainty.md M-80 to M-91.
 */
export const withOdds = (input: PlanInput, plan: Plan): Plan => finished(oddsSteps(input, plan));

/** The same in steps. */
export function* oddsSteps(input: PlanInput, plan: Plan): Steps<Plan> {
  const { uncertainty: asked } = input.scenario;
  if (asked === undefined || asked.trials === 0 || plan.capacity.months.length === 0) return plan;
  const uncertainty = yield* uncertaintySteps(input, plan, asked);
  const judged = { restores: restoresByOdds(plan.restores, uncertainty.slas), rpo: rpoByOdds(plan.rpo, uncertainty.slas) };
  const found = oddsFindings(plan, uncertainty.slas);
  return { ...plan, ...judged, uncertainty, findings: findingsAgain(plan, judged, found) };
}

/** Odds come in the order of the scenario's restores; one whose subject the inventory lacks has none, and names need not differ. */
function restoresByOdds(restores: Plan['restores'], slas: readonly SlaOdds[]): Plan['restores'] {
  const drawn = slas.filter(({ kind }) => kind === 'restore');
  let next = 0;
  return restores.map((restore) => {
    const odds = drawn[next];
    if (odds === undefined || restore.volumes === 0 || odds.name !== restore.scenario.name) return restore;
    next += 1;
    return { ...restore, odds, verdict: odds.verdict, fix: fixByOdds(restore, odds) };
  });
}

/** What the likely values need no fix for may still need one: more time asked for, or a better known input. */
function fixByOdds({ fix }: Pick<RestoreResult, 'fix'>, { verdict, value }: SlaOdds): string {
  if (verdict === 'meets' || verdict === 'not asked') return '';
  if (fix !== '') return fix;
  const enough = Number.isFinite(value.p95) ? `ask for ${hoursInWords(value.p95)} (P95), or ` : '';
  return `${enough}measure the inputs that move it most`;
}

const HARSH: readonly Verdict[] = ['not asked', 'meets', 'at risk', 'misses'];

function rpoByOdds(rpo: Plan['rpo'], slas: readonly SlaOdds[]): Plan['rpo'] {
  const judged = <T extends PolicyRpo>(one: T): T => {
    const odds = slas.find(({ kind, name }) => kind === 'rpo' && name === one.policy);
    if (odds === undefined || HARSH.indexOf(odds.verdict) <= HARSH.indexOf(one.verdict)) return one;
    const fix = one.fix === '' ? fixByOdds({ fix: '' }, odds) : one.fix;
    return { ...one, verdict: odds.verdict, fix };
  };
  return { ...judged(rpo), byPolicy: rpo.byPolicy.map(judged) };
}

/** The findings of restores by their new verdicts, where the old ones stood. */
function findingsAgain(plan: Plan, judged: Pick<Plan, 'restores' | 'rpo'>, found: readonly Finding[]): readonly Finding[] {
  const old = new Set(restoreFindings(plan).map(({ title }) => title));
  const at = plan.findings.findIndex(({ title }) => old.has(title));
  const kept = plan.findings.filter(({ title }) => !old.has(title));
  const place = at < 0 ? kept.length : at;
  return [...kept.slice(0, place), ...restoreFindings(judged), ...found, ...kept.slice(place)];
}
