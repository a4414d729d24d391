import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, type Problem, parsed } from '../problems/problem.js';
import { asDay, type Day, parseDay } from '../units/day.js';
import type { Call } from './commands.js';

const MS_PER_DAY = 86_400_000;

/** Today's calendar day in UTC: the only clock of the product's planning, read here and handed down. */
export const today = (): Day => asDay(Math.floor(Date.now() / MS_PER_DAY));

/** A flag's text; undefined where it was not given. */
export function text({ flags }: Pick<Call, 'flags'>, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

export const isSet = ({ flags }: Pick<Call, 'flags'>, name: string): boolean => flags[name] === true;

/** One of a few words. CLI005 with the nearest. */
export function choice<const T extends string>(call: Call, name: string, words: readonly [T, ...T[]]): Parsed<T> {
  const given = text(call, name) ?? words[0];
  const found = words.find((word) => word === given);
  if (found !== undefined) return parsed(found);
  return wrong(name, `"${given}"`, `one of ${words.join(', ')}`, didYouMean(nearestNames(given, words, 1)));
}

/** A calendar day, today where the flag was not given. CLI005 for anything else. */
export function dayFlag(call: Call, name: string): Parsed<Day> {
  const given = text(call, name);
  if (given === undefined) return parsed(today());
  const day = parseDay(given);
  return day === undefined ? wrong(name, `"${given}"`, 'a calendar date', 'write it as 2016-02-15') : parsed(day);
}

/** CLI005: what a flag was given, and what it takes. */
export function wrong(
  name: string,
  found: string,
  wanted: string,
  fix: string | undefined,
): { readonly ok: false; readonly problems: readonly [Problem] } {
  return {
    ok: false,
    problems: [
      { code: 'CLI005', severity: 'error', where: { file: `--${name}` }, found, wanted, ...(fix === undefined ? {} : { fix }) },
    ],
  };
}
