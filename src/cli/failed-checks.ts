import type { Plan } from '../engine/plan-types.js';

/** --check: a missed target or a finding of severity error is exit code 1. */
export function failedChecks({ restores, rpo, findings }: Plan): readonly string[] {
  const missed = [...restores.map(({ what, verdict }) => ({ what, verdict })), { what: 'RPO', verdict: rpo.verdict }].filter(
    ({ verdict }) => verdict === 'misses',
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  return [...missed.map(({ what }) => `${what} misses its target`), ...errors.map(({ title }) => title)];
}
