import type { Volume } from '../types.js';
import type { BlockBuffer } from './block-buffer.js';
import { type PlainRows, ROLE, ROW, STOP } from './block-memory.js';
import type { CohortGoal } from './csv-cohorts.js';
import type { Intake } from './intake.js';
import type { RecordCells, Shaped } from './record-cells.js';
import { RowCounts } from './row-counts.js';
import { kindOf } from './row-test.js';
import { Uuid, wordsOf } from './uuid.js';

const isOfKind = ({ role }: Shaped): boolean => role === ROLE.firstOfStretch;
const isProject = ({ role }: Shaped): boolean => role === ROLE.project;
/** Lists whose objects have ever other members are read one by one. */
const MOST_SHAPES = 8;

/** Counts objects of a JSON list into cohorts without making anything of them, as long as they have the members of one before them. */
export class JsonCohorts {
  private readonly uuid = new Uuid();
  private plain: PlainRows | undefined;
  private counts: RowCounts | undefined;
  /** The members that are of use. */
  private used: readonly Shaped[] = [];
  private shapes = 0;
  /** Projects are too many to have numbers: they make kinds. */
  private hasManyProjects = false;

  constructor(
    private readonly intake: Intake,
    private readonly block: BlockBuffer,
    private readonly members: RecordCells,
    private readonly goal: CohortGoal,
  ) {}

  /** The record that `members` has read was a volume: those that follow may be like it. */
  learn(): void {
    const { plainRows } = this.block;
    if (plainRows === undefined || this.shapes >= MOST_SHAPES) return;
    this.hasManyProjects ||= plainRows.hasTooManyProjects;
    const shape = this.members.shape(!this.goal.cohorts.asksProject && !this.hasManyProjects);
    if (shape === undefined || !plainRows.shape(shape)) return;
    this.finish();
    this.shapes++;
    this.plain = plainRows;
    this.used = shape.filter(({ role }) => role !== 0);
    this.counts = new RowCounts(plainRows, this.intake.tools, this.goal, shape.some(isProject) ? 'apart' : 'of kinds');
  }

  /** @returns where it stopped, and after how many objects */
  take(start: number, row: number): { readonly at: number; readonly rows: number } {
    let [at, rows] = [start, 0];
    const { plain, counts } = this;
    if (plain === undefined || counts === undefined || plain !== this.block.plainRows) return { at, rows };
    for (;;) {
      const count = plain.records(at, this.block.end);
      const taken = this.tableRows(plain.table, count, counts, row + rows);
      if (taken === 0) return { at, rows };
      at = plain.table[(taken - 1) * ROW.words + ROW.next] ?? at;
      rows += taken;
      if (taken < count) return { at, rows };
    }
  }

  /** No more volumes come. */
  finish(): void {
    this.intake.volumes += this.counts?.drain() ?? 0;
  }

  private tableRows(table: Int32Array, count: number, counts: RowCounts, row: number): number {
    let at = counts.count(0, count);
    while (at < count) {
      const base = at * ROW.words;
      const start = table[base + ROW.at] ?? 0;
      if (counts.why === STOP.full) counts.drainIds();
      else if (counts.why === STOP.ask) {
        if (!this.asked(start, row + at)) return at;
        at++;
        counts.someRanked();
      } else if (counts.why === STOP.unknownProject) {
        const volume = this.likeAt(start, isProject);
        if (volume === undefined) return at;
        counts.learnProject(table[base + ROW.project] ?? 0, volume.project);
      } else {
        const volume = this.likeAt(start, isOfKind);
        if (volume === undefined) return at;
        counts.learn(table[base + ROW.kind] ?? 0, kindOf(volume, this.goal.cohorts));
      }
      at = counts.count(at, count);
    }
    return count;
  }

  /** A volume that has only some members in common with the one that starts here; undefined where they are no JSON. */
  private likeAt(start: number, isWanted: (member: Shaped) => boolean): Volume | undefined {
    const { plain, members, intake } = this;
    if (!plain?.findPlaces(start, this.block.end)) return undefined;
    members.readAt(this.used, plain.places, isWanted);
    if (members.broken !== undefined) return undefined;
    // Any id and size will do: they are not asked for.
    const volume = intake.quietMaker.make({ file: intake.file }, { ...members.cells, id: 'any', size: 1 });
    return 'code' in volume ? undefined : volume;
  }

  /** A volume that may be among the largest, is asked for by name, or has a rule that only its text can tell of. */
  private asked(start: number, row: number): boolean {
    const volume = this.volumeAt(start);
    if (volume === undefined) return false;
    this.intake.take(volume, wordsOf(volume.id, this.uuid), row);
    return true;
  }

  private volumeAt(start: number) {
    if (!this.plain?.findPlaces(start, this.block.end)) return undefined;
    this.members.readAt(this.used, this.plain.places);
    if (this.members.broken !== undefined) return undefined;
    const volume = this.intake.quietMaker.make({ file: this.intake.file }, this.members.cells);
    return 'code' in volume ? undefined : volume;
  }
}
