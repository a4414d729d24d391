import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedIn, readEmbedded } from '../../src/report/embedded/embedded.js';
import { pack } from '../../src/report/embedded/pack.js';
import { unpack } from '../../src/report/embedded/unpack.js';
import { Decimal } from '../../src/units/decimal.js';
import { carried, sampleInput } from './embedded-text.js';

const roundTrip = (value: unknown): unknown => {
  const read = unpack(JSON.parse(JSON.stringify(pack(value))));
  if (!read.ok) throw new Error(read.why);
  return read.value;
};

const text = fc.oneof(fc.string(), fc.constantFrom('$', '$d', '__proto__', 'a text that is long enough to be shared'));
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.integer().map((number) => new Decimal(number).div(1000)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

describe('pack and unpack', () => {
  it('law: any data comes back as it was, exact numbers, undefined, infinities and odd keys with it', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(roundTrip(value)).toStrictEqual(value);
      }),
    );
  });
  it('law: the same data gives the same text', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(JSON.stringify(pack(structured(value)))).toBe(JSON.stringify(pack(value)));
      }),
    );
  });
  it('writes a source behind forty prices once', () => {
    const source = { id: 'data/prices/aws.csv:117', title: 'Amazon S3 Pricing, read in January', url: 'https://example.com' };
    const written = JSON.stringify(pack(Array.from({ length: 40 }, (_, n) => ({ price: n, source: { ...source } }))));
    expect(written.match(/Amazon S3 Pricing/g)).toHaveLength(1);
  });
  it('refuses 30 shared parts that double each other into a billion values', () => {
    const shared: unknown[] = [[1, 1]];
    for (let n = 0; n < 30; n++) shared.push([{ $: n }, { $: n }]);
    expect(unpack({ keys: [], shared, value: { $: 30 } })).toEqual({ ok: false, why: 'it unfolds into more than a plan can be' });
  });
  it.each([
    ['a part that is not there', { $: 3 }, /part 3/],
    ['a sign of its own', { $eval: 'x' }, /"\$eval"/],
    ['a number that is none', { $d: '0x10' }, /"\$d"/],
    ['an exact number of a megabyte', { $d: '1'.repeat(1e6) }, /"\$d"/],
    ['an object without its keys', { $k: [0, 1] }, /without its keys/],
  ])('refuses %s', (_, value, why) => {
    const read = unpack({ keys: [], shared: [], value });
    expect(read.ok ? '' : read.why).toMatch(why);
  });
  it('refuses 10,000 lists inside each other', () => {
    const deep = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    expect(unpack({ keys: [], shared: [], value: deep })).toEqual({ ok: false, why: 'it is nested deeper than a plan is' });
  });
  it('sets no prototype: a key "__proto__" stays a key', () => {
    const read = roundTrip(JSON.parse('{"__proto__": {"polluted": "yes, and long enough"}, "a": 1, "b": 2}'));
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

/** The same data, none of it the same object. */
function structured(value: unknown): unknown {
  if (Decimal.isDecimal(value) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(structured);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, structured(item)]));
}

const input = await sampleInput();

describe('embeddedIn', () => {
  const head = '<!doctype html><meta name="generator" content="Stowage">';
  const opening = '<script type="application/json" id="report-input">';
  it.each([
    ['an empty file', '', 'no report'],
    ['another page', '<!doctype html><title>x</title>', 'no report'],
    ['a report cut off before its data', head, 'no report'],
    ['a report cut off inside its data', `${head}${opening}{"keys":[`, 'damaged'],
    ['a report with its data twice', `${head}${opening}{}</script>${opening}{}</script>`, 'damaged'],
    ['data that is no JSON', `${head}${opening}alert(1)</script>`, 'damaged'],
    ['data of another kind', `${head}${opening}{"keys":[],"shared":[],"value":{"format":"other/1"}}</script>`, 'damaged'],
  ])('calls %s what it is', (_, html, kind) => {
    const read = embeddedIn(html);
    expect(read.ok ? 'read' : read.kind).toBe(kind);
  });
  it('names the first member that is not as a plan has it', () => {
    const read = readEmbedded(carried({ ...input, scenario: { ...input.scenario, horizonMonths: 1e9 } }));
    expect(read.ok ? '' : read.why).toBe('input.scenario.horizonMonths: found 1000000000, wanted a whole number from 1 to 1200');
  });
  it('reads what a report carries', () => {
    expect(readEmbedded(carried(input)).ok).toBe(true);
  });
});
