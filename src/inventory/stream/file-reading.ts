import type { CsvDialect } from '../csv-dialect.js';
import { malformed } from '../inventory-problems.js';
import { BlockBuffer } from './block-buffer.js';
import { CsvReader } from './csv-reader.js';
import type { Backslashes } from './csv-rows-to-volumes.js';
import type { Intake } from './intake.js';
import { JsonReader } from './json-reader.js';
import { HEAD, LONGEST_RECORD, sniff } from './sniff.js';
import type { StreamOutcome, StreamReader } from './stream-outcome.js';

/**
 * Reads one file in pieces into an intake, in memory that does not grow with the file. The caller asks for `space`, puts bytes
 * there, tells of them with `filled`, and at the end asks for the `outcome`.
 */
export class FileReading {
  private readonly block: BlockBuffer;
  private reader: StreamReader | undefined;
  private ended: StreamOutcome | undefined;

  /**
   * @param backslashes 'single' where an earlier reading of the file ended with 'again'
   * @param restOf what is read are rows from further down in a CSV of this dialect
   */
  constructor(
    private readonly intake: Intake,
    private readonly backslashes: Backslashes = 'none so far',
    restOf?: CsvDialect,
  ) {
    this.block = new BlockBuffer(intake.tools, LONGEST_RECORD);
    if (restOf) this.reader = new CsvReader({ intake, block: this.block, dialect: restOf, backslashes, isRest: true });
  }

  /** What is known already makes the rest of the file needless. */
  get isOver(): boolean {
    return this.ended !== undefined || this.reader?.isOver === true;
  }

  space(): Uint8Array {
    return this.block.space();
  }

  filled(count: number): void {
    this.block.filled(count);
    if (this.reader === undefined && this.block.end < HEAD) return;
    this.take(false);
    if (!this.isOver && this.block.space().length === 0) this.tooLong();
  }

  /** The bytes so far end where a row does. What is read on may come from further down. */
  rowEnds(): void {
    if (!this.isOver) this.take(true);
  }

  outcome(): StreamOutcome {
    this.rowEnds();
    return this.ended ?? this.reader?.outcome() ?? { kind: 'hand over', why: 'an unknown form' };
  }

  private take(final: boolean): void {
    this.reader ??= this.readerOf();
    if (this.reader === undefined) this.ended = { kind: 'hand over', why: 'a form that is not read in pieces' };
    else this.reader.take(final);
  }

  private readerOf(): StreamReader | undefined {
    const { block, intake, backslashes } = this;
    const sniffed = sniff(block, intake.tools);
    if (sniffed === undefined) return undefined;
    block.keep(sniffed.skip);
    return sniffed.kind === 'json'
      ? new JsonReader(intake, block)
      : new CsvReader({ intake, block, dialect: sniffed.dialect, backslashes });
  }

  private tooLong(): void {
    const found = `more than ${LONGEST_RECORD / 2 ** 20} MiB without the end of a volume`;
    const problem = malformed({ file: this.intake.file }, found, 'a list of volumes');
    this.ended = { kind: 'read', form: 'unknown', notes: [{ row: -1, problem: () => problem }], isLossy: false };
  }
}
