import type { Place } from '../../problems/problem.js';
import { CohortSink } from '../cohort-sink.js';
import { fieldOf } from '../columns.js';
import type { CsvDialect } from '../csv-dialect.js';
import { hasError, headProblems } from '../head-problems.js';
import { malformed, noLineEnd, truncated } from '../inventory-problems.js';
import type { BlockBuffer } from './block-buffer.js';
import { CR, LF, QUOTE } from './byte-tools.js';
import { CsvCohorts } from './csv-cohorts.js';
import { CsvDriver } from './csv-driver.js';
import { type Backslashes, CsvVolumes } from './csv-rows-to-volumes.js';
import { IdLog } from './id-log.js';
import type { Intake } from './intake.js';
import type { RejectNote } from './reject-log.js';
import type { StreamOutcome, StreamReader } from './stream-outcome.js';

export interface CsvStream {
  readonly intake: Intake;
  readonly block: BlockBuffer;
  readonly dialect: CsvDialect;
  readonly backslashes: Backslashes;
  /** These are rows from further down: no header stands before them. */
  readonly isRest?: boolean | undefined;
}

/** Reads `-f csv` of the client in a dialect that its head has proved; the same rows and problems as `readCsv`, in memory that does not grow with the file. */
export class CsvReader implements StreamReader {
  private readonly driver: CsvDriver;
  private rows: CsvVolumes | undefined;
  private readonly head: readonly RejectNote[];
  private readonly isWrong: boolean;
  private lastByte = LF;

  constructor(private readonly of: CsvStream) {
    const { intake, block, dialect, backslashes } = of;
    const { titles, delimiter, headerLine } = dialect;
    const place: Place = { file: intake.file, line: headerLine };
    const problems = headProblems(place, titles);
    this.head = problems.map((problem) => ({ row: 0, problem: () => problem }));
    this.isWrong = hasError(problems);
    this.driver = new CsvDriver(block, intake.tools, delimiter.charCodeAt(0), (scanner) => {
      const source = { block, titles, backslashes, delimiter: delimiter.charCodeAt(0) };
      this.rows =
        intake.sink instanceof CohortSink && intake.book instanceof IdLog && CsvCohorts.takes(titles)
          ? new CsvCohorts(intake, source, scanner, { cohorts: intake.sink, log: intake.book })
          : new CsvVolumes(intake, source, scanner);
      return this.rows;
    });
    if (of.isRest) this.driver.rows = 1;
  }

  take(final: boolean): void {
    const { block } = this.of;
    if (block.end > 0) this.lastByte = block.bytes[block.end - 1] ?? LF;
    if (!this.isOver) this.driver.take(final);
  }

  get isOver(): boolean {
    return this.isWrong || this.driver.broken !== undefined || this.rows?.isContradicted === true || this.rows?.hasZero === true;
  }

  outcome(): StreamOutcome {
    const { delimiter } = this.of.dialect;
    this.rows?.finish();
    if (this.rows?.isContradicted) return { kind: 'again' };
    if (this.rows?.hasZero) return { kind: 'hand over', why: 'zero bytes' };
    // Without a single cell in quotes, a backslash may be all that parts a cell's comma from a delimiter: `--quote none`.
    if (!this.driver.sawQuoted && this.rows?.backslashes !== 'none so far')
      return { kind: 'hand over', why: 'backslashes in a file without quotes' };
    const form = `openstack volume list, CSV${delimiter === ',' ? '' : ` with ${JSON.stringify(delimiter)}`}`;
    const notes = this.isWrong ? this.head : [...this.head, ...this.endNotes()];
    return { kind: 'read', form, notes, isLossy: this.rows?.isLossy === true, backslashes: this.rows?.backslashes };
  }

  /** What `readCsv` says of the end of a file, and of quotes. */
  private endNotes(): readonly RejectNote[] {
    const { broken, rows: row } = this.driver;
    const short = this.rows?.short;
    const columns = this.of.dialect.titles.length;
    if (broken === 'unclosed quote')
      return [{ row, problem: (place) => truncated(place, 'a quote that is opened in this row and never closed') }];
    if (broken === 'bad quote') {
      const wanted = 'cells in quotes, with quotes doubled inside';
      return [{ row, problem: (place) => malformed(place, 'a quote inside a cell of this row', wanted) }];
    }
    if (short) {
      const found = `a last row of ${short.cells} cells of ${columns}`;
      return [{ row: short.row, problem: (place) => truncated(place, found) }];
    }
    return this.lastByteNotes(row - 1);
  }

  private lastByteNotes(row: number): readonly RejectNote[] {
    const { titles, delimiter } = this.of.dialect;
    const { lastByte } = this;
    if (lastByte === QUOTE || lastByte === LF || lastByte === CR) return [];
    const endsInSize = fieldOf(titles.at(-1) ?? '') === 'size';
    if (!endsInSize && lastByte !== delimiter.charCodeAt(0)) return [{ row, problem: noLineEnd }];
    const found = `an end without a line break after ${endsInSize ? 'a size' : 'a delimiter'}`;
    return [
      { row, problem: (place) => ({ ...truncated(place, found), fix: 'if the last row is whole, end it with a line break' }) },
    ];
  }
}
