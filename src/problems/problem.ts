/** Which part of the input a code belongs to: inventory, catalogue, scenario, command line, OpenStack, batch. */
export type ProblemCode = `${'INV' | 'CAT' | 'SCN' | 'CLI' | 'OST' | 'BAT'}${number}`;

/** Where in a person's file, as exactly as we know it. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
}

/** One thing wrong with what a person gave us. Data, not an exception. Codes are listed in docs/problems.md and never reused. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly where: Place;
  readonly found: string;
  readonly wanted: string;
  readonly fix?: string;
}

/** What a parser returns: a value with its warnings, or every problem at once. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

export function parsed<T>(value: T, warnings: readonly Problem[] = []): Parsed<T> {
  return { ok: true, value, warnings };
}

/** What is wrong with what a parser returned: nothing, or every problem. */
export const problemsOf = (result: Parsed<unknown>): readonly Problem[] => (result.ok ? [] : result.problems);

/** All problems, if any is an error; else the value with the warnings among them. */
export function parsedUnless<T>(problems: readonly Problem[], value: () => T): Parsed<T> {
  const [first, ...rest] = problems;
  if (first && problems.some((problem) => problem.severity === 'error')) return { ok: false, problems: [first, ...rest] };
  return { ok: true, value: value(), warnings: problems };
}
