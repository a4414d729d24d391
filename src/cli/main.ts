import { fileURLToPath } from 'node:url';
import { cachedScript } from '../files/cached-script.js';

declare const STOWAGE_VERSION: string;

// The version is asked for by scripts, often: it is told before anything is loaded.
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${STOWAGE_VERSION}\n`);
} else {
  // A reader that has seen enough (head, less) closes the pipe: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const { run } = args[0] === 'plan' ? planAlone() : await import('./run.js');
  process.exitCode = await run(args, STOWAGE_VERSION);
}

/** What `stowage plan` needs, in one script whose code was kept when it was built: most of a first plan's time would be compiling. */
function planAlone(): Pick<typeof import('./run.js'), 'run'> {
  const file = fileURLToPath(new URL('plan.cjs', import.meta.url));
  return cachedScript<Pick<typeof import('./run.js'), 'run'>>(file).exports;
}
