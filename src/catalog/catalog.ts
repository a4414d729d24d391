import { type Parsed, parsedUnless } from '../problems/problem.js';
import type { CatalogFiles } from './files.js';
import { parseAppliances, parseDefaults, parseLadder, parseRatios } from './flat-tables.js';
import { parsePrivateStores } from './private-stores.js';
import { parseProfiles } from './profiles.js';
import type { Catalog } from './types.js';

/** Reads everything in data/ but the prices. Every problem of every file at once. */
export function parseCatalog(files: CatalogFiles): Parsed<Catalog> {
  const profiles = parseProfiles(files);
  const appliances = parseAppliances(files);
  const ladder = parseLadder(files);
  const privateStores = parsePrivateStores(files);
  const ratios = parseRatios(files);
  const defaults = parseDefaults(files);
  const all = [profiles, appliances, ladder, privateStores, ratios, defaults];
  return parsedUnless(
    all.flatMap(({ problems }) => problems),
    () => ({
      profiles: profiles.value,
      appliances: appliances.value,
      ladder: ladder.value,
      privateStores: privateStores.value,
      ratios: ratios.value,
      defaults: defaults.value,
    }),
  );
}
