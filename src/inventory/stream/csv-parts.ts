import type { CohortSink, SinkState } from '../cohort-sink.js';
import type { CsvDialect } from '../csv-dialect.js';
import { BlockBuffer } from './block-buffer.js';
import { type ByteTools, LF } from './byte-tools.js';
import type { Backslashes } from './csv-rows-to-volumes.js';
import type { FileReading } from './file-reading.js';
import type { IdLog, IdLogState } from './id-log.js';
import type { Intake } from './intake.js';
import { RowScanner } from './row-scanner.js';
import { HEAD, sniff } from './sniff.js';

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
  const sniffed = sniff({ bytes: head, end: head.length }, tools);
  return sniffed?.kind === 'csv' ? sniffed.dialect : undefined;
}

/**
 * Guesses where a row begins in bytes from the middle of a CSV: behind a line break after which a row of as many cells as the header
 * follows. The line break may be one inside quotes: the guess holds only if the rows before it end exactly there.
 */
export class RowStarts {
  private readonly block: BlockBuffer;
  private readonly scanner: RowScanner;

  constructor(
    private readonly dialect: CsvDialect,
    private readonly tools: ByteTools,
  ) {
    this.block = new BlockBuffer(tools, HEAD, HEAD);
    this.scanner = new RowScanner(this.block, dialect.delimiter.charCodeAt(0));
  }

  /** @param bytes at most HEAD @returns an offset into them; -1 where none is found */
  guess(bytes: Uint8Array): number {
    const { block, scanner, tools } = this;
    block.keep(block.end);
    block.space().set(bytes);
    block.filled(bytes.length);
    for (let at = tools.find(block.bytes, LF, 0, block.end); at >= 0; at = tools.find(block.bytes, LF, at + 1, block.end)) {
      const start = at + 1;
      if (start >= block.end) return -1;
      scanner.moveTo(start);
      if (scanner.scan(start, false) > 0 && scanner.cells === this.dialect.titles.length) return start;
    }
    return -1;
  }
}

/** The result of a part in which nothing is to be told of any row, and whose rows end where the part ends; undefined for any other. */
export function partRead(reading: FileReading, intake: Intake, sink: CohortSink, log: IdLog): PartRead | undefined {
  const outcome = reading.outcome();
  if (outcome.kind !== 'read' || outcome.notes.length > 0 || outcome.isLossy || intake.rejects.count > 0) return undefined;
  if (intake.volumes === 0 || intake.maker.warnings().length > 0) return undefined;
  const { form, backslashes = 'none so far' } = outcome;
  return { form, volumes: intake.volumes, backslashes, sink: sink.state(), log: log.state() };
}

/** Whether parts of one file agree on how its backslashes are meant. */
export function agree(parts: readonly PartRead[]): boolean {
  const all = new Set(parts.map(({ backslashes }) => backslashes));
  return !(all.has('doubled so far') && all.has('single'));
}
