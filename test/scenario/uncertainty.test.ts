import { describe, expect, it } from 'vitest';
import { brief, problemsOf, scenarioOf } from './shipped-resolver.js';

const with_ = (text: string): string => `inventory: volumes.csv\nuncertainty: ${text}\n`;

describe('uncertainty in a scenario', () => {
  it('is 2500 trials with seed 1 and no ranges unless it is written', () => {
    expect(scenarioOf('inventory: volumes.csv\n').uncertainty).toEqual({ trials: 2500, seed: 1, ranges: [] });
  });

  it('takes ranges in the units of their own keys: 500 Mbit/s to 1.5 Gbit/s, 60 to 80 %, 70 to 120 % of a rate', () => {
    const { uncertainty } = scenarioOf(
      with_(
        '{trials: 500, seed: 7, ranges: {wan: {low: 500 Mbit/s, high: 1.5 Gbit/s}, usableShare: {low: 60 %, high: 80 %}, restore: {low: 70 %, high: 120 %}}}',
      ),
    );
    expect(uncertainty).toMatchObject({ trials: 500, seed: 7 });
    expect(uncertainty?.ranges.map(({ key, low, high }) => [key, low, high])).toEqual([
      ['network.wanMbit', 500, 1500],
      ['network.usableShare', 0.6, 0.8],
      ['appliance.restore', 0.7, 1.2],
    ]);
    expect(uncertainty?.ranges[0]?.source).toContain('uncertainty.ranges.wan');
  });

  it('refuses a range of 2 to 3 Gbit/s around a line of 1 Gbit/s, and 100,001 trials', () => {
    expect(problemsOf(with_('{ranges: {wan: {low: 2 Gbit/s, high: 3 Gbit/s}}}')).map(brief)).toEqual([
      expect.stringContaining('SCN004'),
    ]);
    expect(problemsOf(with_('{trials: 100001}'))).toHaveLength(1);
  });
});
