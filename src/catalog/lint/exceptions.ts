import type { Problem } from '../../problems/problem.js';
import { filled } from '../fields.js';
import { type ReadTable, readTable, type TableRow } from '../read-table.js';
import { type Finding, finding } from './linter.js';

export const EXCEPTIONS_FILE = 'data/lint-exceptions.csv';
export const EXCEPTION_COLUMNS = { linter: filled, pattern: filled, reason: filled } as const;
export type ExceptionRow = TableRow<typeof EXCEPTION_COLUMNS>;

export function readExceptions(text: string | undefined): ReadTable<typeof EXCEPTION_COLUMNS> {
  return readTable(EXCEPTIONS_FILE, text, EXCEPTION_COLUMNS);
}

/**
 * Takes out the findings that an exception covers; "*" in a pattern stands for any text.
 *
 * An exception that covers nothing is an error of its own (CAT111): the data was put right, so the excuse must go.
 */
export function withoutExcepted(
  found: ReadonlyMap<string, readonly Finding[]>,
  exceptions: readonly ExceptionRow[],
): readonly Problem[] {
  const used = new Set<ExceptionRow>();
  const left: Problem[] = [];
  for (const [linter, findings] of found) {
    for (const { subject, problem } of findings) {
      const covering = exceptions.filter(({ fields }) => fields.linter === linter && matches(fields.pattern, subject));
      for (const exception of covering) used.add(exception);
      if (covering.length === 0) left.push(problem);
    }
  }
  const unused = exceptions
    .filter((exception) => !used.has(exception))
    .map((row) => {
      const told = { code: 'CAT111', row, found: `${row.fields.linter} ${row.fields.pattern}` } as const;
      return finding(row.fields.pattern, { ...told, wanted: 'an exception that covers a finding', fix: 'take the line out' })
        .problem;
    });
  return [...left, ...unused];
}

function matches(pattern: string, subject: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(subject);
}
