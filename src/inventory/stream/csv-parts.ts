import type { CohortSink, SinkState } from '../cohort-sink.js';
import type { CsvDialect } from '../csv-dialect.js';
import { BlockBuffer } from './block-buffer.js';
import { type ByteTools, LF } from './byte-tools.js';
import type { Backslashes } from './csv-rows-to-volumes.js';
import type { FileReading } from './file-reading.js';
import type { IdLog, IdLogState } from './id-log.js';
import type { Intake } from './intake.js';
import { RowScanner } from './row-scanner.js';
import { LONGEST_RECORD, sniff } from './sniff.js';

/** What the reading of one part of a CSV came to, as data. */
export interface PartRead {
  readonly form: string;
  readonly volumes: number;
  readonly backslashes: Backslashes;
  readonly sink: SinkState;
  readonly log: IdLogState;
}

/** The dialect of a CSV whose rows can be read from the middle on; undefined for any other file. */
export function dialectOf(head: Uint8Array, tools: ByteTools): CsvDialect | undefined {
  const sniffed = sniff(blockOf(head, tools), tools);
  return sniffed?.kind === 'csv' ? sniffed.dialect : undefined;
}

/**
 * Guesses where a row begins in bytes from the middle of a CSV: behind a line break after which a row of as many cells as the header
 * follows. The line break may be one inside quotes: the guess holds only if the rows before it end exactly there.
 *
 * @returns an offset into the bytes; -1 where none is found
 */
export function guessRowStart(bytes: Uint8Array, { delimiter, titles }: CsvDialect, tools: ByteTools): number {
  const block = blockOf(bytes, tools);
  const scanner = new RowScanner(block, delimiter.charCodeAt(0));
  for (let at = tools.find(block.bytes, LF, 0, block.end); at >= 0; at = tools.find(block.bytes, LF, at + 1, block.end)) {
    const start = at + 1;
    if (start >= block.end) return -1;
    scanner.moveTo(start);
    if (scanner.scan(start, false) > 0 && scanner.cells === titles.length) return start;
  }
  return -1;
}

/** The result of a part in which nothing is to be told of any row, and whose rows end where the part ends; undefined for any other. */
export function partRead(reading: FileReading, intake: Intake, sink: CohortSink, log: IdLog): PartRead | undefined {
  const outcome = reading.outcome();
  if (outcome.kind !== 'read' || outcome.notes.length > 0 || outcome.isLossy || intake.rejects.count > 0) return undefined;
  if (intake.volumes === 0 || intake.maker.warnings().length > 0) return undefined;
  const { form, backslashes = 'none so far' } = outcome;
  return { form, volumes: intake.volumes, backslashes, sink: sink.state(), log: log.state() };
}

/** Whether two parts of one file agree on how its backslashes are meant. */
export function agree(one: PartRead, other: PartRead): boolean {
  const both = new Set([one.backslashes, other.backslashes]);
  return !(both.has('doubled so far') && both.has('single'));
}

function blockOf(bytes: Uint8Array, tools: ByteTools): BlockBuffer {
  const block = new BlockBuffer(tools, LONGEST_RECORD, bytes.length);
  block.space().set(bytes);
  block.filled(bytes.length);
  return block;
}
