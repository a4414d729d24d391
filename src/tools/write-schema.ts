import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCatalog } from '../catalog/catalog.js';
import { CATALOG_FILES } from '../catalog/files.js';
import { renderProblems } from '../problems/render.js';
import { editorSchemaText } from '../scenario/editor-schema.js';

// Writes the JSON Schema of scenario files for editors. Run from the built tools: node dist/tools/write-schema.mjs
const root = fileURLToPath(new URL('../../', import.meta.url));
const texts = await Promise.all(CATALOG_FILES.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const));
const catalog = parseCatalog(Object.fromEntries(texts));
if (catalog.ok) {
  await mkdir(join(root, 'data', 'schema'), { recursive: true });
  await writeFile(join(root, 'data', 'schema', 'scenario.schema.json'), editorSchemaText(Object.keys(catalog.value.defaults)));
} else {
  process.stderr.write(renderProblems(catalog.problems, 'The schema was not written.'));
  process.exitCode = 2;
}
