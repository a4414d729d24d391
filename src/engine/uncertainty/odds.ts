import type { Verdict } from '../plan-types.js';
import { intervalHours } from '../restore/rpo.js';
import type { Model } from './model.js';
import { tailOf } from './percentiles.js';
import { shareWithin, standardError } from './standard-error.js';
import type { TrialResults } from './trials.js';
import type { SlaOdds, Tail } from './types.js';

/** meets: P95 does; at risk: P50 does and P95 does not; misses: P50 does not. Source: docs/methodology-uncertainty.md M-90. */
export function verdictOf({ p50, p95 }: Tail, limit: number | undefined): Verdict {
  if (limit === undefined) return 'not asked';
  if (p95 <= limit) return 'meets';
  return p50 <= limit ? 'at risk' : 'misses';
}

type Asked = Pick<SlaOdds, 'kind' | 'name' | 'unit' | 'limit'>;

function odds(asked: Asked, values: Float64Array): SlaOdds {
  const { limit } = asked;
  const within = limit === undefined ? undefined : shareWithin(limit);
  const value = tailOf(values.slice());
  return {
    ...asked,
    value,
    probability: within?.(values),
    standardError: within === undefined ? undefined : standardError(values, within),
    verdict: verdictOf(value, limit),
  };
}

/**
 * Everything that was promised, with its percentiles and the share of the trials that keep it: every restore, every policy's recovery
 * point, the backup window, the link, the boxes' room in the cloud.
 *
 * Source: docs/methodology-uncertainty.md M-90.
 */
export function slaOdds(model: Model, results: TrialResults, policies: readonly string[]): readonly SlaOdds[] {
  const { scenario, restores, cloud } = model;
  return [
    ...restores.map(({ scenario: restore }, index) =>
      odds(
        { kind: 'restore', name: restore.name, unit: 'hours', limit: restore.rtoHours },
        results.restores[index] ?? new Float64Array(0),
      ),
    ),
    ...policies.flatMap((name) => {
      const policy = scenario.policies[name];
      if (policy === undefined) return [];
      const interval = intervalHours(policy);
      const hours = results.window.map((window, trial) => interval + window + (results.lag[trial] ?? 0));
      const one = odds({ kind: 'rpo', name, unit: 'hours', limit: policy.rpoHours ?? scenario.rpoHours }, hours);
      // As M-72 has it: what holds as long as the appliance survives, so without the lag, is at risk and not missed.
      const kept = verdictOf(tailOf(results.window.map((window) => interval + window)), one.limit);
      return [one.verdict === 'misses' && kept !== 'misses' ? { ...one, verdict: 'at risk' as const } : one];
    }),
    odds({ kind: 'window', name: 'backup window', unit: 'hours', limit: scenario.cinder.windowHours }, results.window),
    odds({ kind: 'wan', name: 'the largest day within the upload hours', unit: 'share', limit: 1 }, results.wan),
    ...(cloud === undefined
      ? []
      : [odds({ kind: 'cloud capacity', name: 'back-end within what the boxes hold', unit: 'share', limit: 1 }, results.cloud)]),
  ];
}
