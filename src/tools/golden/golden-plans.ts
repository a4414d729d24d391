import { join } from 'node:path';

/** One folder a plan: its expectation, and beside it its scenario unless that is the shipped sample. */
export const GOLDEN_FOLDER = 'test/golden';

/** Markdown, because a reviewer reads the money in it; a fixed report date, because a golden has no clock. */
export const GOLDEN_ARGUMENTS = ['--format', 'md', '--as-of', '2026-10-01', '--quiet'] as const;

const SHIPPED: Readonly<Record<string, string>> = {
  'shipped-sample': 'data/samples/scenario.yaml',
  'shipped-today': 'data/samples/today.yaml',
};

export function goldenScenario(name: string): string {
  return SHIPPED[name] ?? join(GOLDEN_FOLDER, name, 'scenario.yaml');
}
