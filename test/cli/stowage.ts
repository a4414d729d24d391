import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command: `npm test` builds it first. */
export const COMMAND = fileURLToPath(new URL('../../dist/stowage.mjs', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../data/samples/', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a folder, without a terminal. */
export function stowage(folder: string, ...args: readonly string[]): Run {
  const env = { ...process.env, NO_COLOR: '', LANG: 'de_DE.UTF-8' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: 'utf8', env });
  return { code: status, stdout, stderr };
}

/** A new folder with the sample inventory and the given files. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-'));
  copyFileSync(join(SAMPLES, 'volumes.csv'), join(folder, 'volumes.csv'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export const filesIn = (folder: string): readonly string[] => readdirSync(folder).sort();
export const fileText = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

/** A short scenario over the sample inventory. */
export const SHORT =
  'inventory: volumes.csv\nstart: 2016-02-15\nhorizon: 3 months\ndestination: {region: Frankfurt, class: Glacier}\n';
