import type * as z from 'zod';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Problem } from '../problems/problem.js';
import { at, fieldOf, isList, isMap, type Path, type Tree } from './tree.js';
import type { YamlFile } from './yaml-file.js';

type Issue = z.core.$ZodIssue;

/**
 * What zod found, as problems of the person's file: unknown keys (SCN002, with the nearest known ones), missing keys (SCN003), values that
 * are not of their form (SCN004).
 *
 * @param keysAt the known keys of the mapping at a path
 */
export function schemaProblems(
  issues: readonly Issue[],
  tree: Tree,
  yaml: YamlFile,
  keysAt: (path: Path) => readonly string[],
): readonly Problem[] {
  return issues.flatMap((issue) => issueProblems(issue, [], tree, yaml, keysAt));
}

function issueProblems(
  issue: Issue,
  parent: Path,
  tree: Tree,
  yaml: YamlFile,
  keysAt: (path: Path) => readonly string[],
): readonly Problem[] {
  const path: Path = [...parent, ...issue.path.map((step) => (typeof step === 'symbol' ? '' : step))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey([...path, key], key, keysAt(path), yaml));
  }
  const value = at(tree, path);
  if (value === undefined) return [missing(path, wantedOf(issue), yaml)];
  if (issue.code === 'invalid_union') {
    const branch = bestBranch(issue.errors, value);
    if (branch) return branch.flatMap((inner) => issueProblems(inner, path, tree, yaml, keysAt));
  }
  return [
    {
      code: 'SCN004',
      severity: 'error',
      where: yaml.place(path),
      found: describe(value),
      wanted: wantedOf(issue),
      ...fixFor(value, issue),
    },
  ];
}

/** Of a union (text | list | mapping) the branch that the person was writing: the one whose own type fits. */
function bestBranch(branches: readonly (readonly Issue[])[], value: Tree | undefined): readonly Issue[] | undefined {
  const fits = branches.filter((issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0));
  return fits[0] ?? (typeof value === 'string' ? branches[0] : undefined);
}

function unknownKey(path: Path, key: string, known: readonly string[], yaml: YamlFile): Problem {
  const hint = didYouMean(nearestNames(key, known)) ?? (known.length > 0 ? `known here: ${known.join(', ')}` : undefined);
  return {
    code: 'SCN002',
    severity: 'error',
    where: yaml.place(path, 'key'),
    found: `the unknown key "${key}"`,
    wanted: known.length > 0 ? `one of ${known.join(', ')}` : 'a known key',
    ...(hint === undefined ? {} : { fix: hint }),
  };
}

function missing(deepest: Path, wanted: string, yaml: YamlFile): Problem {
  // Of a whole branch that is not there, the first missing key is the one to write.
  const depth = deepest.findIndex((_, index) => at(yaml.tree, deepest.slice(0, index + 1)) === undefined);
  const path = depth < 0 ? deepest : deepest.slice(0, depth + 1);
  const key = path[path.length - 1];
  return {
    code: 'SCN003',
    severity: 'error',
    where: { ...yaml.place(path.slice(0, -1), 'key'), field: fieldOf(path) },
    found: 'nothing',
    wanted,
    fix: `write "${key}:" here`,
  };
}

function wantedOf(issue: Issue): string {
  if (issue.code === 'invalid_union' && issue.message === NOTHING_SAID) return wantedOfUnion(issue.errors);
  if (issue.code !== 'invalid_type') return issue.message;
  const forms: Readonly<Record<string, string>> = {
    object: 'a mapping (key: value)',
    record: 'a mapping (name: ...)',
    array: 'a list (- ...)',
  };
  return forms[issue.expected] ?? issue.message;
}

/** What zod says of a union that has no sentence of its own. */
const NOTHING_SAID = 'Invalid input';

/** All that a union takes, each once. */
function wantedOfUnion(branches: readonly (readonly Issue[])[]): string {
  const own = branches.flatMap((issues) => issues.filter(({ path }) => path.length === 0).slice(0, 1));
  return [...new Set(own.map(wantedOf))].join(', or ');
}

/** What stands there, as short as it can be said. */
export function describe(value: Tree | undefined): string {
  if (value === undefined || value === '') return 'nothing';
  if (isList(value)) return `a list of ${value.length}`;
  if (isMap(value)) return `a mapping with ${Object.keys(value).join(', ') || 'no keys'}`;
  return `"${value.length > 80 ? `${value.slice(0, 77)}...` : value}"`;
}

/** A hint for the slips that people make most: decimal comma, a bare number for a share or a duration, a misspelt word of a list. */
function fixFor(value: Tree, issue: Issue): { readonly fix?: string } {
  if (typeof value !== 'string') return {};
  if (/\d,\d/.test(value)) return { fix: `write the decimal point: ${value.replace(',', '.')}` };
  const choices = /^(?:one of |a weekday: )(.+)$/.exec(issue.message)?.[1]?.split(/, | or /);
  const hint = choices && didYouMean(nearestNames(value, choices, 1));
  if (hint !== undefined) return { fix: hint };
  if (!/^\d+(\.\d+)?$/.test(value)) return {};
  if (issue.message.includes('duration')) return { fix: `add the unit: ${value} days` };
  if (issue.message.includes('share') || issue.message.includes('growth')) return { fix: `write ${value}%` };
  return {};
}
