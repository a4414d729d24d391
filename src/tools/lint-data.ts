// `npm run lint:data`: holds data/ to its rules. `--fix` writes the canonical order. Reads no clock.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CATALOG_FILES, type CatalogFile, type CatalogFiles } from '../catalog/files.js';
import { EXCEPTIONS_FILE } from '../catalog/lint/exceptions.js';
import { lint } from '../catalog/lint/lint.js';
import { csvText, inOrder } from '../catalog/lint/order.js';
import { readTable } from '../catalog/read-table.js';
import { TABLES } from '../catalog/tables.js';
import { renderProblems } from '../problems/render.js';

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function readFiles(): CatalogFiles {
  const files: Partial<Record<CatalogFile, string>> = {};
  for (const file of CATALOG_FILES) {
    const text = textOf(file);
    if (text !== undefined) files[file] = text;
  }
  return files;
}

/** Only tables that read without a problem: sorting a broken one would lose its broken rows. */
function fixOrder(files: CatalogFiles): void {
  for (const file of CATALOG_FILES) {
    const { rows, problems } = readTable(file, files[file], TABLES[file]);
    const text = csvText(Object.keys(TABLES[file]), inOrder(file, rows));
    if (problems.length > 0 || text === files[file]) continue;
    writeFileSync(file, text);
    console.log(`${file}: written in order`);
  }
}

function main(): void {
  if (process.argv.includes('--fix')) fixOrder(readFiles());
  const problems = lint(readFiles(), textOf(EXCEPTIONS_FILE));
  if (problems.length === 0) {
    console.log(`data: ${CATALOG_FILES.length} tables hold to their rules`);
    return;
  }
  const count = `${problems.length} ${problems.length === 1 ? 'error' : 'errors'}.`;
  process.stderr.write(renderProblems(problems, count));
  process.exitCode = 2;
}

main();
