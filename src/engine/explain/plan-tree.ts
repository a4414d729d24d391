import { type Day, parseDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';

/**
 * A plan as `planFor` gives it or as its JSON gives it: in one, money is a Decimal and a day a number, in the other both are text and
 * what is unknown is null. Figures are read through the functions below, which take both.
 */
export type PlanTree = unknown;

/** What stands at a path such as ["capacity", "months", 3]; undefined where nothing does. */
export function at(tree: PlanTree, ...path: readonly (string | number)[]): PlanTree {
  let here = tree;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = Reflect.get(here, step);
  }
  return here === null ? undefined : here;
}

export function listAt(tree: PlanTree, ...path: readonly (string | number)[]): readonly PlanTree[] {
  const found = at(tree, ...path);
  return Array.isArray(found) ? found : [];
}

/** A double; 0 where there is none, since only figures that every plan has are asked for. */
export function numberAt(tree: PlanTree, ...path: readonly (string | number)[]): number {
  const found = at(tree, ...path);
  return typeof found === 'number' ? found : 0;
}

/** A number that may be missing: JSON has no word for what is endless. */
export function knownNumber(tree: PlanTree, ...path: readonly (string | number)[]): number | undefined {
  const found = at(tree, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** Text, or an exact amount as text; '' where there is none. */
export function textAt(tree: PlanTree, ...path: readonly (string | number)[]): string {
  const found = at(tree, ...path);
  if (typeof found === 'string') return found;
  return Decimal.isDecimal(found) ? found.toFixed() : '';
}

export function dayAt(tree: PlanTree, ...path: readonly (string | number)[]): Day | undefined {
  return dayOf(at(tree, ...path));
}

function dayOf(value: PlanTree): Day | undefined {
  if (typeof value === 'string') return parseDay(value);
  return isDay(value) ? value : undefined;
}

const isDay = (value: PlanTree): value is Day => typeof value === 'number' && Number.isInteger(value);

/** Is it a plan at all? */
export const isPlan = (tree: PlanTree): boolean =>
  textAt(tree, 'schema').startsWith('stowage-plan/') && listAt(tree, 'capacity', 'months').length > 0;

/** Keys of a scenario's policies that hold calendar days. */
const DAY_KEYS: ReadonlySet<string> = new Set(['from', 'until', 'release']);

/** The same tree in the engine's own form: days as numbers, nothing where the JSON has null. */
export function revived(tree: PlanTree, key = ''): PlanTree {
  if (DAY_KEYS.has(key)) return dayOf(tree) ?? tree;
  if (Array.isArray(tree)) return tree.map((item) => revived(item));
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, revived(value, name)]));
}
