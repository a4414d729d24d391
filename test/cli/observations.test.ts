import { describe, expect, it } from 'vitest';
import { readObservations } from '../../src/cli/observations.js';
import { dayOf, formatDay } from '../../src/units/day.js';

const START = dayOf(2026, 1, 1);
const read = (text: string, on?: string) => {
  const result = readObservations({
    file: 'sizes.csv',
    text,
    on: on === undefined ? undefined : dayOf(2026, 5, 1),
    start: START,
  });
  return result.ok
    ? result.value.map(({ day, physical }) => [formatDay(day), physical])
    : result.problems.map(({ code, where, found }) => `${code} ${where.line ?? '-'} ${found}`);
};
const TWO = [
  ['2026-01-31', 1024],
  ['2026-02-28', 2048],
];

describe('readObservations', () => {
  it.each([
    ['a unit in its own column', 'date,physical,unit\n2026-01-31,1,TiB\n2026-02-28,2,TiB\n'],
    ['a unit beside each size', '2026-01-31,1 TiB\n2026-02-28,"2 TiB"\n'],
    ['a unit in the header, after a comment line', 'date;physical (TiB)\n# end of month\n2026-01-31;1\n2026-02-28;2\n'],
    ['YAML', '- {date: 2026-01-31, physical: 1 TiB}\n- {date: "2026-02-28", physical: "2 TiB"}\n'],
    ['JSON in bytes', '[{"date":"2026-01-31","physical":1099511627776},{"date":"2026-02-28","physical":2199023255552}]'],
  ])('reads 1 and 2 TiB from %s', (_, text) => {
    expect(read(text)).toEqual(TWO);
  });

  it('reads 1 GiB from restic’s statistics with --on, and asks for it without', () => {
    expect(read('{"total_size":1073741824,"snapshots_count":3}', 'given')).toEqual([['2026-05-01', 1]]);
    expect(read('{"total_size":1073741824}')).toEqual(['CLI030 - "{"total_size":1073741824}"']);
  });

  it('reads 2 GiB and their date from borg’s info', () => {
    const info = '{"cache":{"stats":{"unique_csize":2147483648}},"repository":{"last_modified":"2026-03-04T22:10:00.000000"}}';
    expect(read(info)).toEqual([['2026-03-04', 2]]);
  });

  it('names every line that is no dated size, a size of 0 and a date before the plan', () => {
    expect(read('2026-01-31,1 TiB\n31.01.2026,1 TiB\n2026-02-28,2\n2026-03-31,0 TiB\n2025-12-31,1 TiB\n')).toEqual([
      'CLI030 2 "31.01.2026,1 TiB"',
      'CLI030 3 "2026-02-28,2"',
      'CLI030 4 "2026-03-31,0 TiB"',
      'CLI030 5 2025-12-31',
    ]);
  });

  it('refuses a file without any', () => {
    expect(read('date,physical,unit\n')).toEqual(['CLI030 - no observation']);
  });
});
