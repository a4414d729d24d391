import type { CohortSink, SinkState } from '../cohort-sink.js';
import type { CsvDialect } from '../csv-dialect.js';
import { BlockBuffer } from './block-buffer.js';
import { type ByteTools, LF } from './byte-tools.js';
import type { Backslashes } from './csv-rows-to-volumes.js';
import type { FileReading } from './file-reading.js';
import type { IdLog, IdLogState } from './id-log.js';
import type { Intake } from './intake.js';
import { INCOMPLETE, JsonBytes, OPEN_BRACE } from './json-bytes.js';
import { type Inside, type JsonRecords, JsonWalker } from './json-walker.js';
import { RecordCells } from './record-cells.js';
import { RowScanner } from './row-scanner.js';
import { HEAD, sniff } from './sniff.js';

/** What the reading of one part of a file came to, as data. */
export interface PartRead {
  readonly form: string;
  readonly pages: number;
  readonly volumes: number;
  readonly backslashes: Backslashes;
  readonly sink: SinkState;
  readonly log: IdLogState;
}

/** What a file is like from its first volume on, wherever in it. */
export type Middle =
  | { readonly kind: 'csv'; readonly dialect: CsvDialect }
  | { readonly kind: 'json'; readonly inside: readonly Inside[]; readonly members: number };

/** Finds where in bytes from the middle of a file a row begins, as far as that can be guessed. */
export interface Starts {
  /** @param bytes at most HEAD @returns an offset into them; -1 where none is found */
  guess(bytes: Uint8Array): number;
}

/** What the head of a file proves of its middle: of a CSV, or a list of volumes in JSON; undefined for any other file. */
export function middleOf(head: Uint8Array, tools: ByteTools): Middle | undefined {
  const sniffed = sniff({ bytes: head, end: head.length }, tools);
  if (sniffed?.kind === 'csv') return { kind: 'csv', dialect: sniffed.dialect };
  return sniffed && new JsonHead(tools).middle(head.subarray(sniffed.skip));
}

export function startsOf(middle: Middle, tools: ByteTools): Starts {
  return middle.kind === 'csv' ? new RowStarts(middle.dialect, tools) : new RecordStarts(middle.members, tools);
}

/** Some bytes of a file in a block of their own. */
class Sample {
  readonly block: BlockBuffer;

  constructor(tools: ByteTools) {
    this.block = new BlockBuffer(tools, HEAD, HEAD);
  }

  set(bytes: Uint8Array): void {
    this.block.keep(this.block.end);
    this.block.space().set(bytes);
    this.block.filled(bytes.length);
  }
}

/** Finds the first volume of a list. */
class JsonHead extends Sample implements JsonRecords {
  private readonly walker: JsonWalker;
  private readonly members: RecordCells;
  private found: Middle | undefined;

  constructor(tools: ByteTools) {
    super(tools);
    this.walker = new JsonWalker(this.block, tools, this);
    this.members = new RecordCells(this.block, this.walker.values, tools, new Set());
  }

  middle(head: Uint8Array): Middle | undefined {
    this.set(head.subarray(0, HEAD));
    this.walker.take();
    return this.found;
  }

  record(from: number): number {
    const { walker, members } = this;
    const isVolume = members.read(from) >= 0 && members.shape() !== undefined;
    if (isVolume && walker.inside.at(-1) === 'list')
      this.found = { kind: 'json', inside: [...walker.inside], members: members.count };
    // What follows is not for it.
    return INCOMPLETE;
  }

  member(): void {}
  page(): void {}
  done(): void {}
}

/** As many opening braces are looked at: volumes have few in them. */
const MOST_BRACES = 256;

/**
 * Guesses where a volume of a JSON list begins: with a brace behind which the members of a volume stand, as many as the first one has. That may
 * be text inside a string: the guess holds only if the volumes before it end exactly there, in the list.
 */
class RecordStarts extends Sample implements Starts {
  private readonly values: JsonBytes;
  private readonly record: RecordCells;

  constructor(
    private readonly members: number,
    private readonly tools: ByteTools,
  ) {
    super(tools);
    this.values = new JsonBytes(this.block);
    this.record = new RecordCells(this.block, this.values, tools, new Set());
  }

  guess(bytes: Uint8Array): number {
    const { block, tools, record } = this;
    this.set(bytes);
    this.values.restart();
    let at = tools.find(block.bytes, OPEN_BRACE, 0, block.end);
    for (let braces = 0; at >= 0 && braces < MOST_BRACES; braces++) {
      if (record.read(at) >= 0 && record.count === this.members && record.shape() !== undefined) return at;
      at = tools.find(block.bytes, OPEN_BRACE, at + 1, block.end);
    }
    return -1;
  }
}

/**
 * Guesses where a row begins in bytes from the middle of a CSV: behind a line break after which a row of as many cells as the header
 * follows. The line break may be one inside quotes: the guess holds only if the rows before it end exactly there.
 */
class RowStarts extends Sample implements Starts {
  private readonly scanner: RowScanner;

  constructor(
    private readonly dialect: CsvDialect,
    private readonly tools: ByteTools,
  ) {
    super(tools);
    this.scanner = new RowScanner(this.block, dialect.delimiter.charCodeAt(0));
  }

  guess(bytes: Uint8Array): number {
    const { block, scanner, tools } = this;
    this.set(bytes);
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
  const { form, pages = 0, backslashes = 'none so far' } = outcome;
  return { form, pages, volumes: intake.volumes, backslashes, sink: sink.state(), log: log.state() };
}

/** Whether parts of one file agree on how its backslashes are meant. */
export function agree(parts: readonly PartRead[]): boolean {
  const all = new Set(parts.map(({ backslashes }) => backslashes));
  return !(all.has('doubled so far') && all.has('single'));
}
