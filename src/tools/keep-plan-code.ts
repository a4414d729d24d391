import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { cachedScript, keepCode } from '../files/cached-script.js';

interface Runs {
  readonly run: (args: readonly string[], version: string) => Promise<number>;
}

// Plans the sample once and keeps the code that V8 made for it beside dist/plan.cjs. A step of the build.
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stowage-build-'));
try {
  // V8 throws away what was not run for a while; the flags at the end are those that the code is good for.
  setFlagsFromString('--no-flush-bytecode');
  const file = join(root, 'dist', 'plan.cjs');
  const { exports, script } = cachedScript<Runs>(file);
  const sample = join(root, 'data', 'samples', 'scenario.yaml');
  const code = await exports.run(['plan', sample, '-o', join(folder, 'sample.html')], '');
  if (code !== 0) throw new Error(`planning the sample ended with ${code}`);
  setFlagsFromString('--flush-bytecode');
  keepCode(file, script);
} finally {
  rmSync(folder, { recursive: true });
}
