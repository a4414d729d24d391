import { describe, expect, it } from 'vitest';
import type { RestoreResult } from '../../src/engine/plan-types.js';
import { restoresView } from '../../src/report/view-model-restore.js';
import { samplePlan } from './fixtures.js';

/** The notes under "Who is back when" of the first restore, whose last group ends after so many hours. */
function backNote(lastHours: number, change: Partial<RestoreResult> = {}): string {
  const plan = samplePlan();
  const [first] = plan.restores;
  if (first === undefined) throw new Error('the fixture has no restore');
  const timeline = first.timeline.map((group) => ({ ...group, finishHours: lastHours }));
  const view = restoresView({ ...plan, restores: [{ ...first, hours: 10, timeline, ...change }] }, new Map());
  return view.details[0]?.timelines[1]?.table.note ?? '';
}

describe('who is back when', () => {
  it('says why its last volume is back at hour 12 where the restore time is 10 hours', () => {
    expect(backNote(12)).toContain(
      'The last volume is back after 12 h, later than the restore time of 10 h: strict priority decides here, the best order there (M-77).',
    );
  });
  it('says nothing of it where both are the same to the minute', () => expect(backNote(10.001)).not.toContain('later'));
  it('says nothing of it where priority is no slower', () => expect(backNote(9)).not.toContain('later'));
  it('is left out where there is one group only', () => {
    const [first] = samplePlan().restores;
    expect(backNote(12, { timeline: first?.timeline.slice(0, 1) ?? [] })).toBe('');
  });
});
