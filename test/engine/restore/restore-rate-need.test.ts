import { describe, expect, it } from 'vitest';
import { restoreRateNeed } from '../../../src/engine/restore/restore-rate-need.js';
import type { RestoreScenario } from '../../../src/scenario/types.js';
import { capacity, cohorts, restore, scenario } from '../sizing/estate.js';

const need = (change: Partial<RestoreScenario>, scale?: number) =>
  restoreRateNeed(scenario({ restores: [restore({ rtoHours: 11, ...change })] }), cohorts(), capacity(), scale);

describe('restoreRateNeed', () => {
  it('asks 2,000 GiB in the 10 hours that 11 leave after the declaration, and 8 times that of an estate 8 times as large', () => {
    expect(need({ subject: { kind: 'all' } })).toBeCloseTo(2000 / 36_000, 12);
    expect(need({ subject: { kind: 'all' } }, 8)).toBeCloseTo(16_000 / 36_000, 12);
  });

  it('asks the same 400 GiB in 10 hours for one volume of any estate: a larger one has more volumes, not larger ones', () => {
    expect(need({ subject: { kind: 'largest' } }, 8)).toBe(need({ subject: { kind: 'largest' } }));
    expect(need({ subject: { kind: 'volume', volume: 'db' } }, 8)).toBeCloseTo(400 / 36_000, 12);
  });
});
