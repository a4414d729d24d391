import type { Total } from '../engine/charge.js';
import type { Plan, Verdict } from '../engine/plan-types.js';
import type { Money } from '../units/quantity.js';
import { formatMonth } from './format-date.js';
import { formatMoney, formatTotal, missingFrom } from './format-money.js';
import { formatHours } from './format-time.js';
import { verdictBadge } from './verdict.js';

/** What a pipeline asks of a plan. */
export interface Budget {
  /** No month may cost more. */
  readonly maxMonthly: Money | undefined;
  /** The horizon may not cost more. */
  readonly maxTotal: Money | undefined;
  /** Every restore and recovery point target is met: "at risk" is not. */
  readonly requireSla: boolean;
}

/**
 * Where a plan is over its budget, a sentence each; none: it is within. A sum that is not all of it cannot be within a budget: it is
 * over, or it is not known to be within.
 */
export function budgetFailures(plan: Plan, { maxMonthly, maxTotal, requireSla }: Budget): readonly string[] {
  return [
    ...(maxMonthly === undefined ? [] : monthlyFailures(plan, maxMonthly)),
    ...(maxTotal === undefined ? [] : overText('the horizon', plan.cost.total, maxTotal, '--max-total')),
    ...(requireSla ? slaFailures(plan) : []),
  ];
}

/** The dearest month speaks for all; where none is over, the first that is not wholly priced. */
function monthlyFailures({ cost }: Plan, most: Money): readonly string[] {
  const [dearest] = [...cost.months].sort((a, b) => b.total.cost.amount.cmp(a.total.cost.amount));
  if (dearest === undefined) return [];
  const over = cost.months.filter(({ total }) => total.cost.amount.gt(most.amount)).length;
  const others = over > 1 ? ` (${over} of ${cost.months.length} months are over)` : '';
  const worst = over > 0 ? dearest : (cost.months.find(({ total }) => total.kind === 'atLeast') ?? dearest);
  return overText(formatMonth(worst.from), worst.total, most, '--max-monthly').map((text) => `${text}${others}`);
}

function overText(what: string, total: Total, most: Money, flag: string): readonly string[] {
  const limit = `${flag} ${formatMoney(most)}`;
  if (total.cost.amount.gt(most.amount)) {
    const by = formatMoney({ ...total.cost, amount: total.cost.amount.minus(most.amount) });
    return [`${what} costs ${formatTotal(total)}, ${by} more than ${limit}`];
  }
  if (total.kind === 'complete') return [];
  return [
    `${what} costs ${formatTotal(total)}: not known to be within ${limit}, since there is no price for ${missingFrom(total)}`,
  ];
}

function slaFailures({ restores, rpo }: Plan): readonly string[] {
  const asked = [...restores, rpo].some(({ verdict }) => verdict !== 'not asked');
  if (!asked) return ['--require-sla: the scenario asks for no target (rto of a restore, sla.rpo)'];
  const slow = restores
    .filter(({ verdict }) => verdict === 'misses' || verdict === 'at risk')
    .map(({ scenario, hours, verdict, odds }) => {
      // What is at risk may take less than is wanted: it is judged by its slowest trials.
      const slowest = odds === undefined ? '' : ` (P95: ${formatHours(odds.value.p95)})`;
      return `restore ${scenario.name}: ${wordOf(verdict)}, takes ${formatHours(hours)}${slowest}${wantedText(scenario.rtoHours)}`;
    });
  const old =
    rpo.verdict === 'misses' || rpo.verdict === 'at risk'
      ? [`recovery point: ${wordOf(rpo.verdict)}, ${formatHours(rpo.achievableHours)}${wantedText(rpo.askedHours)}`]
      : [];
  return [...slow, ...old];
}

const wordOf = (verdict: Verdict): string => verdictBadge(verdict).text.toLowerCase();
const wantedText = (hours: number | undefined): string => (hours === undefined ? '' : `, wanted ${formatHours(hours)}`);
