import { csvText } from '../csv-cell.js';
import type { Amounts } from './amounts.js';
import type { Quote, QuoteLine } from './quote-types.js';

const HEAD = ['number', 'revision', 'part', 'item', 'status', 'spend', 'year', 'currency', 'list', 'discount', 'net'];

/** The bill of materials for machines: a row for each line and year, one for each option; plain decimals. The rows of "line" add up to the total. */
export function quoteCsv(quote: Quote): string {
  const { number, revision, currency, years, lines, options, totals } = quote;
  const row = (
    part: string,
    { label, status, spend }: Pick<QuoteLine, 'label' | 'spend' | 'status'>,
    year: string,
    sum: Amounts,
  ) => [
    ...[number, `${revision}`, part, label, status, spend, year, currency],
    ...(status === 'unpriced' ? ['', '', ''] : [sum.list, sum.discount, sum.net].map((amount) => amount.toFixed(2))),
  ];
  const status = totals.isAtLeast ? 'atLeast' : 'priced';
  return csvText([
    HEAD,
    ...lines.flatMap((line) => line.byYear.map((sum, at) => row('line', line, `${years[at] ?? ''}`, sum))),
    ...options.map((line) => row('option', line, '', line.total)),
    ...(['capex', 'opex'] as const).map((spend) => row('total', { label: '', status, spend }, '', totals[spend])),
  ]);
}
