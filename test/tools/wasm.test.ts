import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileRows, ROWS_FOLDER, rowsModule } from '../../src/tools/wasm/compile-rows.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('holds the WebAssembly in the source to be what its own source compiles to, byte by byte; if not: npm run wasm', async () => {
  const kept = readFileSync(join(root, ROWS_FOLDER, 'plain-rows-wasm.ts'), 'utf8');
  expect(kept).toBe(rowsModule(await compileRows(root)));
}, 60_000);
