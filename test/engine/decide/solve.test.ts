import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakEvenAge, largestEstate, longestRetention, monthsUntilFull } from '../../../src/engine/decide/questions.js';
import { type Question, solve } from '../../../src/engine/decide/solve.js';
import { planFor } from '../../../src/engine/plan.js';
import { money } from '../../../src/units/quantity.js';
import { sampleInput } from './sample.js';

const upTo = (edge: number, easy: number, hard: number): Question => ({
  question: '',
  unit: ['', ''],
  because: '',
  easy,
  hard,
  look: (value) => ({ value, figure: '', holds: hard > easy ? value <= edge : value >= edge }),
});

describe('solve', () => {
  it('finds the edge of anything that goes one way, from either end, and shows it and one step beyond', () => {
    const value = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(value, value, value, (edge, easy, hard) => {
        const { answer, at, beyond } = solve(upTo(edge, easy, hard));
        const inside = hard > easy ? edge >= easy : edge <= easy;
        if (!inside) return answer === undefined && beyond?.value === easy;
        const clipped = hard > easy ? Math.min(edge, hard) : Math.max(edge, hard);
        if (answer !== clipped || at?.value !== clipped) return false;
        return beyond === undefined ? clipped === hard : Math.abs(beyond.value - clipped) === 1 && !beyond.holds;
      }),
    );
  });
});

describe('questions of the shipped sample', () => {
  it('keeps 12 months for the money that 12 cost, and not 13', async () => {
    const full = await sampleInput();
    const input = { ...full, scenario: { ...full.scenario, horizonMonths: 24, compare: [] } };
    const asked = longestRetention(input, money('USD', '0'));
    const cost = /total (?:at least )?([\d,.]+) USD/.exec(asked.look(12).figure)?.[1]?.replaceAll(',', '') ?? '';
    const found = solve(longestRetention(input, money('USD', cost)));
    expect(found.answer).toBe(12);
    expect([found.at?.holds, found.beyond?.value, found.beyond?.holds]).toEqual([true, 13, false]);
  });

  it('carries at the answer what it does not carry 1 % of the estate larger', async () => {
    const full = await sampleInput();
    const input = { ...full, scenario: { ...full.scenario, horizonMonths: 3, compare: [] } };
    const { needMbit, usableMbit } = planFor(input).wan;
    const found = solve(largestEstate(input));
    // New data grows in proportion: 100 % x usable / need, down to a whole per cent.
    expect(Math.abs((found.answer ?? 0) - Math.floor((100 * usableMbit) / needMbit))).toBeLessThanOrEqual(1);
    expect(found.beyond?.holds).toBe(false);
  });

  it('says when the units of the start are full, and from what age an archive class pays, each with a step beyond', async () => {
    const full = await sampleInput();
    const input = { ...full, scenario: { ...full.scenario, horizonMonths: 6, compare: [] } };
    const months = solve({ ...monthsUntilFull(input), hard: 30 });
    if (months.beyond !== undefined) expect(months.beyond.value).toBe((months.answer ?? 0) + 1);
    const age = solve(breakEvenAge(input));
    expect(age.at?.holds ?? age.beyond?.holds === false).toBe(true);
    if (age.answer !== undefined && age.beyond !== undefined) expect(age.beyond.value).toBe(age.answer - 1);
  });
});
