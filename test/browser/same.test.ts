import { expect, it } from 'vitest';
import { same } from '../../src/browser/draw/same.js';
import { lazily } from '../../src/units/lazily.js';

const table = (cost: string) => ({ caption: 'Cost', rows: [{ head: '2016', cells: [{ text: cost, note: '' }] }] });

it.each([
  ['two tables made apart', table('$1'), table('$1'), true],
  ['a cell that says another cost', table('$1'), table('$2'), false],
  ['a row more', { rows: [1] }, { rows: [1, 2] }, false],
  ['a row less', { rows: [1, 2] }, { rows: [1] }, false],
  ['another name for the same', { a: 1 }, { b: 1 }, false],
  ['no number and no number', { value: Number.NaN }, { value: Number.NaN }, true],
  ['nothing and something', undefined, table('$1'), false],
  ['a part that is made when it is read', lazily({ a: () => table('$1') }), { a: table('$1') }, true],
])('%s', (_, a, b, expected) => expect(same(a, b)).toBe(expected));

it('does not read on after the first difference', () => {
  const read: string[] = [];
  const line = (cost: string) =>
    lazily({
      cost: () => cost,
      months: () => {
        read.push(cost);
        return table(cost);
      },
    });
  expect(same(line('$1'), line('$2'))).toBe(false);
  expect(read).toEqual([]);
});
