import { type Cells, type Field, fieldOf } from './columns.js';
import { headProblems } from './head-problems.js';
import type { Reading, ReadingTask } from './reading.js';
import { walkTables } from './table-rows.js';

/** Reads the tables that people copy from a terminal: `openstack volume list` and `cinder list`, also with --fields. */
export function readTable({ file, text, into }: ReadingTask): Reading {
  let fields: readonly (Field | undefined)[] = [];
  let isCinder = false;
  const problems = walkTables(file, text, {
    head(place, titles) {
      fields = titles.map(fieldOf);
      isCinder = titles.some((title) => /^(Volume[ _]Type|Tenant ID)$/i.test(title));
      return headProblems(place, titles);
    },
    row(place, row) {
      const cells: Cells = {};
      fields.forEach((field, index) => {
        if (field !== undefined) cells[field] ??= row[index] ?? '';
      });
      into.add(place, isCinder ? ofOldClient(cells) : cells);
    },
    ragged: (problem) => into.reject(problem),
  });
  return { form: isCinder ? 'cinder list, table' : 'openstack volume list, table', problems };
}

/** The old client prints - for nothing, and None for an attachment that is to a host and not to a server. */
function ofOldClient(cells: Cells): Cells {
  if (cells.name === '-') cells.name = undefined;
  if (cells.type === '-') cells.type = undefined;
  if (cells.attached === 'None') cells.attached = true;
  return cells;
}
