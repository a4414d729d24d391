import { type Parsed, parsed, problemsOf } from '../../problems/problem.js';
import { Decimal } from '../../units/decimal.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';

const wrong = (name: string, given: string, wanted: string): Parsed<never> => ({
  ok: false,
  problems: [{ code: 'CLI005', severity: 'error', where: { file: `--${name}` }, found: `"${given}"`, wanted }],
});

/** A whole number within bounds; the fallback where the flag was not given. */
export function wholeFlag(
  call: Call,
  name: string,
  { least, most, fallback }: { least: number; most: number; fallback: number },
): Parsed<number> {
  const given = text(call, name);
  if (given === undefined) return parsed(fallback);
  const value = /^\d{1,9}$/.test(given) ? +given : Number.NaN;
  return value >= least && value <= most ? parsed(value) : wrong(name, given, `a whole number from ${least} to ${most}`);
}

/** A percentage such as "8%" or "8" as a share; undefined where the flag was not given. */
export function percentFlag(call: Call, name: string, most = 100): Parsed<Decimal | undefined> {
  const given = text(call, name);
  if (given === undefined) return parsed(undefined);
  const match = /^(\d{1,3}(?:\.\d{1,6})?) ?%?$/.exec(given);
  const share = match?.[1] === undefined ? undefined : new Decimal(match[1]).div(100);
  return share?.lte(most / 100) ? parsed(share) : wrong(name, given, `a percentage from 0 to ${most}, such as 8%`);
}

/** Money as a plain decimal; undefined where the flag was not given. */
export function moneyFlag(call: Call, name: string): Parsed<Decimal | undefined> {
  const given = text(call, name);
  if (given === undefined) return parsed(undefined);
  return /^\d{1,15}(\.\d{1,2})?$/.test(given)
    ? parsed(new Decimal(given))
    : wrong(name, given, 'an amount such as 25000 or 25000.00');
}

/** All problems of several values at once, or nothing to complain of. */
export function allParsed(values: readonly Parsed<unknown>[]): Parsed<true> {
  const [first, ...rest] = values.flatMap(problemsOf);
  return first === undefined ? parsed(true) : { ok: false, problems: [first, ...rest] };
}
