import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output with one plain line, for readers that have no use for colours and columns. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that did not load, or whose hook failed, may have no failed test to count, and is no success.
      if (module.state() === 'failed' && !hasFailedTest(module)) count.failed += 1;
    }
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped\n`);
  }
}

function hasFailedTest(module: TestModule): boolean {
  for (const _ of module.children.allTests('failed')) return true;
  return false;
}
