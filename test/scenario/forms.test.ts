import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  durationDays,
  durationMonths,
  readBytes,
  readDuration,
  readHour,
  readRate,
  readShare,
  readWeekday,
  readYearlyShare,
} from '../../src/scenario/forms.js';

const days = (text: string): number | undefined => {
  const duration = readDuration(text);
  return duration && durationDays(duration);
};

describe('durations', () => {
  it('reads 90 days as 90, 3 months as 91, 1 year as 365, 2 weeks as 14, 36 hours as 1.5 days', () => {
    expect(['90 days', '3 months', '1 year', '2 weeks', '36 hours', '1 day', '26h'].map(days)).toEqual([
      90,
      91,
      365,
      14,
      1.5,
      1,
      26 / 24,
    ]);
  });
  it('counts 5 years as 60 months and has no months for 90 days or 1.5 months', () => {
    const months = (text: string): number | undefined => {
      const duration = readDuration(text);
      return duration && durationMonths(duration);
    };
    expect(['5 years', '18 months', '0.5 year', '90 days', '1.5 months'].map(months)).toEqual([60, 18, 6, undefined, undefined]);
  });
  it('refuses a number without a unit, a comma and an unknown unit', () => {
    expect(['90', '1,5 days', '3 moons', 'days', ''].map(days)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('shares', () => {
  it('reads 20%, 20 % and 0.2 alike, and refuses 20, which could be either', () => {
    expect(['20%', '20 %', '0.2', '20', '1', '-20%'].map(readShare)).toEqual([0.2, 0.2, 0.2, undefined, 1, -0.2]);
  });
  it('reads a growth with its period: 20% a year, 20 % per year, 20%/year', () => {
    expect(['20% a year', '20 % per year', '20%/year', '0.2'].map(readYearlyShare)).toEqual([0.2, 0.2, 0.2, 0.2]);
  });
  it('agrees between the two spellings for every whole percentage (property)', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), (percent) => readShare(`${percent}%`) === percent / 100));
  });
});

describe('sizes and rates', () => {
  it('tells GB (10^9 B) from GiB (2^30 B), and wants the unit', () => {
    expect(['1 GB', '1 GiB', '4 MiB', '52428800 B', '1024', '1 gib'].map(readBytes)).toEqual([
      1e9,
      2 ** 30,
      4 * 2 ** 20,
      52_428_800,
      undefined,
      undefined,
    ]);
  });
  it('reads 1 Gbit/s as 125,000,000 B/s and 3.6 TB/h as 10^9 B/s', () => {
    expect(['1 Gbit/s', '1000 Mbit/s', '3.6 TB/h', '150 MB/s', '1 Gb'].map(readRate)).toEqual([
      125e6,
      125e6,
      expect.closeTo(1e9, 3),
      150e6,
      undefined,
    ]);
  });
  it('never reads a multiple of a size as less than the size (property)', () => {
    const unit = fc.constantFrom('B', 'KiB', 'MB', 'GiB', 'TB');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        unit,
        (n, u) => (readBytes(`${n + 1} ${u}`) ?? 0) > (readBytes(`${n} ${u}`) ?? Infinity),
      ),
    );
  });
});

describe('times', () => {
  it('reads 22:00 and 7 as hours, and refuses 22:30 and 24:00', () => {
    expect(['22:00', '7', '00:00', '22:30', '24:00', '-1'].map(readHour)).toEqual([22, 7, 0, undefined, undefined, undefined]);
  });
  it('reads Mon, monday and Su, and refuses Tus', () => {
    expect(['Mon', 'monday', 'Su', 'Tus', 'M'].map(readWeekday)).toEqual([1, 1, 7, undefined, undefined]);
  });
});
