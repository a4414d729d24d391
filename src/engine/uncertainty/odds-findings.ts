import type { Finding, Plan } from '../plan-types.js';
import { hoursInWords, percentInWords } from '../sizing/words.js';
import type { SlaOdds } from './types.js';

/**
 * What the likely plan keeps and the draws do not: a window, a link or boxes that hold likely, and too seldom. What the plan itself
 * overruns has its own finding already.
 *
 * Source: docs/methodology-uncertainty.md M-90.
 */
export function oddsFindings({ window, wan }: Pick<Plan, 'window' | 'wan'>, slas: readonly SlaOdds[]): readonly Finding[] {
  const holds: Readonly<Partial<Record<SlaOdds['kind'], boolean>>> = {
    window: window.fits,
    wan: wan.fits,
    'cloud capacity': true,
  };
  return slas
    .filter(({ kind, verdict }) => holds[kind] === true && (verdict === 'at risk' || verdict === 'misses'))
    .map((sla) => ({ severity: 'warning', ...told(sla) }));
}

function told({ kind, limit, probability = 0, value }: SlaOdds): Omit<Finding, 'severity'> {
  const odds = `${percentInWords(probability)} of the trials`;
  const measure = 'or measure the inputs that move it most';
  if (kind === 'window') {
    const p95 = hoursInWords(value.p95);
    return {
      title: `The backup window of ${hoursInWords(limit ?? 0)} holds in ${odds} only`,
      detail: `It fits at the likely values. Half of the trials need up to ${hoursInWords(value.p50)}, one in twenty more than ${p95}.`,
      fix: `plan a night of ${p95} (P95), read and write faster, ${measure}`,
    };
  }
  const used = `Half of the trials use up to ${percentInWords(value.p50)} of it, one in twenty more than ${percentInWords(value.p95)}.`;
  if (kind === 'wan')
    return {
      title: `The line takes its largest day in ${odds} only`,
      detail: used,
      fix: `a line ${value.p95.toFixed(1)} times as wide (P95), more upload hours, ${measure}`,
    };
  return {
    title: `The back-end stays within what the boxes hold in ${odds} only`,
    detail: used,
    fix: `room for ${value.p95.toFixed(1)} times as much (P95), ${measure}`,
  };
}
