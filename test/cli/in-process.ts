import { vi } from 'vitest';
import { run } from '../../src/cli/run.js';
import type { Run } from './stowage.js';

/** Put in by vitest.config.ts. */
declare const STOWAGE_VERSION: string;

/**
 * One command line in this process, from the parser to the exit code: the same as the built command but for its start, which costs more than
 * most commands do. Files are named by their whole path, since threads share a working directory.
 */
export async function inProcess(...args: readonly string[]): Promise<Run> {
  const said = { stdout: '', stderr: '' };
  const hear = (name: 'stdout' | 'stderr') =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
      return true;
    });
  const ears = [hear('stdout'), hear('stderr')];
  try {
    const code = await run(args, STOWAGE_VERSION);
    return { code, ...said };
  } finally {
    for (const ear of ears) ear.mockRestore();
  }
}
