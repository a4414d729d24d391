import type { Choice } from '../choice.js';
import type { CohortBuilder } from '../cohort-builder.js';
import type { CohortSink } from '../cohort-sink.js';
import { fieldOf } from '../columns.js';
import type { Volume } from '../types.js';
import { type PlainRows, ROW, type RowLayout } from './block-memory.js';
import { BACKSLASH } from './byte-tools.js';
import { type CsvSource, CsvVolumes } from './csv-rows-to-volumes.js';
import type { Intake } from './intake.js';
import { RowAtHand } from './row-at-hand.js';
import { hasKinds, type Kind, RowKinds, rolesOf } from './row-kinds.js';
import type { RowScanner } from './row-scanner.js';
import { UUID_BYTES } from './uuid.js';
import { WantedCells } from './wanted-cells.js';

const BATCH = 1024;

/** Counts rows into cohorts without making volumes of them: only rows that are odd in some way, or among the largest, are decoded. */
export class CsvCohorts extends CsvVolumes {
  private readonly idCell: number;
  private readonly nameCell: number;
  private readonly sizeCell: number;
  private readonly columns: number;
  private readonly kinds: RowKinds;
  private readonly hand: RowAtHand;
  private readonly wanted: WantedCells;
  /** The next byte that makes a row odd: a backslash that has to be halved. */
  private trouble = 0;
  /** This block is not well-formed UTF-8: texts are to be compared, not bytes. */
  private isDirty = false;
  /** What the platform's own reader of rows was told, and the kinds by its numbers. */
  private readonly layout: RowLayout;
  private configured: PlainRows | undefined;
  private numbered: (Kind | undefined)[] = [];
  /** Rows that wait until it is known that their ids are new: their places, sizes, numbers of choices. */
  private firstEntry = 0;
  private waiting = 0;
  private readonly starts = new Int32Array(BATCH);
  private readonly sizes = new Float64Array(BATCH);
  private readonly isWanted = new Uint8Array(BATCH);
  private readonly chosen = new Int32Array(BATCH);

  /** Whether this reader can take a list of these columns; else its rows have to be made volumes of. */
  static takes(titles: readonly string[]): boolean {
    return hasKinds(titles.map(fieldOf));
  }

  constructor(
    intake: Intake,
    source: CsvSource,
    scanner: RowScanner,
    private readonly cohorts: CohortSink,
  ) {
    super(intake, source, scanner);
    this.maker = intake.quietMaker;
    const fields = source.titles.map(fieldOf);
    this.columns = fields.length;
    this.idCell = fields.indexOf('id');
    this.nameCell = fields.indexOf('name');
    this.sizeCell = fields.indexOf('size');
    const cells = { name: this.nameCell, metadata: fields.indexOf('metadata') };
    this.hand = new RowAtHand(source.block, intake.tools, scanner, cells);
    this.kinds = new RowKinds(fields, cohorts, scanner, source.block);
    this.wanted = new WantedCells(cohorts.wanted);
    this.layout = { columns: this.columns, delimiter: source.delimiter, roles: rolesOf(fields) };
  }

  override begin(final: boolean): void {
    super.begin(final);
    this.trouble = this.nextTrouble(0);
    this.isDirty = this.isLossy && !this.tools.isClean(this.block.bytes, 0, this.wholeEnd(final));
    this.firstEntry = this.intake.book.ids.size;
  }

  override row(row: number, at: number, next: number): void {
    const isOdd = this.isDirty || next > this.trouble || this.scanner.cells !== this.columns;
    if (!isOdd && this.plainRow(row, at)) return;
    // Rows before an odd one come first, so that of two rows of one id the first counts.
    this.flush();
    this.scanner.again(at);
    this.anyRow(row);
    this.firstEntry = this.intake.book.ids.size;
    if (next > this.trouble) this.trouble = this.nextTrouble(next);
  }

  /** Takes rows that the platform's vectors have read, as long as there are any. */
  plain(row: number, start: number): { readonly at: number; readonly rows: number } {
    const plain = this.isDirty ? undefined : this.plainReader();
    let [at, rows] = [start, 0];
    if (plain === undefined) return { at, rows };
    const { end } = this.block;
    for (;;) {
      const count = plain.read(at, end, Math.min(end, this.trouble));
      const taken = this.tableRows(plain.table, count, row + rows);
      if (taken === 0) return { at, rows };
      at = plain.table[(taken - 1) * ROW.words + ROW.next] ?? end;
      rows += taken;
      if (taken < count) return { at, rows };
    }
  }

  override flush(): void {
    const { waiting, firstEntry } = this;
    const { ids } = this.intake.book;
    const others = ids.settle(firstEntry);
    for (let index = 0; index < waiting; index++) {
      const other = others[index] ?? -1;
      const choice = this.kinds.choice(this.chosen[index] ?? 0);
      if (other >= 0) this.repeated(other, index);
      else if (choice !== undefined) this.count(choice, index);
    }
    this.waiting = 0;
    this.firstEntry = ids.size;
  }

  private plainReader(): PlainRows | undefined {
    const { plainRows } = this.block;
    if (plainRows === undefined || this.columns > plainRows.mostColumns) return undefined;
    if (plainRows !== this.configured) {
      plainRows.configure(this.layout);
      this.configured = plainRows;
      this.numbered = [];
    }
    return plainRows;
  }

  /** @returns how many rows were taken: fewer than asked for where one is odd after all */
  private tableRows(table: Int32Array, count: number, row: number): number {
    if (count > 0 && this.short) this.endShort();
    const { hand, numbered } = this;
    const { id } = hand;
    for (let index = 0; index < count; index++) {
      const base = index * ROW.words;
      const at = table[base + ROW.at] ?? 0;
      const number = table[base + ROW.kind] ?? 0;
      const kind = numbered[number] ?? this.numberedKind(number, at);
      if (kind === undefined) return index;
      id.a = table[base + ROW.id] ?? 0;
      id.b = table[base + ROW.id + 1] ?? 0;
      id.c = table[base + ROW.id + 2] ?? 0;
      id.d = table[base + ROW.id + 3] ?? 0;
      hand.at = at;
      hand.nameFrom = table[base + ROW.nameFrom] ?? 0;
      hand.nameTo = table[base + ROW.nameTo] ?? 0;
      hand.isNameDoubled = table[base + ROW.nameDoubled] === 1;
      this.wait(kind, row + index, table[base + ROW.size] ?? 0);
    }
    return count;
  }

  private numberedKind(number: number, at: number): Kind | undefined {
    this.scanner.again(at);
    const kind = this.kinds.of(() => this.volumeAtHand());
    if (kind !== undefined) this.numbered[number] = kind;
    return kind;
  }

  /** @returns false where the row is no plain one, and nothing was done */
  private plainRow(row: number, at: number): boolean {
    const { scanner, block, uuid, hand, nameCell } = this;
    const { bytes } = block;
    const id = scanner.from[this.idCell] ?? 0;
    if ((scanner.to[this.idCell] ?? 0) - id !== UUID_BYTES || !uuid.read(bytes, id)) return false;
    const size = wholeNumber(bytes, scanner.from[this.sizeCell] ?? 0, scanner.to[this.sizeCell] ?? 0);
    if (size < 0) return false;
    const kind = this.kinds.of(() => this.volumeAtHand());
    if (kind === undefined) return false;
    if (this.short) this.endShort();
    Object.assign(hand.id, { a: uuid.a, b: uuid.b, c: uuid.c, d: uuid.d });
    hand.at = at;
    hand.nameFrom = nameCell < 0 ? 0 : (scanner.from[nameCell] ?? 0);
    hand.nameTo = nameCell < 0 ? 0 : (scanner.to[nameCell] ?? 0);
    hand.isNameDoubled = nameCell >= 0 && scanner.doubled[nameCell] === 1;
    this.wait(kind, row, size);
    return true;
  }

  private wait(kind: Kind, row: number, size: number): void {
    const { waiting, hand, wanted } = this;
    this.chosen[waiting] = kind.only ?? hand.choose(kind, size);
    this.starts[waiting] = hand.at;
    this.sizes[waiting] = size;
    this.isWanted[waiting] = !wanted.isEmpty && hand.mayBeWanted(wanted) ? 1 : 0;
    this.intake.book.ids.append(hand.id, row, size);
    this.waiting = waiting + 1;
    if (this.waiting === BATCH) this.flush();
  }

  private nextTrouble(from: number): number {
    const { bytes, end } = this.block;
    const at = this.backslashes !== 'doubled so far' ? -1 : this.tools.find(bytes, BACKSLASH, from, end);
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  }

  private volumeAtHand(): Volume | undefined {
    const volume = this.volume();
    return 'code' in volume ? undefined : volume;
  }

  private count(choice: Choice, index: number): void {
    const size = this.sizes[index] ?? 0;
    const { cohort } = choice;
    this.intake.volumes++;
    choice.volumes++;
    choice.size += size;
    if (cohort === undefined) return;
    cohort.count(size);
    this.cohorts.sizes.add(size);
    if (size >= cohort.leastRanked || this.isWanted[index] === 1) this.lookCloser(cohort, index);
  }

  /** A volume that may be among the largest of its cohort, or asked for by name: it is worth decoding. */
  private lookCloser(cohort: CohortBuilder, index: number): void {
    const isWanted = this.isWanted[index] === 1;
    if (!isWanted && !cohort.mayRank(this.sizes[index] ?? 0, this.idOf(index))) return;
    this.scanner.again(this.starts[index] ?? 0);
    const volume = this.volumeAtHand();
    if (volume === undefined) return;
    cohort.rank(volume);
    if (isWanted) this.cohorts.remember(volume, cohort.name);
  }

  private repeated(other: number, index: number): void {
    const { book } = this.intake;
    const row = book.ids.rowOf(this.firstEntry + index);
    this.intake.again(book.repeated(other, this.idOf(index), row, this.sizes[index] ?? 0));
  }

  private idOf(index: number): string {
    const { scanner, block } = this;
    scanner.again(this.starts[index] ?? 0);
    const from = scanner.from[this.idCell] ?? 0;
    return this.tools.decode(block.bytes, from, from + UUID_BYTES);
  }
}

/** 1 to 9 digits; -1 for anything else, which the text decides on. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > 9) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
