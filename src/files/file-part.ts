import { CohortSink, type SortingRequest } from '../inventory/cohort-sink.js';
import type { ByteTools } from '../inventory/stream/byte-tools.js';
import { type Middle, type PartRead, partRead } from '../inventory/stream/file-parts.js';
import { FileReading } from '../inventory/stream/file-reading.js';
import { IdLog, MOST_IN_MEMORY, type Overflow } from '../inventory/stream/id-log.js';
import { Intake } from '../inventory/stream/intake.js';
import type { Beside } from '../inventory/volume-maker.js';
import { type ByteRange, readRange } from './inventory-source.js';

/** Stretches of a file that one thread of two reads, and what its volumes are counted by. */
export interface FilePart {
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly middle: Middle;
  /** Ascending; each begins where a row does, and ends there if a row does: that is what reading them proves. */
  readonly ranges: Iterable<ByteRange> | AsyncIterable<ByteRange>;
  /** The file's head is in none of them. */
  readonly isRest: boolean;
  readonly beside: Beside;
  readonly sorting: SortingRequest;
  readonly overflow?: Overflow;
}

/** Reads a part. @returns undefined where something in it is odd: then all of the file is for one reader */
export async function readPart(
  part: FilePart,
  tools: ByteTools,
  saw: (chunk: Uint8Array) => void,
): Promise<PartRead | undefined> {
  const { name, size, middle, ranges, isRest, beside, sorting, overflow } = part;
  const [sink, log] = [new CohortSink(sorting), new IdLog(overflow, MOST_IN_MEMORY / 2)];
  const intake = new Intake(name, beside, tools, log, sink);
  const reading = new FileReading(intake, 'none so far', isRest ? middle : undefined);
  const target = {
    space: () => reading.space(),
    filled: (count: number) => reading.filled(count),
    get isOver(): boolean {
      return reading.isOver || intake.rejects.count > 0;
    },
  };
  for await (const range of ranges) {
    if (range.from === range.to) continue;
    await readRange(range, target, saw);
    if (!reading.rowEnds(range.to < size ? middle : undefined) || target.isOver) return undefined;
  }
  return partRead(reading, intake, sink, log);
}
