import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Problem } from '../problems/problem.js';
import { COMMANDS, GLOBAL_OPTIONS, nameOf } from './commands.js';

/** The command line itself is wrong. Thrown from yargs' own callback, which leaves no other way out; caught once, in run(). */
export class UsageError extends Error {
  constructor(
    message: string,
    /** The command it was found in: "plan", "prices list"; '' for none. */
    readonly command: string,
  ) {
    super(message);
  }
}

/** CLI001: an unknown flag, command or argument, with the nearest; or what yargs says is wrong, in its words. */
export function usageProblem({ message, command }: UsageError, args: readonly string[]): Problem {
  const line = command === '' ? 'stowage' : `stowage ${command}`;
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message)?.[1]?.split(', ') ?? [];
  const [first] = unknown;
  if (first === undefined) return problem(line, lowerFirst(message), 'a complete command line', undefined);
  const typed = args.find((arg) => arg.replace(/=.*$/s, '').replace(/^--?(?:no-)?/, '') === first && arg.startsWith('-'));
  if (typed === undefined) {
    const known = COMMANDS.map(nameOf).flatMap((name) =>
      command === '' ? [name, name.split(' ')[0] ?? ''] : name.startsWith(`${command} `) ? [name.slice(command.length + 1)] : [],
    );
    return problem(
      line,
      `the unknown ${command === '' ? 'command' : 'argument'} "${first}"`,
      known.length > 0 ? 'a command' : 'no more arguments',
      didYouMean(nearestNames(first, known, 2)),
    );
  }
  const flags = flagsOf(command);
  const near = nearestNames(first, flags, 2).map((name) => `--${name}`);
  return problem(
    line,
    `the unknown flag ${typed.replace(/=.*$/s, '')}`,
    `a flag of ${command === '' ? 'stowage' : `stowage ${command}`}`,
    didYouMean(near) ?? `flags: ${flags.map((name) => `--${name}`).join(', ')}`,
  );
}

function flagsOf(command: string): readonly string[] {
  const own = COMMANDS.find((known) => nameOf(known) === command)?.options ?? {};
  return [...Object.keys(own), ...Object.keys(GLOBAL_OPTIONS), 'help'];
}

function problem(file: string, found: string, wanted: string, fix: string | undefined): Problem {
  return { code: 'CLI001', severity: 'error', where: { file }, found, wanted, ...(fix === undefined ? {} : { fix }) };
}

const lowerFirst = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
