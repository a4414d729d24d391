import { describe, expect, it } from 'vitest';
import { day, decimal, filled } from '../../src/catalog/fields.js';
import { readTable } from '../../src/catalog/read-table.js';

const COLUMNS = { name: filled, price: decimal, from: day } as const;
const read = (text: string | undefined) => readTable('data/x.csv', text, COLUMNS);
const told = (text: string | undefined) =>
  read(text).problems.map(({ code, where }) => `${code} ${where.line ?? '-'} ${where.field ?? '-'}`);

describe('readTable', () => {
  it('gives rows by column name, each with its line', () => {
    const { rows, problems } = read('name,price,from\na,0.023,2016-02-15\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([{ file: 'data/x.csv', line: 2, fields: { name: 'a', price: '0.023', from: '2016-02-15' } }]);
  });

  it('names every bad cell and every ragged row of the file at once, and keeps the sound rows', () => {
    const text = 'name,price,from\na,1.5 TB,2016-02-15\n,0.1,15.02.2016\nb,0.1\nc,0.1,2016-02-15\n';
    expect(told(text)).toEqual(['CAT005 2 price', 'CAT005 3 name', 'CAT005 3 from', 'CAT004 4 -']);
    expect(read(text).rows.map(({ fields }) => fields.name)).toEqual(['c']);
  });

  it.each([
    ['1e-3', 'an exponent'],
    ['.5', 'no digit before the point'],
    ['0,5', 'a decimal comma'],
    ['-1', 'a minus'],
    ['', 'nothing'],
  ])('refuses the price "%s": %s', (price) => {
    expect(told(`name,price,from\na,"${price}",2016-02-15\n`)).toEqual(['CAT005 2 price']);
  });

  it('names a missing, an unknown and a moved column', () => {
    expect(told('name,cost,from\n')).toEqual(['CAT003 1 price', 'CAT003 1 -']);
    expect(told('price,name,from\n')).toEqual(['CAT003 1 -']);
  });

  it('says CAT001 for a file that is not there and CAT002 for a quote without its partner', () => {
    expect(told(undefined)).toEqual(['CAT001 - -']);
    expect(told('name,price,from\n"a,1,2016-02-15\n')).toEqual(['CAT002 2 -']);
  });
});
