import { asGib } from '../../units/gib.js';
import type { CohortSink } from '../cohort-sink.js';
import { fieldOf } from '../columns.js';
import type { Route } from '../route.js';
import type { Volume } from '../types.js';
import { type PlainRows, ROW, type RowLayout, STOP } from './block-memory.js';
import { BACKSLASH } from './byte-tools.js';
import { type CsvSource, CsvVolumes } from './csv-rows-to-volumes.js';
import type { IdLog } from './id-log.js';
import type { Intake } from './intake.js';
import { RowAtHand } from './row-at-hand.js';
import { RowCounts } from './row-counts.js';
import { hasKinds, RowKinds, rolesOf } from './row-kinds.js';
import type { RowScanner } from './row-scanner.js';
import { textOfUuid, UUID_BYTES } from './uuid.js';
import { WantedCells } from './wanted-cells.js';

/** Where what is counted goes. */
export interface CohortGoal {
  readonly cohorts: CohortSink;
  readonly log: IdLog;
}

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
  /** What the platform's own reader of rows was told, and what it counts. */
  private readonly layout: RowLayout;
  private configured: PlainRows | undefined;
  private counts: RowCounts | undefined;

  /** Whether this reader can take a list of these columns; else its rows have to be made volumes of. */
  static takes(titles: readonly string[]): boolean {
    return hasKinds(titles.map(fieldOf));
  }

  constructor(
    intake: Intake,
    source: CsvSource,
    scanner: RowScanner,
    private readonly goal: CohortGoal,
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
    this.kinds = new RowKinds(fields, goal.cohorts, scanner, source.block);
    this.wanted = new WantedCells(goal.cohorts.wanted);
    this.layout = { columns: this.columns, delimiter: source.delimiter, roles: rolesOf(fields) };
  }

  override begin(final: boolean): void {
    super.begin(final);
    this.trouble = this.nextTrouble(0);
    this.isDirty = this.isLossy && !this.tools.isClean(this.block.bytes, 0, this.wholeEnd(final));
  }

  override row(row: number, at: number, next: number): void {
    const isOdd = this.isDirty || next > this.trouble || this.scanner.cells !== this.columns;
    if (!isOdd && this.plainRow(at)) return;
    this.anyRow(row);
    if (next > this.trouble) this.trouble = this.nextTrouble(next);
  }

  /** Takes rows that the platform's vectors have read, as long as there are any. */
  plain(start: number): { readonly at: number; readonly rows: number } {
    const plain = this.isDirty ? undefined : this.plainReader();
    let [at, rows] = [start, 0];
    if (plain === undefined) return { at, rows };
    const { end } = this.block;
    for (;;) {
      const count = plain.read(at, end, Math.min(end, this.trouble));
      const taken = this.tableRows(plain.table, count);
      if (taken === 0) return { at, rows };
      at = plain.table[(taken - 1) * ROW.words + ROW.next] ?? end;
      rows += taken;
      if (taken < count) return { at, rows };
    }
  }

  override finish(): void {
    this.intake.volumes += this.counts?.drain() ?? 0;
  }

  private plainReader(): PlainRows | undefined {
    const { plainRows } = this.block;
    if (plainRows === undefined || this.columns > plainRows.mostColumns) return undefined;
    if (plainRows !== this.configured) {
      plainRows.configure(this.layout);
      this.configured = plainRows;
      // The block has other memory now: what was counted in the old one is brought home.
      this.finish();
      this.counts = new RowCounts(plainRows, this.tools, this.goal, 'of kinds');
    }
    return plainRows;
  }

  /** @returns how many rows were taken: fewer than asked for where one is odd after all */
  private tableRows(table: Int32Array, count: number): number {
    const { counts } = this;
    if (count === 0 || counts === undefined) return 0;
    if (this.short) this.endShort();
    let at = counts.count(0, count);
    while (at < count) {
      if (counts.why === STOP.full) counts.drainIds();
      else if (counts.why === STOP.ask) this.askedRow(table, at++, counts);
      else if (!this.learn(table, at, counts)) return at;
      at = counts.count(at, count);
    }
    return count;
  }

  /** Makes a kind of rows known that was met for the first time. @returns false where the row is odd after all */
  private learn(table: Int32Array, index: number, counts: RowCounts): boolean {
    const base = index * ROW.words;
    this.scanner.again(table[base + ROW.at] ?? 0);
    const kind = this.kinds.of(() => this.volumeAtHand());
    if (kind === undefined) return false;
    counts.learn(table[base + ROW.kind] ?? 0, kind);
    return true;
  }

  /** A row of a known kind that may be among the largest, is asked for by name, or has a rule that only its text can tell of. */
  private askedRow(table: Int32Array, index: number, counts: RowCounts): void {
    const { hand } = this;
    const base = index * ROW.words;
    const kind = counts.kind(table[base + ROW.kind] ?? 0);
    for (const [word, part] of (['a', 'b', 'c', 'd'] as const).entries()) hand.id[part] = table[base + ROW.id + word] ?? 0;
    hand.at = table[base + ROW.at] ?? 0;
    hand.nameFrom = table[base + ROW.nameFrom] ?? 0;
    hand.nameTo = table[base + ROW.nameTo] ?? 0;
    hand.isNameDoubled = table[base + ROW.nameDoubled] === 1;
    const size = table[base + ROW.size] ?? 0;
    const route = kind.tests[table[base + ROW.choice] ?? -1]?.route ?? hand.choose(kind, size);
    this.count(route, kind.like, size);
    if (route.cohort) counts.ranked(route.cohort);
  }

  /** @returns false where the row is no plain one, and nothing was done */
  private plainRow(at: number): boolean {
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
    this.count(hand.choose(kind, size), kind.like, size);
    return true;
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

  /** Counts the row at hand. */
  private count(route: Route, like: Volume, size: number): void {
    const { hand, wanted, goal } = this;
    const { cohort } = route;
    this.intake.volumes++;
    goal.log.addWords(hand.id);
    goal.cohorts.addMany(route, like, 1, size);
    route.books.addProject(like.project, 1, size);
    if (cohort === undefined) return;
    cohort.count(size);
    goal.cohorts.sizes.add(size);
    const isWanted = !wanted.isEmpty && hand.mayBeWanted(wanted);
    if (!isWanted && size < (cohort.leastRanked?.size ?? 0)) return;
    // It may be among the largest of its cohort, or asked for by name: it is worth decoding.
    const { type, project } = like;
    const volume = { id: textOfUuid(hand.id), name: hand.name(), size: asGib(size), type, project };
    cohort.rank(volume);
    if (isWanted) goal.cohorts.remember(volume, cohort.name);
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
