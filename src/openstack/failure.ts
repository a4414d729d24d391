import type { Problem } from '../problems/problem.js';

/** What the connector cannot go on from, as a problem for a person. Thrown inside this folder, caught where a pull starts. */
export class OpenStackFailure extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: found ${problem.found}, wanted ${problem.wanted}`);
    this.name = 'OpenStackFailure';
  }
}

/** An error of this folder; `at` is a file, a cloud's name or a URL. */
export function ostError(code: Problem['code'], at: string, told: Pick<Problem, 'found' | 'wanted' | 'fix'>): Problem {
  return { code, severity: 'error', where: { file: at }, ...told };
}

/** A warning of this folder: the inventory is whole, but something about it is not told. */
export function ostWarning(code: Problem['code'], at: string, told: Pick<Problem, 'found' | 'wanted' | 'fix'>): Problem {
  return { ...ostError(code, at, told), severity: 'warning' };
}
