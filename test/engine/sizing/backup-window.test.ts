import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupHours, backupWindow } from '../../../src/engine/sizing/backup-window.js';
import { asGib, gibFromTb } from '../../../src/units/gib.js';
import { asGibPerSecond, fromTbPerHour } from '../../../src/units/rate.js';
import { capacity, month, scenario } from './estate.js';

const fastBox = fromTbPerHour(100);
const night = (readTb: number, sentTb = readTb) => ({
  read: gibFromTb(readTb),
  sent: gibFromTb(sentTb),
  largestVolume: asGib(1),
});

describe('backupHours', () => {
  it('takes 10 hours to read 14.4 TB with 4 workers of 100 MB/s', () => {
    // 14.4e12 / (4 x 1e8) = 36,000 s
    expect(backupHours(night(14.4), scenario(), fastBox)).toBeCloseTo(10, 9);
  });

  it('takes 4 hours with 10 workers: they multiply the read, but NFS stays one pipe of 1 GB/s', () => {
    // read 14.4e12 / 1e9 = 4 h, NFS 14.4e12 / 1e9 = 4 h; 40 workers change nothing
    expect(backupHours(night(14.4), scenario({ cinder: { parallel: 10 } }), fastBox)).toBeCloseTo(4, 9);
    expect(backupHours(night(14.4), scenario({ cinder: { parallel: 40 } }), fastBox)).toBeCloseTo(4, 9);
  });

  it('takes 7.2 hours to send 14.4 TB into boxes of 2 TB/h', () => {
    expect(backupHours(night(14.4), scenario({ cinder: { parallel: 40 } }), fromTbPerHour(2))).toBeCloseTo(7.2, 9);
  });

  it('takes the same 10 hours when incrementals send a tenth: the volumes are read whole', () => {
    expect(backupHours(night(14.4, 1.44), scenario(), fromTbPerHour(2))).toBeCloseTo(10, 9);
  });

  it('sends straight over the link of 800 usable Mbit/s where the store is plain: 10 hours for 3.6 TB', () => {
    // 3.6e12 / 1e8 B/s = 36,000 s; the reading takes 2.5 h
    const plain = scenario({ store: { kind: 'plain' }, cinder: { driver: 's3' } });
    expect(backupHours(night(3.6), plain, asGibPerSecond(0))).toBeCloseTo(10, 9);
  });

  it('takes 20 hours for a volume of 7.2 TB at 100 MB/s, whatever the number of workers', () => {
    // 7.2e12 / 1e8 = 72,000 s
    const one = { ...night(7.2), largestVolume: gibFromTb(7.2) };
    expect(backupHours(one, scenario({ cinder: { parallel: 40 } }), fastBox)).toBeCloseTo(20, 9);
  });

  it('never ends when NFS carries nothing', () => {
    expect(backupHours(night(1), scenario({ network: { nfsMbPerSecond: 0 } }), fastBox)).toBe(Number.POSITIVE_INFINITY);
  });

  it('never takes longer with more workers', () => {
    const workers = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(workers, workers, fc.double({ min: 0, max: 60_000, noNaN: true }), (few, more, tb) => {
        const hours = (parallel: number) => backupHours(night(tb), scenario({ cinder: { parallel } }), fromTbPerHour(2));
        expect(hours(few + more)).toBeLessThanOrEqual(hours(few));
      }),
    );
  });
});

describe('backupWindow', () => {
  it('fits the largest night of 2,000 GiB into 8 hours, and 20,000 GiB not', () => {
    // 2,000 GiB = 2.147 TB at 400 MB/s: 1.49 h; ten times that is 14.9 h
    const small = backupWindow({ capacity: capacity(), scenario: scenario(), ingest: fastBox, largestVolume: asGib(1) });
    expect([small.fits, small.hours.toFixed(2)]).toEqual([true, '1.49']);
    const months = [month(0, {}), month(1, { peakDayRead: 20_000, peakDaySent: 20_000 })];
    const large = backupWindow({
      capacity: capacity({ months, seed: asGib(0) }),
      scenario: scenario(),
      ingest: fastBox,
      largestVolume: asGib(1),
    });
    expect([large.fits, large.hours.toFixed(1)]).toEqual([false, '14.9']);
  });
});
