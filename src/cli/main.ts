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
  const { run } = await import('./run.js');
  process.exitCode = await run(args, STOWAGE_VERSION);
}
