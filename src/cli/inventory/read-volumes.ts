import { nodeByteTools } from '../../files/byte-tools.js';
import { type Streamed, streamInventory } from '../../files/stream-cohorts.js';
import type { BesideLists } from '../../inventory/lists/types.js';
import type { VolumeSink } from '../../inventory/stream/intake.js';
import { type Parsed, parsedUnless } from '../../problems/problem.js';
import type { Call } from '../commands.js';
import { progressFor } from '../progress.js';
import { closeAll, openInventory } from './open-inventory.js';

/** The files that a command was given; '-' is standard input, which yargs leaves out of the list. */
export function filesOf({ flags }: Call): readonly string[] {
  return typeof flags.files === 'object' && flags.files.length > 0 ? flags.files : ['-'];
}

/**
 * Reads the files of a command into a sink, with progress on a terminal. A rejected row is an error: a sum that leaves rows out would be wrong.
 *
 * @param sinkOf makes a new sink; called again where a file has to be read again
 */
export async function readVolumes<S extends VolumeSink>(
  call: Call,
  paths: readonly string[],
  sinkOf: (lists: BesideLists) => S,
): Promise<Parsed<Streamed<S>>> {
  const opened = await openInventory(paths.map((path) => ({ path })));
  if (!opened.ok) return opened;
  const { volumes, lists } = opened.value;
  const progress = progressFor(call.terminal);
  try {
    const streamed = await streamInventory({
      files: volumes.map(({ source }) => ({ source, encryptedTypes: lists.encryptedTypes })),
      tools: nodeByteTools(),
      sink: () => sinkOf(lists),
      progress: (name, bytes, of) => void progress.step(`${name}: ${Math.floor((100 * bytes) / Math.max(1, of))}%`),
    });
    return parsedUnless([...streamed.problems, ...streamed.rejects], () => streamed);
  } finally {
    progress.done();
    await closeAll(opened.value);
  }
}
