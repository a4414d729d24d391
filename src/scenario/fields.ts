import * as z from 'zod';
import { type Day, parseDay } from '../units/day.js';
import { exactFromDouble } from '../units/decimal.js';
import {
  durationDays,
  durationHours,
  durationMonths,
  readBytes,
  readDailyShare,
  readDuration,
  readHour,
  readNumber,
  readRate,
  readShare,
  readWeekday,
  readYearlyShare,
  readYesNo,
} from './forms.js';

/**
 * The leaves of the scenario's schema. Every scalar of the file reaches zod as the text that was typed (an unquoted 0.0125 never
 * passes through a double), each leaf reads one form, and says in `wanted` what it takes: that sentence becomes the problem's.
 */

/** A leaf over typed text. `json` is what an editor should accept, since YAML calls an unquoted 3 a number. */
export function leaf<T>(wanted: string, read: (text: string) => T | undefined, json: readonly string[] = ['string', 'number']) {
  return z
    .string({ error: wanted })
    .transform((text, context) => {
      const value = read(text.trim());
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message: wanted, input: text });
      return z.NEVER;
    })
    .meta({ description: wanted, type: json.length === 1 ? json[0] : [...json] });
}

const HOURS_PER_DAY = 24;
export const BYTES_PER_GIB = 2 ** 30;

const within = (value: number | undefined, low: number, high: number): number | undefined =>
  value !== undefined && value >= low && value <= high ? value : undefined;
const whole = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isInteger(value) ? value : undefined;

export const word = leaf('a word or a name', (text) => (text === '' ? undefined : text));
export const anyText = leaf('text', (text) => text);
export const yesNo = leaf('true or false', readYesNo, ['boolean']);
export const count = leaf('a whole number, 0 or more', (text) => whole(within(readNumber(text), 0, 1e6)));
export const trials = leaf('a whole number of trials, 0 (none) to 100000', (text) => whole(within(readNumber(text), 0, 100_000)));
export const seed = leaf('a whole number from 0 to 4294967295', (text) => whole(within(readNumber(text), 0, 2 ** 32 - 1)));
/** Objects in a store: far more than anybody counts by hand. */
export const manyCount = leaf('a whole number, 1 or more, such as 500000000', (text) => whole(within(readNumber(text), 1, 1e15)));
export const atLeastOne = leaf('a whole number, 1 or more', (text) => whole(within(readNumber(text), 1, 1e6)));
export const ratio = leaf('a ratio such as 10 (for 10:1), 1 to 1000', (text) =>
  within(readNumber(text.replace(/\s*:\s*1$/, '')), 1, 1000),
);
export const ratePerYear = leaf('times a year, 0 or more, such as 0.1', (text) => within(readNumber(text), 0, 1e6));
/** "7" or "7 backups". */
export const backups = leaf('a number of backups, 1 (every one a full) or more', (text) =>
  whole(within(readNumber(text.replace(/\s*backups?$/, '')), 1, 10_000)),
);
/** Share of a whole, 0 to 1. */
export const share = leaf('a share from 0 to 100 %, written 20% or 0.2', (text) => within(readShare(text), 0, 1));
/** Of a likely value, which is 1. */
export const factor = leaf('a part or a multiple of the likely rate, such as 70 % or 1.2', (text) =>
  positive(within(readShare(text), 0, 100)),
);
export const dailyShare = leaf('a share a day, such as 2% or 0.02', (text) => within(readDailyShare(text), 0, 1));
export const someShare = leaf('a share above 0 up to 100 %, written 80% or 0.8', (text) =>
  positive(within(readShare(text), 0, 1)),
);
/** Above -1: an estate cannot lose more than all it has. */
export const growth = leaf('a growth above -100 % a year, written 20% a year or 0.2', (text) => {
  const value = within(readYearlyShare(text), -1, 100);
  return value === -1 ? undefined : value;
});
export const day = leaf<Day>('a calendar date, such as 2016-02-15', parseDay, ['string']);
export const hourOfDay = leaf('a whole hour of the day, such as "22:00"', readHour);
export const weekday = leaf('a weekday: Mon, Tue, Wed, Thu, Fri, Sat or Sun', readWeekday, ['string']);
export const days = leaf(
  'a duration in whole days, such as 90 days or 3 months',
  (text) => whole(within(inDays(text), 0, 36_500)),
  ['string'],
);
export const someDays = leaf('a duration of at least 1 day, such as 1 day', (text) => whole(within(inDays(text), 1, 36_500)), [
  'string',
]);
/** Days between two backups: whole, or a part of a day that the day is a multiple of. */
export const interval = leaf(
  'whole days, or hours that a day divides into, such as 1 day or 6 hours',
  (text) => {
    const value = inDays(text);
    const hours = Math.round((value ?? 0) * HOURS_PER_DAY);
    if (value !== undefined && value < 1 && hours > 0 && HOURS_PER_DAY % hours === 0) return hours / HOURS_PER_DAY;
    return whole(within(value, 1, 36_500));
  },
  ['string'],
);
const MINUTES_PER_HOUR = 60;
/** Hours ahead of UTC. A fixed offset: the rules of a zone change with its government and would change a plan with them. */
export const utcOffset = leaf(
  'a fixed offset from UTC in hours and quarters, such as "+02:00" or "+05:30"',
  (text) => {
    const match = /^([+-])(\d{1,2})(?::(00|15|30|45))?$/.exec(text);
    const ahead = +(match?.[2] ?? Number.NaN) + +(match?.[3] ?? 0) / MINUTES_PER_HOUR;
    return within(match?.[1] === '-' ? -ahead : ahead, -12, 14);
  },
  ['string'],
);
export const hours = leaf('a duration, such as 26 hours or 2 days', (text) => within(inHours(text), 0, 876_000), ['string']);
export const someHours = leaf(
  'a duration longer than nothing, such as 8 hours',
  (text) => positive(within(inHours(text), 0, 876_000)),
  ['string'],
);
export const hoursOfDay = leaf('hours of the day, above 0 up to 24, such as 24 or 10 hours', (text) =>
  positive(within(readNumber(text) ?? inHours(text), 0, 24)),
);
export const seconds = leaf('a duration of at most a day, such as 30 seconds', (text) => within(inSeconds(text), 0, 86_400), [
  'string',
]);
export const months = leaf(
  '1 month to 100 years, in whole months or years, such as 3 years',
  (text) => within(inMonths(text), 1, 1200),
  ['string'],
);
export const bytes = leaf('a size with its unit, such as 4 MiB or 100 GiB', (text) => positive(readBytes(text)), ['string']);
export const rate = leaf('a rate with its unit, such as 1 Gbit/s, 150 MB/s or 2.34 TB/h', (text) => positive(readRate(text)), [
  'string',
]);
export const link = leaf(
  'a rate with its unit, such as 1 Gbit/s; 0 Mbit/s for no link',
  (text) => within(readRate(text), 0, 1e15),
  ['string'],
);
/** Money stays text: it becomes a Decimal in the engine's cost part only. */
export const amount = leaf('an amount such as 1250 or 0.012', (text) => (/^\d+(\.\d+)?$/.test(text) ? text : undefined));
export const percent = leaf('a percentage from 0 to 100, such as 15%', (text) => {
  const plain = text.replace(/\s*%$/, '');
  return within(readNumber(plain), 0, 100) === undefined ? undefined : plain;
});
/** A saving: one of 100 % would need something that costs nothing to be held against. */
export const claim = leaf('a percentage from 0 to 99, such as 90%', (text) => {
  const plain = text.replace(/\s*%$/, '');
  return within(readNumber(plain), 0, 99) === undefined ? undefined : plain;
});
export const headroom = leaf('a growth that is still to fit, such as 20 %', (text) => within(readShare(text), 0, 10));
/** Change of list prices a year. Exact text, as it goes to money. */
export const yearlyDrift = leaf('a change above -100 % a year, written 3% a year or 0.03', (text) => {
  const value = within(readYearlyShare(text), -1, 10);
  return value === undefined || value === -1 ? undefined : exactFromDouble(value).toFixed();
});
/** A volume a month: a size, read as GiB, or a plain count of requests. Exact text, as it goes to money. */
export const volume = leaf('a volume a month, such as 100 TiB, or a number of requests', (text) => {
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  const size = readBytes(text);
  return size === undefined ? undefined : exactFromDouble(size / BYTES_PER_GIB).toFixed();
});
/** How long a reservation runs: the two that providers sell. */
export const commitmentTerm = leaf('1 year or 3 years', (text) => {
  const length = inMonths(text);
  return length === 12 ? ('1y' as const) : length === 36 ? ('3y' as const) : undefined;
});
export const currencyCode = leaf(
  'a currency by its three letters, such as USD',
  (text) => (/^[A-Z]{3}$/.test(text) ? text : undefined),
  ['string'],
);

/** One of a few words. The problem lists them all. */
export function oneOf<const T extends string>(...words: readonly [T, ...T[]]) {
  return leaf(`one of ${words.join(', ')}`, (text) => words.find((known) => known === text.toLowerCase()), ['string']).meta({
    description: `one of ${words.join(', ')}`,
    type: 'string',
    enum: [...words],
  });
}

/** One item or a list of items, always read as a list. */
export function listOf<T extends z.ZodType>(item: T, wanted = 'one, or a list') {
  return z.union([item.transform((one) => [one]), z.array(item)], { error: wanted });
}

/** A list, or names separated by commas. */
export const words = z.union([
  leaf(
    'names separated by commas, or a list of names',
    (text) => (text === '' ? undefined : text.split(/\s*,\s*/).filter((name) => name !== '')),
    ['string'],
  ),
  z.array(word),
]);

const positive = (value: number | undefined): number | undefined => (value !== undefined && value > 0 ? value : undefined);
const inDays = (text: string): number | undefined => {
  const duration = readDuration(text);
  return duration && durationDays(duration);
};
const inHours = (text: string): number | undefined => {
  const duration = readDuration(text);
  return duration && durationHours(duration);
};
const inSeconds = (text: string): number | undefined => {
  const duration = readDuration(text);
  return duration && Math.round(durationHours(duration) * 3_600_000) / 1000;
};
const inMonths = (text: string): number | undefined => {
  const duration = readDuration(text);
  return duration && durationMonths(duration);
};
