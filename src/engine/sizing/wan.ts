import type { Scenario } from '../../scenario/types.js';
import { addDays, type Day } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import { asGibPerSecond, fromMbitPerSecond, type GibPerSecond, toMbitPerSecond } from '../../units/rate.js';
import type { CapacityResult } from '../capacity/types.js';
import type { WanResult } from '../plan-types.js';
import { steadyNew } from './needs.js';
import { grouped, mbitInWords, percentInWords } from './words.js';

const SECONDS_PER_HOUR = 3600;

/** New back-end data of one day, GiB: mean of the busiest month, and the largest day after the first full. */
export interface DailyNew {
  readonly mean: Gib;
  readonly peak: Gib;
}

/** The first month's largest day is the first full, so a first month brings its mean only (M-58). */
export function dailyNew(capacity: CapacityResult): DailyNew {
  const means = capacity.months.map((month, index) => steadyNew(month, index, capacity.seed) / Math.max(1, month.days));
  const peaks = capacity.months.slice(1).map((month) => month.peakDayNew);
  const mean = means.reduce((most, value) => Math.max(most, value), 0);
  return { mean: asGib(mean), peak: asGib(peaks.reduce<number>((most, value) => Math.max(most, value), mean)) };
}

/** What the planner may take of the link, GiB/s. */
export function usableWan(network: Scenario['network']): GibPerSecond {
  return asGibPerSecond(fromMbitPerSecond(network.wanMbit) * network.usableShare);
}

interface BacklogRun {
  readonly backlog: WanResult['backlog'];
  readonly cacheFullOn: Day | undefined;
}

/**
 * The backlog day by day (M-59): it starts as the first full, grows by the month's new data spread evenly over its
 * days, and falls by what the link carries in the upload hours. The day that it first passes the cache is the day that writes are refused.
 */
function runBacklog(capacity: CapacityResult, perDay: Gib, cache: Gib | undefined): BacklogRun {
  let size: number = capacity.seed;
  let cacheFullOn: Day | undefined;
  const backlog = capacity.months.map((month, index) => {
    const fresh = steadyNew(month, index, capacity.seed) / Math.max(1, month.days);
    for (let day = 0; day < month.days; day++) {
      size += fresh;
      if (cache !== undefined && size > cache) cacheFullOn ??= addDays(month.from, day);
      size = Math.max(0, size - perDay);
    }
    return { from: month.from, size: asGib(size) };
  });
  return { backlog, cacheFullOn };
}

export interface WanInput {
  readonly capacity: CapacityResult;
  readonly scenario: Scenario;
  /** Cache of all units; undefined when the model's is not published: then nobody can say when it is full. */
  readonly cache: Gib | undefined;
}

/**
 * Does the link carry away what the backups add (M-58, M-59)? The need is the largest day within the upload hours. A link of
 * 0 is a result like any other: seeding never ends and the backlog only grows.
 *
 * Source: design model section 5. Days within a month are taken as equal: capacity is known by the month.
 */
export function wanResult({ capacity, scenario, cache }: WanInput): WanResult {
  const { network } = scenario;
  const daily = dailyNew(capacity);
  const usable = usableWan(network);
  const uploadSeconds = network.uploadHours * SECONDS_PER_HOUR;
  const perDay = asGib(usable * uploadSeconds);
  const needMbit = toMbitPerSecond(asGibPerSecond(uploadSeconds > 0 ? daily.peak / uploadSeconds : Number.POSITIVE_INFINITY));
  const usableMbit = toMbitPerSecond(usable);
  return {
    needMbit,
    usableMbit,
    seedDays: capacity.seed <= 0 ? 0 : perDay > 0 ? capacity.seed / perDay : Number.POSITIVE_INFINITY,
    ...runBacklog(capacity, perDay, cache),
    fits: needMbit <= usableMbit,
    because: {
      rule: 'M-58',
      formula:
        'need = largest day of new back-end data / upload hours; usable = link x usable share; seed days = first full / a day of the link',
      inputs: [
        { name: 'largest day of new data', value: `${grouped(daily.peak, 1)} GiB`, from: 'engine' },
        { name: 'mean day of the busiest month', value: `${grouped(daily.mean, 1)} GiB`, from: 'engine' },
        { name: 'first full', value: `${grouped(capacity.seed, 1)} GiB`, from: 'engine' },
        { name: 'link', value: mbitInWords(network.wanMbit), from: 'scenario: network.wanMbit' },
        { name: 'usable share', value: percentInWords(network.usableShare), from: 'scenario: network.usableShare' },
        { name: 'upload hours', value: `${network.uploadHours} h a day`, from: 'scenario: network.uploadHours' },
      ],
      sources: [],
    },
  };
}
