import type { Choice } from '../choice.js';
import type { CohortBuilder } from '../cohort-builder.js';
import type { CohortSink } from '../cohort-sink.js';
import { type Field, fieldOf } from '../columns.js';
import { type PlainRows, ROLE, ROW, type RowLayout } from './block-memory.js';
import { BACKSLASH } from './byte-tools.js';
import { type CsvSource, CsvVolumes } from './csv-rows-to-volumes.js';
import type { Intake } from './intake.js';
import { Interner } from './interner.js';
import type { RowScanner } from './row-scanner.js';
import { MetadataCells, type RowTest, rowTestOf } from './row-test.js';
import { UUID_BYTES } from './uuid.js';
import { WantedCells } from './wanted-cells.js';

/** Columns in which few texts come again and again, and which together decide what kind of volume a row is. */
const KIND: ReadonlySet<Field> = new Set([
  'status',
  'type',
  'bootable',
  'project',
  'projectName',
  'encrypted',
  'migration',
  'consumesQuota',
]);
/** Columns of kind that stand side by side are one text. More stretches than this do not fit into one number. */
const MOST_STRETCHES = 4;
const BATCH = 1024;

/** The choices of one kind of volume. */
interface Kind {
  /** What rules still ask for, by the first byte of the volume's name, which rules out most; the last is for no name. */
  readonly tests: readonly (readonly RowTest[])[];
  /** The choice of all of its volumes, where there is but one. */
  readonly only: Choice | undefined;
}

interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly texts: Interner;
}

/** Counts rows into cohorts without making volumes of them: only rows that are odd in some way, or among the largest, are decoded. */
export class CsvCohorts extends CsvVolumes {
  private readonly idCell: number;
  private readonly nameCell: number;
  private readonly sizeCell: number;
  private readonly metadataCell: number;
  private readonly columns: number;
  private readonly stretches: readonly Stretch[];
  private readonly kinds = new Map<number, Kind>();
  private readonly metadata = new MetadataCells();
  private readonly wanted: WantedCells;
  /** The next byte that makes a row odd: a backslash that has to be halved. */
  private trouble = 0;
  /** This block is not well-formed UTF-8: texts are to be compared, not bytes. */
  private isDirty = false;
  /** What the platform's own reader of rows was told, and the kinds by its numbers. */
  private readonly layout: RowLayout;
  private configured: PlainRows | undefined;
  private numbered: (Kind | undefined)[] = [];
  /** The row at hand. */
  private rowAt = 0;
  private nameFrom = 0;
  private nameTo = 0;
  private isNameDoubled = false;
  private readonly words = { a: 0, b: 0, c: 0, d: 0 };
  private firstEntry = 0;
  private waiting = 0;
  private readonly starts = new Int32Array(BATCH);
  private readonly sizes = new Float64Array(BATCH);
  private readonly isWanted = new Uint8Array(BATCH);
  private readonly chosen: (Choice | undefined)[] = new Array<Choice | undefined>(BATCH).fill(undefined);

  /** Whether this reader can take a list of these columns; else its rows have to be made volumes of. */
  static takes(titles: readonly string[]): boolean {
    const fields = titles.map(fieldOf);
    const told = fields.filter((field) => field !== undefined);
    return new Set(told).size === told.length && stretchesOf(fields).length <= MOST_STRETCHES;
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
    this.metadataCell = fields.indexOf('metadata');
    this.stretches = stretchesOf(fields).map(([first, last]) => ({ first, last, texts: new Interner() }));
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
      const choice = this.chosen[index];
      if (choice === undefined) continue;
      if (other >= 0) this.repeated(other, index);
      else this.count(choice, index);
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
    const { words } = this;
    for (let index = 0; index < count; index++) {
      const base = index * ROW.words;
      const at = table[base + ROW.at] ?? 0;
      const kind = this.numbered[table[base + ROW.kind] ?? 0] ?? this.numberedKind(table[base + ROW.kind] ?? 0, at);
      if (kind === undefined) return index;
      words.a = table[base + ROW.id] ?? 0;
      words.b = table[base + ROW.id + 1] ?? 0;
      words.c = table[base + ROW.id + 2] ?? 0;
      words.d = table[base + ROW.id + 3] ?? 0;
      this.rowAt = at;
      this.nameFrom = table[base + ROW.nameFrom] ?? 0;
      this.nameTo = table[base + ROW.nameTo] ?? 0;
      this.isNameDoubled = table[base + ROW.nameDoubled] === 1;
      this.await(kind, row + index, table[base + ROW.size] ?? 0);
    }
    return count;
  }

  private numberedKind(number: number, at: number): Kind | undefined {
    this.scanner.again(at);
    const kind = this.kind();
    if (kind !== undefined) this.numbered[number] = kind;
    return kind;
  }

  /** @returns false where the row is no plain one, and nothing was done */
  private plainRow(row: number, at: number): boolean {
    const { scanner, block, uuid } = this;
    const { bytes } = block;
    const id = scanner.from[this.idCell] ?? 0;
    if ((scanner.to[this.idCell] ?? 0) - id !== UUID_BYTES || !uuid.read(bytes, id)) return false;
    const size = wholeNumber(bytes, scanner.from[this.sizeCell] ?? 0, scanner.to[this.sizeCell] ?? 0);
    if (size < 0) return false;
    const kind = this.kind();
    if (kind === undefined) return false;
    if (this.short) this.endShort();
    const { words, nameCell } = this;
    words.a = uuid.a;
    words.b = uuid.b;
    words.c = uuid.c;
    words.d = uuid.d;
    this.rowAt = at;
    this.nameFrom = nameCell < 0 ? 0 : (scanner.from[nameCell] ?? 0);
    this.nameTo = nameCell < 0 ? 0 : (scanner.to[nameCell] ?? 0);
    this.isNameDoubled = nameCell >= 0 && scanner.doubled[nameCell] === 1;
    this.await(kind, row, size);
    return true;
  }

  /** Puts the row whose name and id are in the fields on the waiting list, until it is known that its id is new. */
  private await(kind: Kind, row: number, size: number): void {
    const { waiting, words } = this;
    this.chosen[waiting] = kind.only ?? this.choose(kind, size);
    this.starts[waiting] = this.rowAt;
    this.sizes[waiting] = size;
    this.isWanted[waiting] = !this.wanted.isEmpty && this.mayBeWanted() ? 1 : 0;
    this.intake.book.ids.append(words, row, size);
    this.waiting = waiting + 1;
    if (this.waiting === BATCH) this.flush();
  }

  private nextTrouble(from: number): number {
    const { bytes, end } = this.block;
    const at = this.backslashes !== 'doubled so far' ? -1 : this.tools.find(bytes, BACKSLASH, from, end);
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  }

  private kind(): Kind | undefined {
    const { scanner, block, stretches } = this;
    let key = 0;
    for (let index = 0; index < stretches.length; index++) {
      const stretch = stretches[index];
      if (stretch === undefined) continue;
      const number = stretch.texts.number(block.bytes, scanner.from[stretch.first] ?? 0, scanner.to[stretch.last] ?? 0);
      if (number < 0) return undefined;
      key = key * Interner.most + number;
    }
    return this.kinds.get(key) ?? this.newKind(key);
  }

  private newKind(key: number): Kind | undefined {
    const like = this.volume();
    if ('code' in like) return undefined;
    const tests = this.cohorts.choicesFor(like).map(rowTestOf);
    const [first] = tests;
    const byName = Array.from({ length: 257 }, (_, byte) =>
      tests.filter(({ name }) => name === undefined || name.canBegin(byte < 256 ? byte : -1)),
    );
    const kind = { tests: byName, only: first && isOpen(first) ? first.choice : undefined };
    this.kinds.set(key, kind);
    return kind;
  }

  private choose({ tests }: Kind, size: number): Choice | undefined {
    const { nameFrom, nameTo } = this;
    const first = nameTo > nameFrom ? (this.block.bytes[nameFrom] ?? 0) : 256;
    for (const test of tests[first] ?? []) {
      if (size < test.minSize || size > test.maxSize) continue;
      if (test.name !== undefined && !this.hasName(test.name)) continue;
      if (test.metadata !== undefined && !test.metadata({ ...test.choice.like, metadata: this.metadataOfRow() })) continue;
      return test.choice;
    }
    return undefined;
  }

  private hasName(glob: NonNullable<RowTest['name']>): boolean {
    const { nameFrom, nameTo, block } = this;
    if (!glob.needsText && !this.isNameDoubled) return glob.matches(block.bytes, nameFrom, nameTo);
    const raw = this.tools.decode(block.bytes, nameFrom, nameTo);
    return glob.matchesText(this.isNameDoubled ? raw.replaceAll('""', '"') : raw);
  }

  private metadataOfRow(): Choice['like']['metadata'] {
    const { scanner, block, metadataCell } = this;
    if (metadataCell < 0) return {};
    scanner.again(this.rowAt);
    const raw = this.tools.decode(block.bytes, scanner.from[metadataCell] ?? 0, scanner.to[metadataCell] ?? 0);
    return this.metadata.read(scanner.doubled[metadataCell] === 1 ? raw.replaceAll('""', '"') : raw);
  }

  private mayBeWanted(): boolean {
    const { wanted, words, nameFrom, nameTo } = this;
    if (wanted.mayBeId(words.a)) return true;
    if (this.nameCell < 0) return false;
    return this.isNameDoubled || wanted.has(this.block.bytes, nameFrom, nameTo);
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
    if (this.isWanted[index] !== 1 && !cohort.mayRank(this.sizes[index] ?? 0, this.idOf(index))) return;
    const volume = this.again(index);
    if ('code' in volume) return;
    cohort.rank(volume);
    if (this.isWanted[index] === 1) this.cohorts.remember(volume, cohort.name);
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

  private again(index: number): ReturnType<CsvVolumes['volume']> {
    this.scanner.again(this.starts[index] ?? 0);
    return this.volume();
  }
}

/** The rule asks for nothing more: its choice takes all. */
function isOpen({ minSize, maxSize, name, metadata }: RowTest): boolean {
  return minSize <= 0 && maxSize === Number.POSITIVE_INFINITY && name === undefined && metadata === undefined;
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

function stretchesOf(fields: readonly (Field | undefined)[]): readonly (readonly [first: number, last: number])[] {
  const stretches: [number, number][] = [];
  fields.forEach((field, index) => {
    if (field === undefined || !KIND.has(field)) return;
    const open = stretches.at(-1);
    if (open?.[1] === index - 1) open[1] = index;
    else stretches.push([index, index]);
  });
  return stretches;
}

function rolesOf(fields: readonly (Field | undefined)[]): Uint8Array {
  const roles = Uint8Array.from(fields, (field) =>
    field === 'id' ? ROLE.id : field === 'name' ? ROLE.name : field === 'size' ? ROLE.size : 0,
  );
  for (const [first, last] of stretchesOf(fields)) {
    roles[first] = (roles[first] ?? 0) | ROLE.firstOfStretch;
    roles[last] = (roles[last] ?? 0) | ROLE.lastOfStretch;
  }
  return roles;
}
