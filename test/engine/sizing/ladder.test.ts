import { describe, expect, it } from 'vitest';
import { type LadderInput, ladderOf } from '../../../src/engine/sizing/ladder.js';
import { monthlyNeeds } from '../../../src/engine/sizing/needs.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { money } from '../../../src/units/quantity.js';
import { asGibPerSecond, fromTbPerHour } from '../../../src/units/rate.js';
import { capacity, catalog, ladder, month, type ScenarioChange, scenario, state } from './estate.js';

const total = { kind: 'complete', cost: money('USD', '1') } as const;

/** An estate of 1 TB front-end: reads 2 TB a night, 10 GB of it new. */
const oneTb = capacity({
  months: [
    month(0, { frontEnd: gibFromTb(1), backEnd: gibFromTb(1.3), newBackEnd: gibFromTb(1.3) }),
    month(1, {
      frontEnd: gibFromTb(1),
      backEnd: gibFromTb(1.3),
      newBackEnd: gibFromTb(0.3),
      peakDayNew: gibFromTb(0.01),
      peakDayRead: gibFromTb(2),
      peakDaySent: gibFromTb(2),
    }),
  ],
  states: [state({ used: gibFromTb(1), livePhysical: gibFromTb(1) })],
  seed: gibFromTb(1),
});

function input(change: ScenarioChange = {}): LadderInput {
  const plan = scenario(change);
  return {
    capacity: oneTb,
    scenario: plan,
    catalog: catalog(),
    needsAt: (scale) => monthlyNeeds({ scenario: plan, capacity: oneTb, scale, restoreNeed: asGibPerSecond(0) }),
    restoreNeedAt: () => asGibPerSecond(0),
    largestVolume: asGib(100),
    chosen: '512 TB',
    costAtScale: () => ({ lastMonth: total, total, perTbMonth: money('USD', '1') }),
  };
}

describe('ladderOf', () => {
  it('scales an estate of 1 TB by 8 for the 8 TB rung and by 57,600 for the 57.6 PB rung', () => {
    const rungs = ladderOf(input());
    expect(rungs.map((rung) => Math.round(rung.scale))).toEqual([8, 64, 512, 57_600]);
    expect(rungs.map((rung) => rung.chosen)).toEqual([false, false, true, false]);
    expect(rungs.at(-1)?.scaledBackEnd).toBeCloseTo(gibFromTb(1.3 * 57_600), 0);
  });

  it('needs 31 boxes of the 8 TB rung and one of the 57.6 PB rung for 1.3 TB of cache', () => {
    // 1.3 / (8 / 150 x 0.8) = 30.5; cloud 1.3 / (5 x 8 / 150 x 0.8) = 6.1
    const rungs = ladderOf(input());
    expect([rungs[0]?.needed.units, rungs.at(-1)?.needed.units]).toEqual([31, 1]);
  });

  it('misses the window at 8 TB with 4 workers: 16 TB a night take 11.1 hours of 8', () => {
    // 16e12 / 4e8 = 40,000 s
    const [first] = ladderOf(input());
    expect(first?.verdict).toBe('misses');
    expect(first?.verdictReason).toContain('backups take 11 hours of 8 hours with 4 workers');
  });

  it('meets it with 16 workers of 150 MB/s and 2,000 MB/s over NFS, and is at risk above the planning line', () => {
    // 16 TB: read 16e12 / 2.4e9 = 1.85 h, ingest 16 / 5 = 3.2 h of 8 = 40 %; WAN 0.08 TB a day = 7.4 Mbit/s of 800
    const fast = {
      cinder: { parallel: 16, readMbPerSecond: 150 },
      network: { nfsMbPerSecond: 2000 },
      appliance: { ingestTbPerHour: 5 },
    };
    expect(ladderOf(input(fast))[0]?.verdict).toBe('meets');
    // NFS 16e12 / 6.2e8 = 7.2 h of 8 = 90 %
    const tight = ladderOf(input({ ...fast, network: { nfsMbPerSecond: 620 } }))[0];
    expect([tight?.verdict, tight?.verdictReason.includes('planning line of 80%')]).toEqual(['at risk', true]);
  });

  it('puts 57.6 PB of this mix on 244 boxes, 80 % full of cache, and bills those', () => {
    // cache 1.3 x 57,600 = 74,880 TB of 384 x 0.8: 243.75; back-end the same of 1,920 x 0.8: 48.75
    const billed: number[] = [];
    const plan = input();
    const rungs = ladderOf({
      ...plan,
      costAtScale: (scale, box, units) => {
        billed.push(units);
        return plan.costAtScale(scale, box, units);
      },
    });
    expect(rungs.at(-1)?.scaledUnits).toMatchObject({ units: 244, binding: 'cache' });
    expect(billed).toEqual(rungs.map(({ scaledUnits }) => scaledUnits.units));
  });

  it('takes in with 1,250 boxes of 0.002 TB/h the 16 TB a night that one could not, so 8 TB meet their window', () => {
    const slow = input({ appliance: { ingestTbPerHour: 0.002 }, cinder: { parallel: 4000 }, network: { nfsMbPerSecond: 1e6 } });
    const first = ladderOf(slow)[0];
    // 8 TB rung: 16 TB a night in 8 h are 2 TB/h, of boxes that take 0.002 x 0.8: 1,250
    expect(first?.scaledUnits).toMatchObject({ units: 1250, binding: 'ingest' });
    expect(first?.verdict).toBe('meets');
  });

  it('misses where the restores of the scaled estate need 8 TB/h and NFS carries 3.6', () => {
    // 1 TB/h at scale 1; NFS 1,000 MB/s = 3.6 TB/h
    const fast = { cinder: { parallel: 16, readMbPerSecond: 150 }, appliance: { ingestTbPerHour: 5 } };
    const restoring = { ...input(fast), restoreNeedAt: (scale: number) => fromTbPerHour(scale) };
    const [first] = ladderOf(restoring);
    expect([first?.verdict, first?.verdictReason]).toEqual(['misses', 'restores need 8.0 TB/h of 3.6 TB/h']);
  });

  it('needs no box on any rung of a plain store, and bills none', () => {
    const rungs = ladderOf(input({ store: { kind: 'plain' }, cinder: { driver: 's3' } }));
    expect(rungs.flatMap(({ needed, scaledUnits }) => [needed.units, scaledUnits.units])).toEqual(Array(8).fill(0));
  });

  it('has no rung for an estate that protects nothing', () => {
    expect(ladderOf({ ...input(), capacity: capacity({ months: [month(0, {})], states: [], seed: asGib(0) }) })).toEqual([]);
  });

  it('lists every rung, smallest first, whatever the order of the file', () => {
    const shuffled = { ...input(), catalog: catalog({ ladder: [...ladder].reverse() }) };
    expect(ladderOf(shuffled).map((rung) => rung.name)).toEqual(['8 TB', '64 TB', '512 TB', '57.6 PB']);
  });
});
