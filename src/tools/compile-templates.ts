import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { templateCode } from '../report/compile-template.js';

// Writes dist/templates.cjs: the code of every template in reports/, by the template's text. The last step of the build.
const root = fileURLToPath(new URL('../../', import.meta.url));
const names = (await readdir(join(root, 'reports'), { recursive: true })).filter((name) => name.endsWith('.hbs')).sort();
const texts = await Promise.all(names.map((name) => readFile(join(root, 'reports', name), 'utf8')));
const entries = [...new Set(texts)].map((text) => `[${JSON.stringify(text)}, ${templateCode(text)}]`);
const { code } = await transform(`exports.byText = new Map([${entries.join(',')}]);`, { minify: true });
await writeFile(join(root, 'dist', 'templates.cjs'), code);
