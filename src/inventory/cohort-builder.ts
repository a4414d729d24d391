import { sizeBucket } from './size-distribution.js';
import type { Cohort, Volume, VolumeRef } from './types.js';
import { type BooksState, VolumeBooks } from './volume-books.js';

const LARGEST = 20;

/** What volumes of one cohort have in common. */
export interface CohortKey {
  readonly profile: string;
  readonly policy: string;
  readonly encrypted: boolean;
}

/** "databases / daily (encrypted)": what people call the cohort. */
export function cohortName({ profile, policy, encrypted }: CohortKey): string {
  return `${profile} / ${policy}${encrypted ? ' (encrypted)' : ''}`;
}

/** What is told of one of the largest volumes. */
export type Ranked = Omit<VolumeRef, 'cohort'>;

/** Largest first; of one size, the smaller id, so that the order of volumes does not show. */
export function isLarger(a: Ranked, b: Ranked): boolean {
  return a.size > b.size || (a.size === b.size && a.id < b.id);
}

export function volumeRef({ id, name, size, project, type }: Ranked, cohort: string): VolumeRef {
  return { id, name, size, project, type, cohort };
}

/** The sums as data, which goes from one thread to another. */
export interface BuilderState {
  readonly books: BooksState;
  readonly histogram: readonly number[];
  readonly largest: readonly Ranked[];
}

/** Adds volumes up in memory that does not grow with them. */
export class CohortBuilder {
  readonly name: string;
  readonly books = new VolumeBooks();
  private readonly histogram: number[] = [];
  private readonly largest: Ranked[] = [];

  constructor(private readonly key: CohortKey) {
    this.name = cohortName(key);
  }

  add(volume: Volume): void {
    this.books.add(volume);
    this.count(volume.size);
    this.rank(volume);
  }

  /** Puts one size into the histogram. */
  count(size: number): void {
    this.countMany(sizeBucket(size), 1);
  }

  /** Puts many volumes into one bucket of the histogram. */
  countMany(bucket: number, volumes: number): void {
    while (this.histogram.length <= bucket) this.histogram.push(0);
    this.histogram[bucket] = (this.histogram[bucket] ?? 0) + volumes;
  }

  /** One that is not larger is not among the largest; undefined as long as every volume is. */
  get leastRanked(): Ranked | undefined {
    return this.largest[LARGEST - 1];
  }

  state(): BuilderState {
    return { books: this.books.state(), histogram: this.histogram, largest: this.largest };
  }

  /** Adds what another one's `state` gave: other volumes of the same cohort. */
  absorb({ books, histogram, largest }: BuilderState): void {
    this.books.absorb(books);
    for (const [bucket, volumes] of histogram.entries()) this.countMany(bucket, volumes);
    for (const volume of largest) this.rank(volume);
  }

  build(): Cohort {
    const { volumes, size } = this.books.tally.total();
    return {
      name: this.name,
      ...this.key,
      volumes,
      provisioned: size,
      histogram: this.histogram,
      largest: this.largest.map((volume) => volumeRef(volume, this.name)),
      byProject: this.books.byProject.totals(),
      byType: this.books.byType.totals(),
    };
  }

  /** Keeps the volume if it is among the largest. */
  rank(volume: Ranked): void {
    const smallest = this.leastRanked;
    if (smallest !== undefined && !isLarger(volume, smallest)) return;
    let at = this.largest.length;
    for (let above = this.largest[at - 1]; above !== undefined && isLarger(volume, above); above = this.largest[at - 1]) at--;
    this.largest.splice(at, 0, volume);
    if (this.largest.length > LARGEST) this.largest.pop();
  }
}
