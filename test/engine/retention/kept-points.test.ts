import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptPoints } from '../../../src/engine/retention/kept-points.js';
import { type RetentionRules, retentionRules } from '../../../src/engine/retention/retention-rules.js';

const DAY = 86_400;
const seconds = (text: string): number => Date.parse(`${text}Z`) / 1000;
/** 400 points at 22:00, the newest on 2025-03-06. */
const daily400 = Array.from({ length: 400 }, (_, index) => seconds('2025-03-06T22:00:00') - index * DAY);
const count = (rules: RetentionRules): number => keptPoints(daily400, rules).length;

describe('keptPoints over 400 daily points', () => {
  it('keeps 9 points in restic and 11 in borg for 7 daily and 4 weekly: restic overlaps, borg adds up', () => {
    const rules = { daily: 7, weekly: 4 };
    expect([count({ semantics: 'restic', ...rules }), count({ semantics: 'borg', ...rules })]).toEqual([9, 11]);
  });

  it('keeps all 400 when there is no rule', () => {
    expect(count({ semantics: 'restic', daily: 0 })).toBe(400);
  });

  it('keeps 59 points within 2 months in restic (calendar) and 62 in borg (31 days each)', () => {
    const within = { months: 2 };
    expect([count({ semantics: 'restic', within }), count({ semantics: 'borg', within })]).toEqual([59, 62]);
  });

  it('reads withinDays of a scenario as a span of days: 30 points', () => {
    expect(count(retentionRules({ semantics: 'borg', withinDays: 30 }))).toBe(30);
  });
});

const rules: fc.Arbitrary<RetentionRules> = fc.record({
  semantics: fc.constantFrom('restic' as const, 'borg' as const),
  last: fc.integer({ min: 0, max: 5 }),
  daily: fc.integer({ min: 1, max: 20 }),
  weekly: fc.integer({ min: 0, max: 8 }),
  monthly: fc.integer({ min: 0, max: 8 }),
  yearly: fc.integer({ min: 0, max: 3 }),
});
const times = fc.uniqueArray(fc.integer({ min: 1_600_000_000, max: 1_700_000_000 }), { minLength: 1, maxLength: 200 });

describe('laws', () => {
  it('always keeps the newest point, and no more than the sum of the counts and one oldest a rule', () => {
    fc.assert(
      fc.property(times, rules, (points, rule) => {
        const kept = keptPoints(points, rule);
        const most = (rule.last ?? 0) + (rule.daily ?? 0) + (rule.weekly ?? 0) + (rule.monthly ?? 0) + (rule.yearly ?? 0);
        expect(kept.at(-1)?.at).toBe(Math.max(...points));
        expect(kept.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('keeps the same points when restic’s rules run after every backup as when they run once at the end', () => {
    fc.assert(
      fc.property(times, rules, (points, rule) => {
        const restic = { ...rule, semantics: 'restic' as const };
        let kept: readonly number[] = [];
        for (const at of [...points].sort((a, b) => a - b)) kept = keptPoints([...kept, at], restic).map((point) => point.at);
        expect(kept).toEqual(keptPoints(points, restic).map((point) => point.at));
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same answer for points in any order', () => {
    fc.assert(
      fc.property(times, rules, (points, rule) => {
        expect(keptPoints([...points].reverse(), rule)).toEqual(keptPoints(points, rule));
      }),
    );
  });
});
