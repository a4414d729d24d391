import { type CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { put } from '../../../src/files/inventory-source.js';
import { BlockBuffer } from '../../../src/inventory/stream/block-buffer.js';
import { PlainMemory, ROOM } from '../../../src/inventory/stream/block-memory.js';
import type { ByteTools } from '../../../src/inventory/stream/byte-tools.js';
import { CsvDriver, type RowHandler } from '../../../src/inventory/stream/csv-driver.js';
import type { RowScanner } from '../../../src/inventory/stream/row-scanner.js';
import { bytesOf, plainTools, simdTools } from './streaming.js';

type Rows = readonly (readonly string[])[] | 'bad quote' | 'unclosed quote';

function judge(bytes: Uint8Array, delimiter: string): Rows {
  try {
    return parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    return (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed quote' : 'bad quote';
  }
}

class Collected implements RowHandler {
  readonly rows: string[][] = [];
  constructor(
    private readonly block: BlockBuffer,
    private readonly scanner: RowScanner,
    private readonly tools: ByteTools,
  ) {}
  begin(): void {}
  flush(): void {}
  row(): void {
    const { from, to, doubled, cells } = this.scanner;
    const text = (cell: number): string => this.tools.decode(this.block.bytes, from[cell] ?? 0, to[cell] ?? 0);
    this.rows.push(Array.from({ length: cells }, (_, cell) => (doubled[cell] ? text(cell).replaceAll('""', '"') : text(cell))));
  }
}

function scanned(bytes: Uint8Array, delimiter: string, chunk: number, tools: ByteTools): Rows {
  const block = new BlockBuffer(tools, 1 << 20, 64);
  let collected: Collected | undefined;
  const driver = new CsvDriver(block, tools, delimiter.charCodeAt(0), (scanner) => {
    collected = new Collected(block, scanner, tools);
    return collected;
  });
  const target = {
    space: () => block.space(),
    filled(count: number) {
      block.filled(count);
      if (driver.broken === undefined) driver.take(false);
    },
  };
  for (let at = 0; at < bytes.length; at += chunk) put(bytes.subarray(at, at + chunk), target);
  if (driver.broken === undefined) driver.take(true);
  return driver.broken ?? collected?.rows ?? [];
}

const hostileText = fc
  .array(
    fc.constantFrom(
      'a',
      '"',
      '"',
      '""',
      ',',
      ',',
      ';',
      '\n',
      '\r',
      '\r\n',
      '\\',
      'ö',
      '高',
      '💾',
      ' ',
      '"x"',
      '","',
      '"\n"',
      '\uFEFF',
    ),
    { maxLength: 30 },
  )
  .map((parts) => bytesOf(parts.join('')));
/** Bytes that no encoder writes: halves of characters. A zero byte is handed over. */
const hostileBytes = fc
  .array(fc.constantFrom(34, 34, 44, 44, 10, 10, 13, 97, 1, 0x80, 0xc3, 0xe9, 0xf0, 0x9f, 0xff, 0xef, 0xbb, 0xbf, 0x5c), {
    maxLength: 40,
  })
  .map((bytes) => Uint8Array.from(bytes));
/** Mostly in order, so that many rows go through before something is wrong. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    '40',
    '""',
    '"a,b"',
    '"say ""hi"""',
    '"two\nlines"',
    '"\r\n"',
    '"ö"',
    'plain text',
    '"高速"',
    '"back\\\\slash"',
  ),
  fc.constantFrom('"', 'a"b', '"a"b'),
);
const likely = fc
  .array(fc.tuple(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\n', '\r\n', '\n\n')), { maxLength: 8 })
  .map((rows) => bytesOf(rows.map(([cells, end]) => cells.join(',') + end).join('')));

describe('rows of the byte scanner are those of csv-parse', () => {
  it.each([
    ['hostile text', hostileText],
    ['bytes that are not UTF-8', hostileBytes],
    ['rows of hostile cells', likely],
  ])('%s, in pieces of any size, with and without vectors', (_what, any) => {
    fc.assert(
      fc.property(
        any,
        fc.integer({ min: 1, max: 70 }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        (bytes, chunk, delimiter, simd) => {
          expect(scanned(bytes, delimiter, chunk, simd ? simdTools : plainTools)).toEqual(judge(bytes, delimiter));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('wherever one piece ends and the next begins', () => {
    const text = '"a","b ""q"" c",1\r\n\r\n"x\ny",,"高"\n\n,"",\r\n"last","\r\n",2';
    const bytes = bytesOf(text);
    const wanted = judge(bytes, ',');
    for (let border = 1; border < bytes.length; border++) {
      expect([border, scanned(bytes, ',', border, simdTools)]).toEqual([border, wanted]);
    }
  });

  it('a row of 200 cells grows the scanner, and a row longer than the block grows the block', () => {
    const wide = bytesOf(`${Array.from({ length: 200 }, (_, index) => `"cell ${index}"`).join(',')}\n1,2\n`);
    expect(scanned(wide, ',', 7, simdTools)).toEqual(judge(wide, ','));
  });
});

describe('the index of quotes', () => {
  it('is the same in WebAssembly and in JavaScript', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const bytes = noise.map((byte) => (byte < 90 ? 34 : byte));
        const [simd, plain] = [simdTools.memory(512), new PlainMemory(512)];
        const found = [simd, plain].map((memory) => {
          memory.bytes.set(bytes);
          memory.bytes.fill(34, bytes.length, bytes.length + ROOM);
          memory.index(0, bytes.length);
          return [...memory.quotes.subarray(0, 302)]
            .filter((at, index, all) => index === 0 || at > (all[index - 1] ?? 0))
            .filter((at) => at <= bytes.length + 1);
        });
        expect(found[0]).toEqual(found[1]);
        expect(found[0]?.filter((at) => at < bytes.length)).toEqual([...bytes.keys()].filter((at) => bytes[at] === 34));
      }),
    );
  });

  it('is made with vectors here: WebAssembly has them', () => {
    expect(simdTools.memory(64)).not.toBeInstanceOf(PlainMemory);
  });
});
