import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCatalog } from '../catalog/catalog.js';
import { CATALOG_FILES } from '../catalog/files.js';
import { renderProblems } from '../problems/render.js';
import { editorSchemaText } from '../scenario/editor-schema.js';
import { resultSchemas } from './schema/result-schemas.js';

// Writes the JSON Schemas of scenario files, plans and quotes. Run from the built tools: node dist/tools/write-schema.mjs
const root = fileURLToPath(new URL('../../', import.meta.url));
const texts = await Promise.all(CATALOG_FILES.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const));
const catalog = parseCatalog(Object.fromEntries(texts));
if (catalog.ok) {
  const folder = join(root, 'data', 'schema');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'scenario.schema.json'), editorSchemaText(Object.keys(catalog.value.defaults)));
  for (const [name, schema] of Object.entries(resultSchemas(root)))
    await writeFile(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
} else {
  process.stderr.write(renderProblems(catalog.problems, 'The schema was not written.'));
  process.exitCode = 2;
}
