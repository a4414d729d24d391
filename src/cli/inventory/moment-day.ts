import { basename } from 'node:path';
import { type InventorySource, readSource } from '../../files/inventory-source.js';
import { isSnapshotHeader } from '../../inventory/snapshot-lines.js';
import { type Day, parseDay } from '../../units/day.js';

const HEAD = 1 << 16;

/** The day of an inventory: when a snapshot file's pull began, or a date in the file's name (2026-03-31). Undefined where neither tells. */
export async function dayOfSource(source: InventorySource): Promise<Day | undefined> {
  const [inName] = /\d{4}-\d{2}-\d{2}/.exec(basename(source.name)) ?? [];
  return (await pulledDay(source)) ?? (inName === undefined ? undefined : parseDay(inName));
}

async function pulledDay(source: InventorySource): Promise<Day | undefined> {
  const head = new Uint8Array(HEAD);
  let used = 0;
  await readSource(source, {
    space: () => head.subarray(used),
    filled(count) {
      used += count;
    },
    get isOver() {
      return used === HEAD || head.includes(10);
    },
  });
  const line = new TextDecoder().decode(head.subarray(0, used)).split('\n', 1)[0] ?? '';
  if (!line.startsWith('{')) return undefined;
  try {
    const header: unknown = JSON.parse(line);
    return isSnapshotHeader(header) && typeof header.pulledAt === 'string' ? parseDay(header.pulledAt.slice(0, 10)) : undefined;
  } catch {
    return undefined;
  }
}
