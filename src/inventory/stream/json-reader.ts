import type { Place, Problem } from '../../problems/problem.js';
import { isRecord, textOf } from '../cell-values.js';
import { CohortSink } from '../cohort-sink.js';
import { hasError, headProblems } from '../head-problems.js';
import { apiError, malformed, moreFollows, otherListFound, truncated } from '../inventory-problems.js';
import { errorMessage, jsonForm, OTHER_LISTS } from '../read-json.js';
import { isSnapshotHeader, SnapshotLines } from '../snapshot-lines.js';
import type { BlockBuffer } from './block-buffer.js';
import { IdLog } from './id-log.js';
import type { Intake } from './intake.js';
import { JsonCohorts } from './json-cohorts.js';
import { type Inside, type JsonRecords, JsonWalker } from './json-walker.js';
import { RecordCells } from './record-cells.js';
import type { RejectNote } from './reject-log.js';
import type { StreamOutcome, StreamReader } from './stream-outcome.js';
import { Uuid, wordsOf } from './uuid.js';

/** Reads `-f json` of the client, answers of REST /volumes/detail and snapshot files in pieces; the same volumes as `readJson`. */
export class JsonReader implements StreamReader, JsonRecords {
  private readonly walker: JsonWalker;
  private readonly members: RecordCells;
  private readonly uuid = new Uuid();
  private readonly notes: RejectNote[] = [];
  /** Records and members of pages so far: the number of the next one. */
  private rows = 0;
  private isFirst: boolean;
  private volumes = 0;
  private pages = 0;
  private next: RejectNote | undefined;
  private count: number | undefined;
  private another = false;
  private isLossy = false;
  private snapshot: SnapshotLines | undefined;
  private readonly cohorts: JsonCohorts | undefined;
  /** The bytes of the block are UTF-8, up to its end. */
  private isCleanBlock = false;

  /** These bytes are a part, behind which the file goes on. */
  private goesOn = false;

  /** @param inside what is read comes from further down, where volumes are inside of this */
  constructor(
    private readonly intake: Intake,
    private readonly block: BlockBuffer,
    inside: readonly Inside[] = [],
  ) {
    this.walker = new JsonWalker(block, intake.tools, this, [...inside]);
    this.isFirst = inside.length === 0;
    this.members = new RecordCells(block, this.walker.values, intake.tools, intake.sink.needless);
    if (intake.sink instanceof CohortSink && intake.book instanceof IdLog)
      this.cohorts = new JsonCohorts(intake, block, this.members, { cohorts: intake.sink, log: intake.book });
  }

  get isOver(): boolean {
    return this.another || this.walker.isStopped;
  }

  take(final: boolean): void {
    const { bytes, end } = this.block;
    this.isCleanBlock = this.intake.tools.isClean(bytes, 0, end);
    this.walker.take(final);
  }

  rowEnds(inside: readonly Inside[]): boolean {
    this.goesOn = inside.length > 0;
    // What a page tells beside its volumes belongs together with what stands in other parts.
    return this.walker.isAt(inside) && this.next === undefined && this.count === undefined;
  }

  plain(start: number): number {
    if (this.cohorts === undefined || !this.isCleanBlock || this.snapshot || this.another) return start;
    const { at, rows } = this.cohorts.take(start, this.rows);
    this.rows += rows;
    this.volumes += rows;
    return at;
  }

  page(): void {
    this.pages++;
    this.next = undefined;
  }

  done(to: number): void {
    if (!this.isLossy && !this.isCleanBlock) this.isLossy = !this.intake.tools.isClean(this.block.bytes, 0, to);
  }

  record(from: number): number {
    const end = this.members.read(from);
    if (end < 0 || this.another) return end;
    const row = this.rows++;
    const { broken } = this.members;
    if (broken !== undefined)
      this.notes.push({ row, problem: (place) => malformed(place, /^\S+$/.test(broken) ? broken : `"${broken}"`, 'JSON') });
    else this.whole(row, from, end);
    return end;
  }

  member(key: string, from: number, to: number): void {
    const row = this.rows++;
    const list = OTHER_LISTS[key];
    const value = list === undefined ? this.parse(row, from, to) : undefined;
    if (list !== undefined) this.stop(row, (place) => otherListFound(place, list));
    if (key === 'message') this.note(row, (place) => apiError(place, textOf(value) ?? ''));
    if (key === 'volumes') this.note(row, (place) => malformed(place, 'volumes without a list', 'a list of volumes'));
    if (key === 'volumes_links' && Array.isArray(value) && value.length > 0)
      this.next = { row, problem: (place) => moreFollows(place, 'a last page with a link to a next one') };
    if (key === 'count' && typeof value === 'number') this.count = value;
  }

  outcome(): StreamOutcome {
    this.cohorts?.finish();
    const notes = [...this.notes, ...this.endNotes()];
    return { kind: 'read', form: this.form(), notes, isLossy: this.isLossy, pages: this.pages };
  }

  private form(): string {
    if (this.snapshot) return this.snapshot.form;
    return jsonForm(this.pages);
  }

  private endNotes(): readonly RejectNote[] {
    const { rows: row, walker, another, snapshot } = this;
    if (another) return [];
    if (walker.isStopped)
      return [{ row, problem: (place) => malformed(place, 'something else than an object', 'a list of volumes in JSON') }];
    if (!this.goesOn && !walker.isAt([]))
      return [{ row, problem: (place) => truncated(place, `the end of the file after ${this.volumes} whole volumes`) }];
    if (snapshot)
      return snapshot.problems({ file: this.intake.file }, this.volumes).map((problem) => ({ row, problem: () => problem }));
    const { count } = this;
    const short = count !== undefined && count > this.volumes;
    const found = `${this.volumes} volumes of a count of ${count}`;
    return [
      ...(this.next ? [this.next] : []),
      ...(short ? [{ row: -1, problem: (place: Place) => moreFollows(place, found) }] : []),
    ];
  }

  /** The first record shows what the file is. */
  private whole(row: number, from: number, end: number): void {
    if (this.isFirst || this.members.count === 1 || (this.snapshot && this.members.kind !== 'volume')) {
      const value = this.parse(row, from, end);
      if (!isRecord(value) || !this.isVolume(row, value)) return;
    }
    this.volume(row);
  }

  private isVolume(row: number, value: Readonly<Record<string, unknown>>): boolean {
    if (this.snapshot) {
      this.snapshot.take(value);
      if (value.kind === 'type') this.intake.maker.learn(this.snapshot.encryptedTypes);
      return false;
    }
    if (isSnapshotHeader(value)) {
      this.snapshot = new SnapshotLines(value);
      this.isFirst = false;
      return false;
    }
    const error = errorMessage(value);
    if (error !== undefined) this.note(row, (place) => apiError(place, error));
    else if (!this.isFirst) return true;
    else {
      this.isFirst = false;
      const keys = Object.keys(value);
      const wrong = hasError(headProblems({ file: this.intake.file }, keys));
      for (const problem of headProblems({ file: this.intake.file }, keys))
        this.note(row, (place) => ({ ...problem, where: { ...problem.where, ...place } }));
      this.another = wrong;
      return !wrong;
    }
    return false;
  }

  private volume(row: number): void {
    const { intake, uuid } = this;
    this.volumes++;
    const volume = intake.maker.make({ file: intake.file }, this.members.cells);
    if ('code' in volume) intake.reject(row, volume);
    else {
      intake.take(volume, wordsOf(volume.id, uuid), row);
      if (this.snapshot === undefined) this.cohorts?.learn();
    }
  }

  private note(row: number, problem: (place: Place) => Problem): void {
    this.notes.push({ row, problem });
  }

  private stop(row: number, problem: (place: Place) => Problem): void {
    if (!this.another) this.note(row, problem);
    this.another = true;
  }

  private parse(row: number, from: number, to: number): unknown {
    const source = this.intake.tools.decode(this.block.bytes, from, to);
    try {
      return JSON.parse(source);
    } catch {
      this.note(row, (place) => malformed(place, `"${source.slice(0, 40)}"`, 'JSON'));
      return undefined;
    }
  }
}
