import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** Where the source and what is made of it are, from the top of the checkout. */
export const ROWS_FOLDER = 'src/inventory/stream/wasm';
const SOURCE = 'plain-rows.ts';
const OUT = 'plain-rows.wasm';
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];
const LINE = 125;

/** Compiles the reader of plain rows to WebAssembly: the same bytes each time. */
export async function compileRows(root: string): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([SOURCE, ...OPTIONS, '--outFile', OUT], {
    // AssemblyScript is not TypeScript, whatever its files are called: ours has a name that no other tool reads.
    readFile: (name) => (name === SOURCE ? readFileSync(join(root, ROWS_FOLDER, 'plain-rows.as.txt'), 'utf8') : null),
    writeFile(name, content) {
      if (name === OUT && typeof content !== 'string') bytes = content;
    },
  });
  if (error !== null || bytes === undefined) throw new Error(`${error?.message ?? 'nothing was written'}\n${stderr}`);
  return bytes;
}

/** The module that holds the bytes. */
export function rowsModule(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `// Written by "npm run wasm" from plain-rows.as.txt; not by hand. Base64, so that building needs no compiler of 100 MB.
export const PLAIN_ROWS_WASM: string = [
${lines.map((line) => `  '${line}',\n`).join('')}].join('');
`;
}
