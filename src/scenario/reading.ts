import type { DefaultValue } from '../catalog/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Parsed, Problem, ProblemCode } from '../problems/problem.js';
import type { Day } from '../units/day.js';
import type { Resolver } from './resolver.js';
import type { Path } from './tree.js';
import type { Assumption } from './types.js';
import type { YamlFile } from './yaml-file.js';

/** One scenario being read: where things stand, who resolves names, and what has come up so far. */
export interface Reading {
  readonly file: string;
  readonly yaml: YamlFile;
  readonly resolver: Resolver;
  readonly today: Day;
  readonly problems: Problem[];
  readonly assumptions: Assumption[];
}

export interface Wrong {
  readonly code: ProblemCode;
  readonly path: Path;
  readonly found: string;
  readonly wanted: string;
  readonly fix?: string | undefined;
  readonly severity?: Problem['severity'];
}

export function report(reading: Reading, { code, path, found, wanted, fix, severity = 'error' }: Wrong): undefined {
  reading.problems.push({
    code,
    severity,
    where: reading.yaml.place(path),
    found,
    wanted,
    ...(fix === undefined ? {} : { fix }),
  });
  return undefined;
}

/** SCN005: a name that nothing has, with the nearest ones and, if the list is short, all of them. */
export function unknownName(
  reading: Reading,
  {
    path,
    what,
    name,
    known,
  }: { readonly path: Path; readonly what: string; readonly name: string; readonly known: readonly string[] },
): undefined {
  const all = known.length > 0 && known.length <= 12 ? `: ${known.join(', ')}` : '';
  const fix = didYouMean(nearestNames(name, known));
  return report(reading, { code: 'SCN005', path, found: `the unknown ${what} "${name}"`, wanted: `a known ${what}${all}`, fix });
}

/** The value of a look-up in the catalogue, or undefined after taking over its problems. */
export function taken<T>(reading: Reading, found: Parsed<T>): T | undefined {
  if (found.ok) return found.value;
  reading.problems.push(...found.problems);
  return undefined;
}

/** Lists a value that was not written among the report's assumptions, with the evidence of data/defaults.csv. */
export function assume(reading: Reading, key: string, value: string, from: DefaultValue): void {
  const { label, title, url, lastChecked, note = '' } = from.source;
  reading.assumptions.push({ key, value, unit: from.unit, label, source: title, url, lastChecked, note });
}

/** The same for a value that follows from what was written. */
export function derive(reading: Reading, key: string, value: string, note: string): void {
  reading.assumptions.push({
    key,
    value,
    unit: '',
    label: 'default',
    source: 'follows from the scenario',
    url: '',
    lastChecked: '',
    note,
  });
}
