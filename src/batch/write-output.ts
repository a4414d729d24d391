import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return realpath(folder);
}

/**
 * The place of an output, with the folders below the output folder made. A link among the folders must not lead out of the output folder.
 *
 * @throws Error of the file system, or one that names the link
 */
export async function placeFor(folder: string, path: string): Promise<string> {
  const target = join(folder, path);
  const segments = dirname(path)
    .split('/')
    .filter((each) => each !== '.');
  if (segments.length === 0) return target;
  const root = await realpath(folder).catch(() => made(folder));
  // Looked at step by step, so that nothing is made outside either.
  let here = folder;
  for (const segment of segments) {
    here = join(here, segment);
    await mkdir(here).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const real = await realpath(here);
    if (real !== root && !real.startsWith(root + sep)) throw new Error(`${here} is a link that leads out of the output folder`);
  }
  return target;
}
