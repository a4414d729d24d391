import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDoubledBackslashes } from '../../src/inventory/csv-dialect.js';
import { inventoryOf, sample, withoutPlaces } from './captured.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

interface Dialect {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly bom: boolean;
  readonly sep: boolean;
  readonly quoting: 'all' | 'minimal';
  readonly reversed: boolean;
}

const hostile = fc.string({
  unit: fc.constantFrom('a', 'ö', '高', '💾', ',', ';', '\t', '"', "'", '\n', '\r', '|', '=', ' ', '-', '{', '[', '<', '0'),
  maxLength: 12,
});
const rows = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    name: hostile,
    size: fc.nat(65_536),
    type: fc.constantFrom('ceph-ssd', '高速', 'nfs, archive "cold"'),
  }),
  {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 8,
  },
);
const dialects = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  sep: fc.boolean(),
  quoting: fc.constantFrom('all' as const, 'minimal' as const),
  reversed: fc.boolean(),
});

function write(volumes: readonly Row[], { delimiter, lineEnd, bom, sep, quoting, reversed }: Dialect): string {
  const line = (cells: readonly (string | number)[]): string => {
    const quoted = cells.map((cell) => {
      const text = String(cell);
      return quoting === 'all' || /[,;\t"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    });
    return (reversed ? quoted.toReversed() : quoted).join(delimiter) + lineEnd;
  };
  const body = volumes.map(({ id, name, size, type }) => line([id, name, 'in-use', size, type])).join('');
  return `${bom ? '\uFEFF' : ''}${sep ? `sep=${delimiter}${lineEnd}` : ''}${line(['ID', 'Name', 'Status', 'Size', 'Type'])}${body}`;
}

describe('CSV in any dialect', () => {
  it('gives the same volumes: delimiter, line end, byte-order mark, sep= line, quoting, order of columns', () => {
    fc.assert(
      fc.property(rows, dialects, (volumes, dialect) => {
        const read = inventoryOf(write(volumes, dialect));
        expect(read.rejects).toEqual([]);
        expect(read.volumes.map(({ id, name, size, type, status }) => ({ id, name, size, type, status }))).toEqual(
          volumes.map((volume) => ({ ...volume, status: 'in-use' })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives the 200 real volumes from a spreadsheet: byte-order mark, sep= line and CR LF around rows', () => {
    const text = sample('volumes.csv');
    const [head, ...rest] = text.split('\n');
    const spreadsheet = `\uFEFFsep=,\r\n${head}\r\n${rest.join('\n')}`;
    expect(withoutPlaces(inventoryOf(spreadsheet).volumes)).toEqual(withoutPlaces(inventoryOf(text).volumes));
  });

  it('skips a header that is repeated and rows of empty cells, as in lists of several projects in one file', () => {
    const text = 'ID,Name,Size\na,x,1\n\nID,Name,Size\nb,y,2\n,,\n';
    expect(inventoryOf(text).volumes.map(({ id, place }) => [id, place.line])).toEqual([
      ['a', 2],
      ['b', 5],
    ]);
  });
});

describe('backslashes', () => {
  it('are halved where a newer Python doubled all of them', () => {
    expect(inventoryOf('"ID","Name","Size"\n"a","back\\\\slash",1\n').volumes[0]?.name).toBe('back\\slash');
  });

  it('are left alone where one stands single: an older Python wrote the file', () => {
    const { volumes } = inventoryOf('"ID","Name","Size"\n"a","back\\slash",1\n"b","two\\\\",1\n');
    expect(volumes.map(({ name }) => name)).toEqual(['back\\slash', 'two\\\\']);
  });

  it('are known by the runs of the whole file', () => {
    expect([
      hasDoubledBackslashes('a\\\\b\\\\\\\\c'),
      hasDoubledBackslashes('a\\\\b\\\\\\c'),
      hasDoubledBackslashes('abc'),
    ]).toEqual([true, false, false]);
  });

  it('in a property with a line break give the line break, doubled or not', () => {
    const csv = (cell: string): string => `"ID","Size","Properties"\n"a",1,"${cell}"\n`;
    expect(inventoryOf(csv("{'nl': 'l1\\\\nl2'}")).volumes[0]?.metadata).toEqual({ nl: 'l1\nl2' });
    expect(inventoryOf(csv("{'nl': 'l1\\nl2'}")).volumes[0]?.metadata).toEqual({ nl: 'l1\nl2' });
  });
});
