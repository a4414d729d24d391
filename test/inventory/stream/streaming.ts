import { nodeByteTools } from '../../../src/files/byte-tools.js';
import { put } from '../../../src/files/inventory-source.js';
import { CohortSink, type SortingRequest } from '../../../src/inventory/cohort-sink.js';
import { cohortsOf } from '../../../src/inventory/cohorts-of.js';
import { parseInventoryFile } from '../../../src/inventory/parse-inventory-file.js';
import { PlainMemory } from '../../../src/inventory/stream/block-memory.js';
import type { ByteTools } from '../../../src/inventory/stream/byte-tools.js';
import { FileReading } from '../../../src/inventory/stream/file-reading.js';
import { IdBook } from '../../../src/inventory/stream/id-book.js';
import { IdLog } from '../../../src/inventory/stream/id-log.js';
import { Intake, type VolumeSink } from '../../../src/inventory/stream/intake.js';
import { placesWanted, type StreamedFile, streamedFile } from '../../../src/inventory/stream/inventory-stream.js';
import { PlaceFinder } from '../../../src/inventory/stream/place-finder.js';
import type { Cohorts } from '../../../src/inventory/types.js';
import type { Problem } from '../../../src/problems/problem.js';

export const simdTools = nodeByteTools();
export const plainTools: ByteTools = { ...simdTools, memory: (capacity) => new PlainMemory(capacity) };

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface Read<S> extends StreamedFile {
  readonly sink: S;
}

interface Feeding {
  readonly chunk?: number;
  readonly tools?: ByteTools;
}

/** Reads one file in pieces of so many bytes, as the edge does; undefined where it goes to the reader of whole texts. */
export function stream<S extends VolumeSink>(
  bytes: Uint8Array,
  sinkOf: () => S,
  { chunk = bytes.length || 1, tools = simdTools }: Feeding = {},
): Read<S> | undefined {
  let backslashes: 'none so far' | 'single' = 'none so far';
  for (let mayRepeat = false; ; ) {
    const sink = sinkOf();
    const log = new IdLog();
    const intake = new Intake('inventory', {}, tools, mayRepeat ? new IdBook() : log, sink);
    const reading = new FileReading(intake, backslashes);
    feed(bytes, reading, chunk);
    const outcome = reading.outcome();
    if (outcome.kind === 'hand over') return undefined;
    if (outcome.kind === 'again' && backslashes === 'single') throw new Error('read twice and not done');
    if (outcome.kind === 'again') backslashes = 'single';
    if (log.mayRepeat()) mayRepeat = true;
    if (outcome.kind === 'again' || (log.mayRepeat() && intake.book === log)) continue;
    const finder = new PlaceFinder('inventory', placesWanted(outcome, intake).rows, tools);
    feed(bytes, finder, chunk);
    finder.end();
    return { ...streamedFile(outcome, intake, finder), sink };
  }
}

function feed(bytes: Uint8Array, target: Parameters<typeof put>[1], chunk: number): void {
  for (let at = 0; at < bytes.length; at += chunk) put(bytes.subarray(at, at + chunk), target);
}

/** What both readers must agree on; the order of what they say may differ. */
export interface Told {
  readonly cohorts: Cohorts | undefined;
  readonly problems: readonly string[];
}

export function streamedCohorts(bytes: Uint8Array, sorting: SortingRequest, feeding?: Feeding): Told | undefined {
  const read = stream(bytes, () => new CohortSink(sorting), feeding);
  if (read === undefined) return undefined;
  const isWrong = read.problems.some(({ severity }) => severity === 'error');
  const cohorts = isWrong ? undefined : read.sink.result(read.rejected);
  return { cohorts, problems: [...read.problems, ...read.rejects].map(line).sort() };
}

export function wholeCohorts(bytes: Uint8Array, sorting: SortingRequest): Told {
  const parsed = parseInventoryFile({ file: 'inventory', text: new TextDecoder().decode(bytes) });
  if (!parsed.ok) return { cohorts: undefined, problems: parsed.problems.map(line).sort() };
  return {
    cohorts: cohortsOf({ ...sorting, inventory: parsed.value }),
    problems: [...parsed.warnings, ...parsed.value.rejects].map(line).sort(),
  };
}

const line = ({ code, where, found }: Problem): string => `${where.line ?? '-'}:${where.column ?? '-'} ${code} ${found}`;
