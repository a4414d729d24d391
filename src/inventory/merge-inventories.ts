import { type Parsed, type Problem, parsed } from '../problems/problem.js';
import { emptyFile, sizesDiffer } from './inventory-problems.js';
import type { Inventory, Volume } from './types.js';

/** Keystone's project ids: a name tells a person more. */
const PROJECT_ID = /^[0-9a-f]{32}$/;

/**
 * Puts files together. A volume in a second file with the same size is merged: what the first file does not tell is
 * filled in from the second, such as the project that a per-project list is labelled with. With another size it is a
 * reject, and the first file's size stands.
 *
 * @returns an error only where there is nothing to merge
 */
export function mergeInventories(parts: readonly Inventory[]): Parsed<Inventory> {
  const [only, ...others] = parts;
  if (only === undefined) return { ok: false, problems: [emptyFile({ file: 'inventory' })] };
  if (others.length === 0) return parsed(only);
  const volumes = new Map<string, Volume>();
  const rejects: Problem[] = [];
  for (const part of parts) {
    for (const reject of part.rejects) rejects.push(reject);
    for (const volume of part.volumes) {
      const first = volumes.get(volume.id);
      if (first === undefined) volumes.set(volume.id, volume);
      else if (first.size === volume.size) volumes.set(volume.id, filled(first, volume));
      else rejects.push(sizesDiffer(volume.place, String(volume.size), first.place, String(first.size)));
    }
  }
  return parsed({ files: parts.flatMap((part) => part.files), volumes: [...volumes.values()], rejects });
}

function filled(first: Volume, second: Volume): Volume {
  const hasMetadata = Object.keys(first.metadata).length > 0;
  const firstNamesProject = first.project !== undefined && !PROJECT_ID.test(first.project);
  return {
    ...first,
    name: first.name === '' ? second.name : first.name,
    status: first.status === '' ? second.status : first.status,
    type: first.type ?? second.type,
    encrypted: first.encrypted ?? second.encrypted,
    bootable: first.bootable ?? second.bootable,
    attached: first.attached ?? second.attached,
    project: firstNamesProject ? first.project : (second.project ?? first.project),
    zone: first.zone ?? second.zone,
    createdAt: first.createdAt ?? second.createdAt,
    metadata: hasMetadata ? first.metadata : second.metadata,
    temporary: first.temporary ?? second.temporary,
  };
}
