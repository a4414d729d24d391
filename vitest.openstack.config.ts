import { defineConfig } from 'vitest/config';

// `npm run test:openstack`: against a real Keystone and Cinder, which src/tools/cinder-up.sh installs and starts. Not a part of `npm test`.
export default defineConfig({
  test: {
    include: ['test/openstack-real/*.real.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    // Installing some 260 packages comes first on a machine that has none of them.
    hookTimeout: 1_200_000,
  },
});
