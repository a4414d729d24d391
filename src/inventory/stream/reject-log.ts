import type { Place, Problem } from '../../problems/problem.js';

/** As many rejects of a file are told one by one; the others are counted. */
export const MOST_TOLD = 100;

/** A row that is no volume. Where it stands is found out later, and only if someone is to be told. */
export interface RejectNote {
  /** Number of the row or record in its file; the header of a CSV is 0. */
  readonly row: number;
  /** Another row of the file that has to do with it: the first of one id. */
  readonly first?: number;
  readonly problem: (place: Place, first: Place) => Problem;
}

/** The rejects of one file: all are counted, the first ones kept. */
export class RejectLog {
  count = 0;
  readonly notes: RejectNote[] = [];

  add(note: RejectNote): void {
    this.count++;
    if (this.notes.length < MOST_TOLD) this.notes.push(note);
  }

  /** Rows whose places are asked for. */
  rows(): ReadonlySet<number> {
    return new Set(this.notes.flatMap(({ row, first }) => (first === undefined ? [row] : [row, first])));
  }

  /** @param places of the rows asked for; the file alone where one is not in it */
  problems(file: string, places: ReadonlyMap<number, Place>): readonly Problem[] {
    const placeOf = (row: number | undefined): Place => (row === undefined ? undefined : places.get(row)) ?? { file };
    return this.notes.map(({ row, first, problem }) => problem(placeOf(row), placeOf(first)));
  }
}
