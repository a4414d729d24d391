// Builds dist/: the command, the page's script, the project's own tools. Same sources, same bytes (but for the code that V8 makes).

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
process.chdir(root);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  define: { STOWAGE_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  metafile: true,
};

/** The parser's help is English: its columns are characters. The package that measures emoji takes longer to load than all else of it. */
const plainHelp = {
  name: 'plain-help',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      /node_modules.(yargs|cliui|wrap-ansi)\b/.test(importer) ? { path: 'characters', namespace: 'plain-help' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'plain-help' }, () => ({ contents: 'export default (text) => text.length;' }));
  },
};

const node = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outExtension: { '.js': '.mjs' },
  // CommonJS packages inside an ES module still call require for Node's own modules.
  banner: {
    js: `import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);`,
  },
  plugins: [plainHelp],
  // piscina starts threads from a file beside its own code.
  external: ['playwright-core', '@sparticuz/chromium', 'piscina', '@duckdb/node-api'],
};

const toolEntries = existsSync('src/tools') ? (await readdir('src/tools')).filter((name) => name.endsWith('.ts')).sort() : [];
// Benchmarks are commands, too: `npm run bench:<name>`.
for (const name of [
  'batch',
  'capacity-accuracy',
  'engine',
  'history',
  'inventory',
  'optimise',
  'pricing',
  'start',
  'uncertainty',
  'what-if',
])
  toolEntries.push(`bench/${name}.ts`);

const builds = await Promise.all([
  // Splitting keeps `--version` quick: a command's code is its own file, read when `import()` asks for it.
  build({
    ...node,
    // Its worker threads start from a file of their own.
    entryPoints: {
      stowage: 'src/cli/main.ts',
      'batch-worker': 'src/cli/batch/worker.ts',
    },
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  }),
  // A thread that has to be there at once: one small CommonJS file starts a third sooner than a module.
  build({
    ...node,
    format: 'cjs',
    banner: {},
    minify: true,
    outExtension: { '.js': '.cjs' },
    entryPoints: { 'file-worker': 'src/files/file-worker.ts' },
    outdir: 'dist',
  }),
  // `plan` once more as one script, whose code is kept. Other commands are not in it.
  build({
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    entryPoints: { plan: 'src/cli/run.ts' },
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
    external: node.external,
    supported: { 'dynamic-import': false },
    define: { ...common.define, 'import.meta.url': '__fileUrl' },
    banner: { js: `const __fileUrl = require('node:url').pathToFileURL(__filename).href;` },
    plugins: [
      plainHelp,
      {
        name: 'no-other-command',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\./ }, ({ kind, importer, path }) =>
            kind === 'dynamic-import' && /\bcommands?\.ts$/.test(importer) && path !== './plan-command.js'
              ? { path, external: true }
              : undefined,
          ),
      },
    ],
  }),
  build({
    ...node,
    entryPoints: toolEntries.map((name) => join('src/tools', name)),
    outdir: 'dist/tools',
    outbase: 'src/tools',
    // Tools run in a checkout, where the dev dependencies are.
    external: [...node.external, 'typescript', 'esbuild', 'assemblyscript'],
  }),
  existsSync('src/browser/main.ts') &&
    build({
      ...common,
      platform: 'browser',
      format: 'iife',
      target: ['chrome109', 'firefox115', 'safari16'],
      minify: true,
      define: { ...common.define, 'process.env.NODE_ENV': '"production"' },
      entryPoints: { page: 'src/browser/main.ts' },
      outdir: 'dist',
    }),
]);

const command = 'dist/stowage.mjs';
const text = await readFile(command, 'utf8');
if (!text.startsWith('#!')) await writeFile(command, `#!/usr/bin/env node\n${text}`);
await chmod(command, 0o755);

await import('./dist/tools/compile-templates.mjs');
execFileSync(process.execPath, ['dist/tools/keep-plan-code.mjs'], { stdio: 'pipe' });

// What an earlier build left (a chunk's name carries its hash) must not travel in the package.
const bundled = builds.flatMap((result) => (result ? Object.keys(result.metafile.outputs) : []));
const written = new Set(['dist/templates.cjs', ...bundled]);
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const path = relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
  if (entry.isFile() && !written.has(path) && !path.endsWith(`${process.version}-${process.platform}-${process.arch}.v8`))
    await rm(path);
}
