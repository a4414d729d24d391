import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN_ARGUMENTS, GOLDEN_FOLDER, goldenScenario } from './golden/golden-plans.js';

/** Rewrites what the goldens expect: the printed plan of each folder, and the editors' schema. Run from the repository's root, after a build. */
function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
}

run('dist/tools/write-schema.mjs');
for (const name of readdirSync(GOLDEN_FOLDER).sort()) {
  const scenario = goldenScenario(name);
  if (!existsSync(scenario)) continue;
  writeFileSync(join(GOLDEN_FOLDER, name, 'expected.md'), run('dist/stowage.mjs', 'plan', scenario, ...GOLDEN_ARGUMENTS));
}
