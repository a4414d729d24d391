import { defineConfig } from 'vitest/config';

// `npm run test:queue`: against a real redis-server, which each test starts on loopback in a folder of its own. A part of `.ci/run`.
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line-reporter.ts'],
    include: ['test/queue/*.real.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
