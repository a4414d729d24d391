import { statSync } from 'node:fs';
import type { Parsed } from '../../problems/problem.js';
import type { InventoryRequest, LoadedInventory } from '../inventory/load-inventory.js';
import { loadInventory } from '../inventory/load-inventory.js';
import { recent } from '../recent.js';

type Remembered<V> = (key: string, files: readonly string[], make: () => Promise<V>) => Promise<V>;

/** Remembers the last few values that were made from files, as long as those stand as they stood: a worker lives for days. */
export function rememberedFiles<V>(limit: number): Remembered<V> {
  const known = recent<Promise<V>>(limit);
  return (key, files, make) => {
    return known(JSON.stringify([key, files, files.map(stampOf)]), make);
  };
}

/** Another size, time or place on the disk is another file; '' for none. Asked for each row: at once is ten times cheaper than later. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return '';
  }
}

const MOST_INVENTORIES = 64;
const inventories = rememberedFiles<Parsed<LoadedInventory>>(MOST_INVENTORIES);

/** Equal inventories, sorted by equal rules, are read and cohorted once for each worker, whichever scenarios name them. */
export async function rememberedInventory(request: InventoryRequest): Promise<Parsed<LoadedInventory>> {
  const paths = request.files.map(({ path }) => path);
  const { sorting, maxRejects } = request;
  const content = [request.files.map(({ path, project }) => [path, project]), sorting, maxRejects];
  const found = await inventories(JSON.stringify(content), paths, () => loadInventory(request));
  // What is said of an inventory has its place in the scenario that names it.
  if (found.ok && found.warnings.length === 0) return found;
  return inventories(JSON.stringify([content, request.files, request.rejectsAt]), paths, () => loadInventory(request));
}
