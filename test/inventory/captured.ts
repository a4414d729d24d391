import { readFileSync } from 'node:fs';
import { parseInventoryFile } from '../../src/inventory/parse-inventory-file.js';
import type { Inventory, Volume } from '../../src/inventory/types.js';
import type { Parsed, Problem } from '../../src/problems/problem.js';

const ROOT = new URL('../../', import.meta.url);

/** What the test instance's database held; the list of volumes leaves out the one that was made by hand. */
export interface ExpectedVolume {
  readonly id: string;
  readonly name: string | null;
  readonly size: number;
  readonly status: string;
  readonly type: string;
  readonly project_id: string;
  readonly bootable: boolean;
  readonly encrypted: boolean;
  readonly attachments: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly created_at: string;
}

/** A file captured from the real clients and API. */
export function captured(name: string): string {
  return readFileSync(new URL(`test/fixtures/cinder/${name}`, ROOT), 'utf8');
}

export function sample(name: string): string {
  return readFileSync(new URL(`data/samples/${name}`, ROOT), 'utf8');
}

export const expectedVolumes: readonly ExpectedVolume[] = JSON.parse(captured('expected.json')).volume_list;

export function inventoryOf(text: string, project?: string): Inventory {
  const result = parseInventoryFile({ file: 'inventory', text, project });
  if (!result.ok) throw new Error(`expected an inventory, got ${JSON.stringify(result.problems)}`);
  return result.value;
}

export function problemsOf(text: string): readonly Problem[] {
  const result = parseInventoryFile({ file: 'inventory', text });
  if (result.ok) throw new Error(`expected problems, got ${result.value.volumes.length} volumes`);
  return result.problems;
}

export function warningsOf(result: Parsed<unknown>): readonly string[] {
  return result.ok ? result.warnings.map((warning) => warning.code) : [];
}

/** Volumes without their places, by id: two forms tell the same or do not. */
export function withoutPlaces(volumes: readonly Volume[]): readonly Omit<Volume, 'place'>[] {
  return volumes.map(({ place: _, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const gibOf = (volumes: readonly { readonly size: number }[]): number => volumes.reduce((sum, { size }) => sum + size, 0);
