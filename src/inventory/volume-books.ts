import { RunningTally, TallyBy } from './tally-by.js';
import type { Tally, Volume } from './types.js';

/** The sums as data, which goes from one thread to another. */
export interface BooksState {
  readonly tally: Tally;
  readonly byProject: ReturnType<TallyBy['entries']>;
  readonly byType: ReturnType<TallyBy['entries']>;
}

/** The sums of one group of volumes. '' stands for a project or a type that the files do not tell. */
export class VolumeBooks {
  readonly tally = new RunningTally();
  readonly byProject = new TallyBy();
  readonly byType = new TallyBy();

  add({ size, project, type }: Volume): void {
    this.tally.add(size);
    this.byProject.add(project ?? '', size);
    this.byType.add(type ?? '', size);
  }

  /** Many volumes of one type: `size` is the sum of their GiB. Their projects are to be told of with `addProject`. */
  addMany({ type }: Pick<Volume, 'type'>, volumes: number, size: number): void {
    this.tally.addMany(volumes, size);
    this.byType.addMany(type ?? '', volumes, size);
  }

  /** Of volumes that `addMany` brought in, so many are of this project. */
  addProject(project: Volume['project'], volumes: number, size: number): void {
    this.byProject.addMany(project ?? '', volumes, size);
  }

  state(): BooksState {
    return { tally: this.tally.total(), byProject: this.byProject.entries(), byType: this.byType.entries() };
  }

  /** Adds what another one's `state` gave. */
  absorb({ tally, byProject, byType }: BooksState): void {
    this.tally.addMany(tally.volumes, tally.size);
    this.byProject.absorb(byProject);
    this.byType.absorb(byType);
  }

  addAll(other: VolumeBooks): void {
    this.tally.addAll(other.tally);
    this.byProject.addAll(other.byProject);
    this.byType.addAll(other.byType);
  }
}
