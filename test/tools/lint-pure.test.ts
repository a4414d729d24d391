import { describe, expect, it } from 'vitest';
import { lintPure } from '../../src/tools/lint-pure.js';

const placesIn = (text: string, path = 'src/engine/plan.ts') => lintPure(path, text).map((finding) => finding.place);

describe('lintPure', () => {
  it('names line and column of a clock, a random number and a double', () => {
    const text = ['const a = Date.now();', 'const b = new Date();', 'const c = Math.random();', "const d = parseFloat('1');"];
    expect(placesIn([...text, 'const e = price.toNumber();'].join('\n'))).toEqual([
      'src/engine/plan.ts:1:11',
      'src/engine/plan.ts:2:11',
      'src/engine/plan.ts:3:11',
      'src/engine/plan.ts:4:11',
      'src/engine/plan.ts:5:11',
    ]);
  });

  it('sees the same things written another way', () => {
    expect(
      placesIn("const a = new Date; const b = Date(); const c = Number.parseFloat('1'); const now = Date.now;"),
    ).toHaveLength(4);
  });

  it('leaves dates made from text, comments and strings alone', () => {
    expect(
      placesIn("// Date.now()\nconst a = new Date('2026-11-22'); const b = 'Math.random()'; const c = Date.UTC(2026, 10, 22);"),
    ).toEqual([]);
  });

  it('lets src/units/decimal.ts, and nobody else, turn an exact number into a double', () => {
    expect(placesIn('price.toNumber()', 'src/units/decimal.ts')).toEqual([]);
    expect(placesIn('price.toNumber()', 'src/units/gib.ts')).toEqual(['src/units/gib.ts:1:1']);
  });
});
