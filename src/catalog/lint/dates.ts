import { type DatedRow, finding, type Linter, subjectOf } from './linter.js';
import { neighbours } from './periods.js';

export const overlap: Linter = {
  name: 'overlap',
  scope: 'prices and rules: two rows of one thing on the same day',
  check: (data) =>
    neighbours(data)
      .filter(([earlier, later]) => earlier.to === '' || later.from < earlier.to)
      .map(([earlier, later]) => {
        const row = later.rows[0];
        const wanted = `a day from ${earlier.to === '' ? 'the end' : earlier.to} of the row on line ${earlier.rows[0].line} on`;
        const fix = `give line ${earlier.rows[0].line} effective_to ${later.from}, if the later price replaced it`;
        return finding(later.subject, { code: 'CAT102', row, field: 'effective_from', found: later.from, wanted, fix });
      }),
};

export const gap: Linter = {
  name: 'gap',
  scope: 'prices and rules: days between two rows of one thing that no row covers',
  check: (data) =>
    neighbours(data)
      .filter(([earlier, later]) => earlier.to !== '' && earlier.to < later.from)
      .map(([earlier, later]) => {
        const wanted = `${earlier.to}, where line ${earlier.rows[0].line} ends`;
        const fix = 'find the price between, or list the gap in data/lint-exceptions.csv with its reason';
        return finding(later.subject, {
          code: 'CAT103',
          row: later.rows[0],
          field: 'effective_from',
          found: later.from,
          wanted,
          fix,
        });
      }),
};

export const span: Linter = {
  name: 'span',
  scope: 'prices and rules: effective_to is after effective_from',
  check: ({ prices, rules }) => {
    const rows: readonly DatedRow[] = [...prices, ...rules];
    return rows
      .filter(({ fields }) => fields.effective_to !== '' && fields.effective_to <= fields.effective_from)
      .map((row) => {
        const { effective_from, effective_to } = row.fields;
        const wanted = `a day after ${effective_from}: it is the first day on which the row no longer holds`;
        return finding(subjectOf(row), { code: 'CAT105', row, field: 'effective_to', found: effective_to, wanted });
      });
  },
};
