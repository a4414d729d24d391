import type { Gib } from '../../units/gib.js';
import type { Explanation } from '../charge.js';
import { grouped, percentInWords, sizeInWords } from '../sizing/words.js';
import type { MigrationCalendar, MigrationTerms } from './migrate-types.js';
import { overlapInWords } from './move-calendar.js';

const days = (value: number): string => `${grouped(value, 1)} days`;

/** The rules behind a move's figures, with their inputs. */
export function migrationBecause(calendar: MigrationCalendar, terms: MigrationTerms, size: Gib): readonly Explanation[] {
  const stored = { name: 'stored', value: sizeInWords(size), from: `engine: end of month ${terms.month - 1}` };
  const overlap = { name: 'overlap', value: overlapInWords(terms.overlapMonths), from: 'flag or assumption' };
  return [
    {
      rule: 'M-100',
      formula: 'least of: link x upload hours - nightly data; link down; appliances reading; restore requests',
      inputs: [{ name: 'GiB a day', value: grouped(calendar.perDay, 1), from: calendar.limit }],
      sources: [],
    },
    {
      rule: 'M-101',
      formula:
        'start + wait of the slowest class + stored / GiB a day; the old store goes on the first of the month after the overlap',
      inputs: [
        stored,
        { name: 'wait', value: days(calendar.waitDays), from: 'retrieval of the slowest class' },
        { name: 'copy', value: days(calendar.transferDays), from: 'engine: M-100' },
        overlap,
      ],
      sources: [],
    },
    {
      rule: 'M-105',
      formula: 'sum of each month saving / (1 + rate)^(months / 12)',
      inputs: [{ name: 'discount rate a year', value: percentInWords(+terms.discountRate), from: 'flag or assumption' }],
      sources: [],
    },
  ];
}
