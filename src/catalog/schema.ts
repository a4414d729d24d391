import { z } from 'zod';
import type { Columns } from './fields.js';
import { CATALOG_FILES, type CatalogFile } from './files.js';
import { TABLES } from './tables.js';

/**
 * One row of a table as a zod schema, for editors and for tools that want JSON Schema (`z.toJSONSchema`).
 *
 * Built from the same columns that the parser reads, so the two cannot drift. The parser itself does not load zod: the command's
 * start-up need not pay for it.
 */
export function rowSchema(columns: Columns): z.ZodObject {
  const shape = Object.entries(columns).map(([name, { pattern, wanted }]) => [
    name,
    z.string().regex(pattern, wanted).describe(wanted),
  ]);
  return z.strictObject(Object.fromEntries(shape));
}

/** JSON Schema of a row of each table of the catalogue, by file. */
export function catalogJsonSchemas(): Readonly<Record<CatalogFile, unknown>> {
  const schemas: Partial<Record<CatalogFile, unknown>> = {};
  for (const file of CATALOG_FILES) schemas[file] = z.toJSONSchema(rowSchema(TABLES[file]));
  return schemas as Record<CatalogFile, unknown>;
}
