import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCells } from '../../src/catalog/split-cells.js';

const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', '\n', 'é', '|'), maxLength: 6 });
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvOf = (table: readonly (readonly string[])[]): string => table.map((row) => `${row.map(quoted).join(',')}\n`).join('');
const records = (text: string): readonly (readonly string[])[] => {
  const split = splitCells(text);
  if (!split.ok) throw new Error(split.found);
  return split.records.map(({ cells }) => [...cells]);
};

describe('splitCells', () => {
  it('reads every well-formed table as csv-parse does', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (table) => {
        const text = csvOf(table);
        expect(records(text)).toEqual(parse(text, { relax_column_count: true }));
      }),
    );
  });

  it('refuses whatever csv-parse refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n'), maxLength: 12 }), (text) => {
        const strict = (): boolean => {
          try {
            parse(text, { relax_column_count: true });
            return true;
          } catch {
            return false;
          }
        };
        expect(splitCells(text).ok).toBe(strict());
      }),
    );
  });

  it('says on which line a record starts, below a cell with a line break too', () => {
    const split = splitCells('a,b\n"x\ny",1\nc,d\n');
    expect(split.ok && split.records.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('drops a byte order mark and takes Windows line ends', () => {
    expect(records('\ufeffa,b\r\n1,2\r\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});
