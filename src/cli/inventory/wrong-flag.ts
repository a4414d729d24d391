import type { Problem } from '../../problems/problem.js';

/** CLI005: a flag's value that means nothing. */
export function wrongFlag(name: string, found: string, wanted: string, fix?: string): Problem {
  const problem = { code: 'CLI005', severity: 'error', where: { file: `--${name}` }, found: `"${found}"`, wanted } as const;
  return fix === undefined ? problem : { ...problem, fix };
}
