import { createHash } from 'node:crypto';
import type { Row, RowResult } from './types.js';

/** What became of rows, by their ids. */
export type Results = ReadonlyMap<string, RowResult>;

const ID_DIGITS = 16;

/** Which row it is, whatever its number is now and whatever has been changed about it: the files that no other row may write. */
export function idOf({ outputs }: Row): string {
  const paths = Object.values(outputs).sort();
  return createHash('sha256').update(JSON.stringify(paths)).digest('hex').slice(0, ID_DIGITS);
}

/** A row's own result, with the number that the row has now: rows may have been put in above it. */
export function resultOf(row: Row, known: Results): RowResult | undefined {
  const result = known.get(idOf(row));
  return result && { ...result, row: row.row };
}
