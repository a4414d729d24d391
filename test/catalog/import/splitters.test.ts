import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenCsv, CsvSplitter } from '../../../src/catalog/import/csv-splitter.js';
import { type JsonListener, JsonSplitter } from '../../../src/catalog/import/json-splitter.js';
import { splitCells } from '../../../src/catalog/split-cells.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Pushes a text, or its bytes, in pieces that are cut at the given places. */
function push<T extends string | Uint8Array>(text: T, cuts: readonly number[], to: (piece: T) => void): void {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const place of [...places, text.length]) {
    to(text.slice(from, place) as T);
    from = place;
  }
}

function taken(text: string, cuts: readonly number[], depth: number): readonly (readonly [string, unknown])[] {
  const found: (readonly [string, unknown])[] = [];
  const listener: JsonListener = {
    visit: (path) => (path.length < depth ? 'enter' : path[path.length - 1]?.startsWith('skip') ? 'skip' : 'take'),
    take: (path, piece) => found.push([path.join('/'), JSON.parse(piece)]),
  };
  const splitter = new JsonSplitter(listener, (bytes) => new TextDecoder().decode(bytes));
  push(utf8(text), cuts, (piece) => splitter.push(piece));
  splitter.end();
  return found;
}

describe('JsonSplitter', () => {
  it('hands out each member as JSON.parse has it, wherever the text is cut and however it is spaced', () => {
    const record = fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((key) => !key.startsWith('skip') && key !== '__proto__'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(record, fc.array(fc.nat()), fc.constantFrom(undefined, 2, '\t'), (value, cuts, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(taken(text, cuts, 1)).toEqual(Object.entries(JSON.parse(text)));
      }),
    );
  });

  it('passes over what is skipped, with quotes, brackets and backslashes in its texts', () => {
    const text = JSON.stringify({ skipped: [{ a: '"}]\\' }, '\\"'], kept: 1, 'skip too': '}' });
    for (let cut = 0; cut <= text.length; cut++) expect(taken(text, [cut], 1)).toEqual([['kept', 1]]);
  });

  it('reads past a mark of the byte order', () => {
    for (const cut of [0, 1, 2, 3]) expect(taken('\ufeff{"a":1}', [cut], 1)).toEqual([['a', 1]]);
  });

  it('reads elements of arrays and several values one after the other', () => {
    expect(taken('[{"a":1},{"a":2}] [{"a":3}]', [3, 9], 2)).toEqual([
      ['#/a', 1],
      ['#/a', 2],
      ['#/a', 3],
    ]);
  });

  it.each([
    ['{"a":{"b":1}', 'the file ends in the middle'],
    ['{"a" 1}', 'found "1" where a colon belongs'],
    ['{"a":1]', 'a bracket that closes nothing'],
    ['{"a":"x', 'the file ends in the middle'],
  ])('refuses %s', (text, message) => {
    expect(() => taken(text, [], 1)).toThrow(message);
  });

  it('gives up on a value of more than 16 MiB: memory stays bounded', () => {
    const listener: JsonListener = { visit: (path) => (path.length === 0 ? 'enter' : 'take'), take: () => undefined };
    const splitter = new JsonSplitter(listener, (bytes) => new TextDecoder().decode(bytes));
    splitter.push(utf8('{"a":"'));
    expect(() => {
      for (let mebibyte = 0; mebibyte < 20; mebibyte++) splitter.push(new Uint8Array(2 ** 20).fill(120));
    }).toThrow('more than 16 MiB');
  });
});

describe('CsvSplitter', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ' ', '\n', 'é') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  const records = (text: string, cuts: readonly number[]): readonly (readonly string[])[] => {
    const found: (readonly string[])[] = [];
    const splitter = new CsvSplitter((cells) => found.push(cells));
    push(text, cuts, (piece) => splitter.push(piece));
    splitter.end();
    return found;
  };

  it('reads what the strict reader reads, wherever the text is cut', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat()), fc.constantFrom('\n', '\r\n'), (table, cuts, end) => {
        const text = table.map((row) => `${row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')}${end}`).join('');
        const strict = splitCells(text);
        expect(records(text, cuts)).toEqual(strict.ok ? strict.records.map(({ cells }) => cells) : []);
      }),
    );
  });

  it('refuses a quote that is never closed, with its line', () => {
    expect(() => records('"a","b"\n"c,d\n', [])).toThrow(BrokenCsv);
  });
});
