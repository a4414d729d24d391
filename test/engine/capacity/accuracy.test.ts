import { describe, expect, it } from 'vitest';
import { accuracies, median, predict } from '../../../src/tools/bench/accuracy.js';
import { readGoldenEngines } from '../../../src/tools/bench/golden-engines.js';
import { unknownsOf } from '../../../src/tools/bench/unknowns.js';

const golden = readGoldenEngines('test/golden-engines');
const runs = accuracies(golden);
const fixed = runs.filter((run) => run.family === 'fixed');

describe('chunk versions against what restic and borg really stored', () => {
  it('has a median error of at most 3 % over all runs, nothing fitted', () => {
    expect(runs.length).toBeGreaterThanOrEqual(29);
    expect(median(runs.map((run) => run.meanAbsolute))).toBeLessThanOrEqual(0.03);
  });

  it('has a median error of at most 2 % over the runs on a fixed grid', () => {
    expect(fixed.length).toBeGreaterThanOrEqual(3);
    expect(median(fixed.map((run) => run.meanAbsolute))).toBeLessThanOrEqual(0.02);
  });

  for (const run of runs) {
    it(`is within 15 % on the last day of ${run.scenario} in ${run.engine}`, () => {
      expect(Math.abs(run.lastDay)).toBeLessThanOrEqual(0.15);
    });
  }

  it('is closer than a typed ratio of 10:1 or of 20:1 in at least 28 of 29 runs', () => {
    const better = runs.filter((run) => Math.abs(run.lastDay) < Math.min(Math.abs(run.typedTen), Math.abs(run.typedTwenty)));
    expect(better.length).toBeGreaterThanOrEqual(runs.length - 1);
  });

  it('counts a patch of 4 MiB extents once for the fleet, so that it stores less than the same change volume by volume', () => {
    const run = golden.runs.find((one) => one.scenario.id === 'base-gfs' && one.engine === 'borg-fixed1m-lz4');
    if (run === undefined) throw new Error('the base run is not among the golden ones');
    const patched = { ...run, scenario: { ...run.scenario, fleet_wide_patch_share_of_change: 0.3 } };
    // 1 MiB blocks lie wholly inside 4 MiB extents: 30 % of the change of 8 volumes is stored once, an eighth.
    const grown = (prediction: readonly number[]): number => (prediction[6] ?? 0) - (prediction[0] ?? 0);
    const share = grown(predict(patched, golden)) / grown(predict(run, golden));
    expect(share).toBeCloseTo(0.7 + 0.3 / 8, 1);
  });

  for (const [scenario, engine] of [
    ['fleet-2', 'borg-lz4'],
    ['nightly-dump', 'borg-lz4'],
    ['chg-5', 'borg-lz4'],
    ['growth-1', 'restic-auto'],
    ['text-noshare', 'restic-auto'],
  ]) {
    it(`is within 4 % of the mean of 24 fleets drawn chunk by chunk for ${scenario} in ${engine}, and the measured one within 2.5 spreads`, () => {
      const run = golden.runs.find((one) => one.scenario.id === scenario && one.engine === engine);
      if (run === undefined) throw new Error(`${scenario} in ${engine} is not among the golden runs`);
      const { formula, draw, spread = 0, firstFull, whileAllKept, sinceDeletions } = unknownsOf(run, golden);
      expect(Math.abs(formula)).toBeLessThanOrEqual(0.04);
      expect(Math.abs(draw)).toBeLessThanOrEqual(2.5 * spread);
      expect(firstFull + whileAllKept + sinceDeletions).toBeCloseTo(formula + draw, 12);
    });
  }
});
