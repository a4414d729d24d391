import { Decimal } from '../units/decimal.js';
import { type Results, resultOf } from './results.js';
import type { Row, RowResult } from './types.js';

/** A batch as data: what `summary.json` holds and the index page shows. Same rows, same results, same bytes. */
export interface Summary {
  readonly schema: 'stowage-batch/1';
  readonly version: string;
  readonly rows: number;
  readonly done: number;
  readonly over: number;
  readonly failed: number;
  /** Rows without a result: not reached, or of a shard that has not run. */
  readonly missing: readonly { readonly row: number; readonly name: string }[];
  /** Sum of the printed totals of all rows, by currency; "at least" where one of them says so. */
  readonly totals: readonly { readonly currency: string; readonly total: string; readonly atLeast: boolean }[];
  /** Failures first, then what is over a budget, then the rest; each in the manifest's order. */
  readonly results: readonly RowResult[];
}

const RANK = { failed: 0, over: 1, done: 2 } as const;

export function summaryOf(rows: readonly Row[], known: Results, version: string): Summary {
  const found = rows.map((row) => ({ row, result: resultOf(row, known) }));
  const results = found.flatMap(({ result }) => (result ? [result] : []));
  const count = (status: RowResult['status']): number => results.filter((result) => result.status === status).length;
  return {
    schema: 'stowage-batch/1',
    version,
    rows: rows.length,
    done: count('done'),
    over: count('over'),
    failed: count('failed'),
    missing: found.flatMap(({ row, result }) => (result ? [] : [{ row: row.row, name: row.name }])),
    totals: totalsOf(results),
    results: [...results].sort((a, b) => RANK[a.status] - RANK[b.status] || a.row - b.row),
  };
}

function totalsOf(results: readonly RowResult[]): Summary['totals'] {
  const currencies = [...new Set(results.map(({ currency }) => currency))].filter((currency) => currency !== '').sort();
  return currencies.map((currency) => {
    const own = results.filter((result) => result.currency === currency);
    const total = own.reduce((sum, result) => sum.plus(result.total), new Decimal(0)).toFixed(2);
    return { currency, total, atLeast: own.some(({ totalText }) => totalText.startsWith('at least')) };
  });
}
