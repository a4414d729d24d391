import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from './results.js';
import type { RowResult } from './types.js';

/** Folder of the batch's own notes, inside the output folder. */
const FOLDER = '.stowage-batch';

export interface Ledger {
  add(result: RowResult): Promise<void>;
  close(): Promise<void>;
}

/** Opens the notes of one shard for adding: a line for each finished row, so that a killed run loses at most the line being written. */
export async function openLedger(folder: string, shard: string): Promise<Ledger> {
  await mkdir(join(folder, FOLDER), { recursive: true });
  const handle = await open(join(folder, FOLDER, `rows-${shard}.jsonl`), 'a');
  let lines = '';
  let written = Promise.resolve();
  let next: Promise<void> | undefined;
  /** What has come in while the lines before it were written goes out together. */
  const write = (): Promise<void> => {
    const together = lines;
    [lines, next] = ['', undefined];
    return handle.appendFile(together);
  };
  return {
    // The line break first: behind a line that a full disk cut off, the next is a line of its own again.
    add: (result) => {
      lines += `\n${JSON.stringify({ at: Date.now(), ...result })}\n`;
      next ??= written.catch(() => undefined).then(write);
      written = next;
      return next;
    },
    close: () => handle.close(),
  };
}

/**
 * What all shards have noted, the last word on each row by the clock: a row may have moved to another shard since. Lines that were cut off
 * are passed over.
 */
export async function readLedgers(folder: string): Promise<Results> {
  const names = await readdir(join(folder, FOLDER)).catch(() => []);
  const notes = new Map<string, Note>();
  for (const name of names.filter((each) => /^rows-.*\.jsonl$/.test(each)).sort())
    for (const line of (await readFile(join(folder, FOLDER, name), 'utf8')).split('\n')) {
      const note = noteOf(line);
      if (note && note.at >= (notes.get(note.result.id)?.at ?? 0)) notes.set(note.result.id, note);
    }
  return new Map([...notes].map(([id, { result }]) => [id, result]));
}

interface Note {
  /** Milliseconds; 0 where the note has no time. */
  readonly at: number;
  readonly result: RowResult;
}

function noteOf(line: string): Note | undefined {
  if (line === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    if (!isResult(value)) return undefined;
    const { at = 0, ...result } = value;
    return { at, result };
  } catch {
    return undefined;
  }
}

const isResult = (value: unknown): value is RowResult & { readonly at?: number } =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'row' in value &&
  typeof value.row === 'number' &&
  'outputs' in value &&
  Array.isArray(value.outputs) &&
  'status' in value &&
  'problems' in value &&
  Array.isArray(value.problems) &&
  !('at' in value && typeof value.at !== 'number');
