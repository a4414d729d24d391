import pc from 'picocolors';
import type { Problem } from '../problems/problem.js';
import { renderProblems } from '../problems/render.js';

/** 0 done; 1 done, and a check that was asked for failed; 2 the person's input or flags; 3 our bug. */
export type ExitCode = 0 | 1 | 2 | 3;

/** How a command speaks: data to stdout, talk to stderr. */
export interface Terminal {
  /** Data: what a person may pipe on. */
  data(content: string | Uint8Array): void;
  /** Talk: where something went, what took long. Silent with --quiet. */
  say(text: string): void;
  /** A check that was asked for and failed: on stderr, with --quiet too. */
  failed(text: string): void;
  /** Problems: text on stderr, or with --json one object on stdout. Gives 2 where one is an error, else 0. */
  problems(problems: readonly Problem[], closing: string): ExitCode;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Colours for stdout. */
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly width: number;
}

export interface TalkOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

export function terminalFor({ json, quiet, color }: TalkOptions): Terminal {
  const colored = color && process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb';
  return {
    data: (content) => process.stdout.write(content),
    say: (text) => {
      if (!quiet) process.stderr.write(`${text}\n`);
    },
    failed: (text) => process.stderr.write(`check failed: ${text}\n`),
    problems: (problems, closing) => showProblems(problems, closing, { json, quiet }),
    json,
    quiet,
    colors: pc.createColors(colored),
    width: process.stdout.columns ?? 120,
  };
}

function showProblems(
  problems: readonly Problem[],
  closing: string,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): ExitCode {
  const failed = problems.some(({ severity }) => severity === 'error');
  if (problems.length === 0) return 0;
  if (json && failed) process.stdout.write(`${JSON.stringify({ ok: false, problems }, null, 2)}\n`);
  else if (failed || !quiet) process.stderr.write(renderProblems(problems, closing));
  return failed ? 2 : 0;
}

/** "2 errors, 1 warning. Nothing was calculated." */
export function countOf(problems: readonly Problem[], after: string): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const counted = [plural(errors, 'error'), plural(warnings, 'warning')].filter((part) => part !== '');
  return `${counted.join(', ')}. ${after}`;
}

/** "1 error", "3 errors"; '' for none. */
export const plural = (count: number, word: string): string => (count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`);
