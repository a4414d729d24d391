import { dirname, isAbsolute, join, relative } from 'node:path';
import type { PlanInput } from '../../engine/plan-types.js';
import type { Parsed } from '../../problems/problem.js';
import type { Edit } from '../../report/what-if/control.js';
import { changedYaml } from '../../report/what-if/yaml-text.js';
import { isList, isMap, type Tree } from '../../scenario/tree.js';
import { overwritesInput, writeWhole } from '../files.js';
import type { LoadedScenario } from '../load-plan-input.js';

interface Rewriting {
  readonly input: PlanInput;
  readonly loaded: LoadedScenario;
  readonly edits: readonly Edit[];
  /** Why there may be no edits, and what would give some. */
  readonly none: { readonly found: string; readonly wanted: string };
  readonly from: string;
}

/** The scenario file with the edits in it, whole: its inventory is named from where it is written. */
export async function writeRecalibrated(
  target: string,
  { input, loaded, edits, none, from }: Rewriting,
): Promise<Parsed<unknown>> {
  const { file, name } = input.scenario;
  const clash = await overwritesInput(target, [file, ...input.inventoryFiles.map((one) => one.file)]);
  if (clash) return { ok: false, problems: [clash] };
  if (edits.length === 0)
    return { ok: false, problems: [{ code: 'CLI031', severity: 'error', where: { file: '--recalibrated' }, ...none }] };
  const moved = movedInventory(loaded.source.yaml.tree, dirname(file), dirname(target));
  return writeWhole(target, changedYaml(moved, edits, [`${name}: recalibrated by "stowage actual" from ${from}.`]));
}

/** Inventory files are named from the scenario's folder. */
function movedInventory(tree: Tree, from: string, to: string): Tree {
  const moved = (one: string): string => (one === '-' || isAbsolute(one) ? one : relative(to, join(from, one)));
  const entry = (one: Tree): Tree => {
    if (typeof one === 'string') return moved(one);
    return isMap(one) && typeof one.file === 'string' ? { ...one, file: moved(one.file) } : one;
  };
  const listed = (one: Tree): Tree => (isList(one) ? one.map(entry) : entry(one));
  if (!isMap(tree) || tree.inventory === undefined) return tree;
  const { inventory } = tree;
  const files =
    isMap(inventory) && inventory.files !== undefined ? { ...inventory, files: listed(inventory.files) } : listed(inventory);
  return { ...tree, inventory: files };
}
