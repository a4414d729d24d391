import { at, isList, type Path, type Tree } from './tree.js';

/** An inventory file as a scenario names it, and where. */
export interface InventoryNamed {
  readonly file: string;
  readonly project: string | undefined;
  readonly path: Path;
}

/**
 * The inventory files that a scenario names, whatever else is wrong with it: so that a person gets the problems of both at once.
 * Empty where it names none.
 */
export function inventoryNamed(tree: Tree): readonly InventoryNamed[] {
  const short = at(tree, ['inventory']);
  const root: Path = at(short, ['files']) === undefined ? ['inventory'] : ['inventory', 'files'];
  const named = at(tree, root);
  if (!isList(named)) return entry(named, root);
  return named.flatMap((item, index) => entry(item, [...root, index]));
}

function entry(item: Tree | undefined, path: Path): readonly InventoryNamed[] {
  const file = typeof item === 'string' ? item : at(item, ['file']);
  const project = at(item, ['project']);
  if (typeof file !== 'string' || file === '' || file === '-') return [];
  return [{ file, project: typeof project === 'string' ? project : undefined, path }];
}
