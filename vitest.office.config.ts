import { defineConfig } from 'vitest/config';

// `npm run test:office`: workbooks opened and computed anew by LibreOffice (Debian: libreoffice-calc). Skipped, and it says so, without it.
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line-reporter.ts'],
    include: ['test/office/*.real.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 300_000,
  },
});
