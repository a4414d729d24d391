import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files are written before they get their names: what a killed worker leaves half never lies among the reports. */
export const UNFINISHED = '.stowage-batch/unfinished';

const HOUR_MS = 3_600_000;

/** Removes what workers left half an hour ago or earlier: whoever still writes is not disturbed. */
export async function clearUnfinished(folder: string, now: number): Promise<void> {
  const names = await readdir(join(folder, UNFINISHED)).catch(() => []);
  for (const name of names) {
    const path = join(folder, UNFINISHED, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > HOUR_MS / 2) await rm(path, { force: true });
  }
}
