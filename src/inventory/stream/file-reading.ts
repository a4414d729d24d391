import { malformed } from '../inventory-problems.js';
import { BlockBuffer } from './block-buffer.js';
import { CsvReader } from './csv-reader.js';
import type { Backslashes } from './csv-rows-to-volumes.js';
import type { Middle } from './file-parts.js';
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
   * @param restOf what is read comes from further down in such a file
   */
  constructor(
    private readonly intake: Intake,
    private readonly backslashes: Backslashes = 'none so far',
    restOf?: Middle,
  ) {
    this.block = new BlockBuffer(intake.tools, LONGEST_RECORD);
    const { block } = this;
    if (restOf?.kind === 'csv')
      this.reader = new CsvReader({ intake, block, dialect: restOf.dialect, backslashes, isRest: true });
    if (restOf?.kind === 'json') this.reader = new JsonReader(intake, block, restOf.inside);
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

  /**
   * The bytes so far end where a row does. What is read on may come from further down.
   *
   * @param middle what the file is like there; undefined for its end
   * @returns false where they cannot end there
   */
  rowEnds(middle?: Middle): boolean {
    if (!this.isOver) this.take(true);
    const inside = middle?.kind === 'json' ? middle.inside : [];
    return !this.isOver && (this.reader?.rowEnds?.(inside) ?? true);
  }

  outcome(): StreamOutcome {
    if (!this.isOver) this.take(true);
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
