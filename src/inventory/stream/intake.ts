import type { Place, Problem } from '../../problems/problem.js';
import type { Field } from '../columns.js';
import type { Volume } from '../types.js';
import { type Beside, VolumeMaker } from '../volume-maker.js';
import type { ByteTools } from './byte-tools.js';
import type { Repeated, VolumeIds } from './id-book.js';
import type { IdWords } from './id-set.js';
import { RejectLog } from './reject-log.js';

/** Takes volumes and keeps what it needs of them. */
export interface VolumeSink {
  add(volume: Volume): void;
  /** What it has no use for, so that readers may leave it out. */
  readonly needless: ReadonlySet<Field>;
}

/** One file on its way into a sink: what its readers share. */
export class Intake {
  readonly rejects = new RejectLog();
  readonly maker: VolumeMaker;
  /** Makes volumes that stand for others, or are looked at twice: what it meets is not told. */
  readonly quietMaker: VolumeMaker;
  /** Volumes of this file, those that an earlier file has, too, included. */
  volumes = 0;

  constructor(
    readonly file: string,
    beside: Beside,
    readonly tools: ByteTools,
    readonly book: VolumeIds,
    readonly sink: VolumeSink,
  ) {
    this.maker = new VolumeMaker(beside);
    this.quietMaker = new VolumeMaker(beside);
    book.beginFile(file);
  }

  /** Takes note of a row that is no volume. */
  reject(row: number, { where, ...rest }: Problem): void {
    const field = where.field === undefined ? {} : { field: where.field };
    this.rejects.add({ row, problem: (place: Place): Problem => ({ ...rest, where: { ...place, ...field } }) });
  }

  /** Takes one volume, unless its id is known already. */
  take(volume: Volume, words: IdWords | undefined, row: number): void {
    const repeated = this.book.add(volume, words, row);
    if (repeated) this.again(repeated);
    else {
      this.volumes++;
      this.sink.add(volume);
    }
  }

  /** Takes note of a volume whose id is known already. */
  again(repeated: Repeated): void {
    if (repeated.kind === 'merged' || repeated.isOther) this.volumes++;
    if (repeated.kind === 'reject') this.rejects.add(repeated.note);
  }
}
