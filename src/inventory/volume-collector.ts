import type { Place, Problem } from '../problems/problem.js';
import type { Cells } from './columns.js';
import { duplicateId } from './inventory-problems.js';
import type { Volume } from './types.js';
import { type Beside, VolumeMaker } from './volume-maker.js';

/** Takes the records of one file, in any form, and keeps volumes and rejects: every record becomes one or the other. */
export class VolumeCollector {
  readonly volumes: Volume[] = [];
  readonly rejects: Problem[] = [];
  private readonly firstOf = new Map<string, Volume>();
  private readonly maker: VolumeMaker;

  constructor(beside: Beside) {
    this.maker = new VolumeMaker(beside);
  }

  add(place: Place, cells: Cells): void {
    const volume = this.maker.make(place, cells);
    if ('code' in volume) {
      this.rejects.push(volume);
      return;
    }
    const first = this.firstOf.get(volume.id);
    if (first) this.rejects.push(duplicateId(place, volume.id, first.place));
    else {
      this.firstOf.set(volume.id, volume);
      this.volumes.push(volume);
    }
  }

  /** A list of types came with the file itself. */
  learn(encryptedTypes: ReadonlyMap<string, boolean>): void {
    this.maker.learn(encryptedTypes);
  }

  reject(problem: Problem): void {
    this.rejects.push(problem);
  }

  warnings(): readonly Problem[] {
    return this.maker.warnings();
  }
}
