import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRows, ROWS_FOLDER, rowsModule } from './wasm/compile-rows.js';

/** `npm run wasm`: compiles the inventory's reader of plain rows again. */
writeFileSync(join(ROWS_FOLDER, 'plain-rows-wasm.ts'), rowsModule(await compileRows('.')));
