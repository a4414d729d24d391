import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The package's own root: where data/ and reports/ lie beside dist/. Found from this module, so that it holds in a checkout, from dist/ and its
 * chunks, and in an installed package, whatever the working directory.
 *
 * @throws Error when the package is incomplete: not the person's fault
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'data', 'defaults.csv'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`no data/ folder beside ${fileURLToPath(import.meta.url)}: the installation is incomplete`);
    folder = parent;
  }
  return folder;
}
