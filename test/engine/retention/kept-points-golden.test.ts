import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keptPoints } from '../../../src/engine/retention/kept-points.js';
import type { RetentionRules, Span } from '../../../src/engine/retention/retention-rules.js';

interface GoldenCase {
  readonly engine: 'restic' | 'borg';
  readonly mode: 'oneshot' | 'progressive';
  readonly schedule: string;
  readonly policy: Readonly<Record<string, number | string>>;
  readonly flags: string;
  readonly asOf: string;
  readonly now: string | undefined;
  /** Reason -> indices into the schedule; "daily #" counts from 1 in the order given. */
  readonly kept: Readonly<Record<string, readonly number[]>>;
}
interface Golden {
  readonly schedules: Readonly<Record<string, readonly string[]>>;
  readonly cases: readonly GoldenCase[];
}

const golden = JSON.parse(readFileSync(new URL('../../golden-engines/retention.json', import.meta.url), 'utf8')) as Golden;

const seconds = (time: string): number => Date.parse(`${time}Z`) / 1000;
const UNITS = { y: 'years', m: 'months', d: 'days', h: 'hours' } as const;

function span(text: string): Span {
  const match = /^(\d+)([ymdh])$/.exec(text);
  return { [UNITS[(match?.[2] ?? '') as keyof typeof UNITS]]: +(match?.[1] ?? '') };
}

/** keep_within_daily: "14d" -> withinDaily: {days: 14}; keep_daily: 7 -> daily: 7. */
function rulesOf(item: GoldenCase): RetentionRules {
  const rules = Object.entries(item.policy).map(([key, value]) => {
    const name = key.replace('keep_', '').replace(/_(.)/, (_, letter: string) => letter.toUpperCase());
    return [name, typeof value === 'string' ? span(value) : value];
  });
  return { semantics: item.engine, ...Object.fromEntries(rules) } as RetentionRules;
}

function pointsUpTo(item: GoldenCase): number[] {
  return (golden.schedules[item.schedule] ?? []).map(seconds).filter((at) => at <= seconds(item.asOf));
}

/** Seconds of each kept point -> its reasons, sorted: the measured side lists them by rule, ours by point. */
function expected(item: GoldenCase): Record<string, readonly string[]> {
  const schedule = golden.schedules[item.schedule] ?? [];
  const kept: Record<string, string[]> = {};
  for (const [reason, indices] of Object.entries(item.kept)) {
    indices.forEach((index, order) => {
      const at = String(seconds(schedule[index] ?? ''));
      kept[at] = [...(kept[at] ?? []), reason.endsWith('#') ? `${reason}${order + 1}` : reason].sort();
    });
  }
  return kept;
}

const asRecord = (kept: ReturnType<typeof keptPoints>) =>
  Object.fromEntries(kept.map(({ at, reasons }) => [String(at), [...reasons].sort()]));

describe('keptPoints against what restic 0.14 and borg 1.2.4 really kept', () => {
  it('holds at least 512 cases of both programs', () => {
    expect(golden.cases.length).toBeGreaterThanOrEqual(512);
    expect(new Set(golden.cases.map((item) => item.engine))).toEqual(new Set(['restic', 'borg']));
  });

  for (const engine of ['restic', 'borg'] as const) {
    const oneShot = golden.cases.filter((item) => item.engine === engine && item.mode === 'oneshot');
    it(`keeps the same points for the same reasons as ${engine} in all ${oneShot.length} one-shot cases`, () => {
      for (const item of oneShot) {
        const now = item.now === undefined ? undefined : seconds(item.now);
        const kept = keptPoints(pointsUpTo(item), rulesOf(item), now);
        expect(asRecord(kept), `${item.schedule} ${item.flags} as of ${item.asOf}`).toEqual(expected(item));
      }
    });
  }

  const progressive = golden.cases.filter((item) => item.mode === 'progressive');
  it(`ends with the same points in all ${progressive.length} cases where forget ran after every backup`, () => {
    for (const item of progressive) {
      const rules = rulesOf(item);
      let kept: ReturnType<typeof keptPoints> = [];
      for (const at of pointsUpTo(item)) kept = keptPoints([...kept.map((point) => point.at), at], rules);
      expect(asRecord(kept), `${item.schedule} ${item.flags} as of ${item.asOf}`).toEqual(expected(item));
    }
  });
});
