import type { Problem } from '../problems/problem.js';
import { catalogError } from './read-table.js';

/** What a table gave, beside its problems: the value counts only if there are none. */
export interface Read<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

interface Keyed<V> {
  readonly byKey: Readonly<Record<string, V>>;
  readonly problems: readonly Problem[];
}

/** Rows by a key that must be unique: CAT007 names both lines. */
export function keyedRows<R extends { file: string; line: number }, V>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  make: (row: R) => V,
): Keyed<V> {
  const byKey: Record<string, V> = {};
  const lines = new Map<string, number>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const earlier = lines.get(key);
    if (earlier === undefined) byKey[key] = make(row);
    else
      problems.push(
        catalogError('CAT007', {
          where: { file: row.file, line: row.line },
          found: `${key} again`,
          wanted: `one row: it is on line ${earlier} already`,
        }),
      );
    lines.set(key, earlier ?? row.line);
  }
  return { byKey, problems };
}
