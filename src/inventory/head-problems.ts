import type { Place, Problem } from '../problems/problem.js';
import { fieldOf, otherList } from './columns.js';
import { missingColumn, otherListFound, statusUntold, unknownForm } from './inventory-problems.js';

const NEEDED = [
  ['id', 'ID'],
  ['size', 'Size'],
] as const;

/** What is wrong with the titles (or keys) of a list: another list, none of ours, a column that is needed, one that is missed. */
export function headProblems(place: Place, titles: readonly string[]): readonly Problem[] {
  const list = otherList(titles);
  if (list !== undefined) return [otherListFound(place, list)];
  const fields = new Set(titles.map(fieldOf));
  const missing = NEEDED.filter(([field]) => !fields.has(field)).map(([, column]) => missingColumn(place, column, titles));
  if (missing.length === NEEDED.length) return [unknownForm(place, `the columns ${titles.slice(0, 8).join(', ')}`)];
  return missing.length > 0 || fields.has('status') ? missing : [statusUntold(place)];
}

export function hasError(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
