import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachedOf, metadataOf } from '../../src/inventory/cell-values.js';
import { readPythonRepr } from '../../src/inventory/python-repr.js';

/** repr() of str as CPython writes it for printable text: double quotes only if there is a single one and no double one. */
function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

const words = fc.string({
  unit: fc.constantFrom('a', 'ß', '💾', "'", '"', '\\', '\n', '\r', '\t', ',', ':', '{', '}', ' '),
  maxLength: 8,
});

describe('readPythonRepr', () => {
  it('reads back what Python printed of any dict of strings', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words)), (pairs) => {
        const printed = `{${pairs.map(([key, value]) => `${repr(key)}: ${repr(value)}`).join(', ')}}`;
        expect(readPythonRepr(printed)).toEqual(new Map(pairs));
      }),
    );
  });

  it('reads attachments with a server that is None', () => {
    expect(readPythonRepr("[{'server_id': None, 'n': 2, 'ok': True}]")).toEqual([
      new Map<string, unknown>([
        ['server_id', null],
        ['n', 2],
        ['ok', true],
      ]),
    ]);
  });

  it('reads \\x, \\u and \\U escapes', () => {
    expect(readPythonRepr("'\\xe9\\u9ad8\\U0001f4be'")).toBe('é高💾');
  });

  it.each(['', "{'a': 'b'", "'a", '{1: 2}', "['a' 'b']", '[1] x', 'nan', "'\\x4'", "'\\Uffffffff'", '['.repeat(50_000)])(
    'refuses %j',
    (text) => {
      expect(readPythonRepr(text)).toBeUndefined();
    },
  );

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => readPythonRepr(text) !== null || text.trim() === 'None'));
  });
});

describe('metadataOf', () => {
  it("reads the human form of tables and old clients: k='v', k2='v2'", () => {
    expect(metadataOf("env='test', owner='ops, team A', quote='it's'")).toEqual({
      env: 'test',
      owner: 'ops, team A',
      quote: "it's",
    });
  });

  it('keeps a key "__proto__" as a key', () => {
    const metadata = metadataOf("{'__proto__': 'x'}") ?? {};
    expect([Object.keys(metadata), Object.getPrototypeOf(metadata)]).toEqual([['__proto__'], Object.prototype]);
  });
});

describe('attachedOf', () => {
  it.each([
    ['[]', false],
    ['', false],
    ["[{'server_id': None}]", true],
    ['Attached to web-1 on /dev/vdb ', true],
    ['88dfb980-c491-4267-ae07-cd289225fde0', true],
    ['None', undefined],
    [[], false],
    [[{}], true],
    [undefined, undefined],
  ])('%j is %s', (cell, attached) => {
    expect(attachedOf(cell)).toBe(attached);
  });
});
