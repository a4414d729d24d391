import { Decimal } from '../../units/decimal.js';
import { type Finding, finding, groupBy, type Linter, type PriceTableRow, subjectOf } from './linter.js';
import { neighbours } from './periods.js';

const samePeriod = (row: PriceTableRow): string => `${subjectOf(row)} ${row.fields.effective_from} ${row.fields.effective_to}`;

export const tiers: Linter = {
  name: 'tiers',
  scope: 'prices: the tiers of one item rise from 0 without a hole, and the last has no end',
  check: ({ prices }) => [...groupBy(prices, samePeriod).values()].flatMap(tierFindings),
};

function tierFindings(rows: readonly [PriceTableRow, ...PriceTableRow[]]): readonly Finding[] {
  const sorted = [...rows].sort((a, b) => new Decimal(a.fields.tier_from).comparedTo(b.fields.tier_from));
  const findings: Finding[] = [];
  let expected = '0';
  for (const row of sorted) {
    const { tier_from, tier_to } = row.fields;
    const told = { code: 'CAT104', row, field: 'tier_from', found: tier_from } as const;
    if (expected === '') findings.push(finding(subjectOf(row), { ...told, wanted: 'no tier above one that has no end' }));
    else if (!new Decimal(tier_from).eq(expected)) findings.push(finding(subjectOf(row), { ...told, wanted: expected }));
    expected = tier_to;
  }
  const last = sorted[sorted.length - 1];
  if (last && expected !== '') {
    const told = {
      code: 'CAT104',
      row: last,
      field: 'tier_to',
      found: expected,
      wanted: 'nothing: the last tier has no end',
    } as const;
    findings.push(finding(subjectOf(last), told));
  }
  return findings;
}

export const step: Linter = {
  name: 'step',
  scope: 'prices: a price that more than doubles or halves from one row to the next has a note',
  check: (data) =>
    neighbours(data).flatMap(([earlier, later]) => {
      const [before, after] = [earlier.rows[0].fields, later.rows[0].fields];
      if (!('price' in before) || !('price' in after) || after.note !== '') return [];
      if (!isSteep(new Decimal(before.price), new Decimal(after.price))) return [];
      const told = {
        code: 'CAT108',
        row: later.rows[0],
        field: 'note',
        found: `${before.price} before, ${after.price} after`,
      } as const;
      return [finding(later.subject, { ...told, wanted: 'a note on a step of more than two times' })];
    }),
};

function isSteep(before: Decimal, after: Decimal): boolean {
  return before.gt(after.times(2)) || after.gt(before.times(2));
}
