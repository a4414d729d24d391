import { isPlainDecimal } from '../units/decimal.js';
import { GIB_BYTES } from '../units/gib.js';

/** How people write values: text in, a number of one stated unit out, undefined for anything else. A comma is never a decimal point. */

const WITH_UNIT = /^(-?\d+(?:\.\d+)?)\s*([a-z/]+(?: a day)?)$/i;
const SHARE = /^(-?\d+(?:\.\d+)?)\s*(%)?$/;

/** "3", "0.25", "-1". */
export function readNumber(text: string): number | undefined {
  return isPlainDecimal(text) ? +text : undefined;
}

const DAYS: Readonly<Record<string, number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365 / 12,
  year: 365,
};
const SHORT: Readonly<Record<string, string>> = {
  s: 'second',
  sec: 'second',
  min: 'minute',
  h: 'hour',
  hr: 'hour',
  d: 'day',
  w: 'week',
  y: 'year',
  yr: 'year',
};

/** A length of time as it was written. */
export interface Duration {
  readonly count: number;
  readonly unit: string;
}

/** "90 days", "3 months", "1 year", "26 h". A number alone is not a duration. */
export function readDuration(text: string): Duration | undefined {
  const match = WITH_UNIT.exec(text);
  if (!match) return undefined;
  const word = (match[2] ?? '').toLowerCase();
  const unit = own(SHORT, word) ?? (own(DAYS, word) === undefined ? word.replace(/s$/, '') : word);
  return own(DAYS, unit) === undefined ? undefined : { count: +(match[1] ?? ''), unit };
}

/** Days; a month is 365/12 days and a year 365, rounded to whole days: "3 months" is 91, "1 year" 365. "36 hours" is 1.5. */
export function durationDays({ count, unit }: Duration): number {
  const days = count * (own(DAYS, unit) ?? 0);
  return unit === 'month' || unit === 'year' ? Math.round(days) : days;
}

export const durationHours = (duration: Duration): number =>
  duration.unit === 'hour' ? duration.count : duration.unit === 'minute' ? duration.count / 60 : durationDays(duration) * 24;

/** Calendar months: only months and years have a whole number of them. */
export function durationMonths({ count, unit }: Duration): number | undefined {
  const months = unit === 'year' ? count * 12 : unit === 'month' ? count : undefined;
  return months !== undefined && Number.isInteger(months) ? months : undefined;
}

/** "20%", "20 %" and "0.2" are all 0.2. A bare number above 1 is not a share: nobody can tell 20 from 20 %. */
export function readShare(text: string): number | undefined {
  const match = SHARE.exec(text);
  if (!match) return undefined;
  const value = +(match[1] ?? '');
  if (match[2] === '%') return value / 100;
  return Math.abs(value) <= 1 ? value : undefined;
}

/** "20% a year", "20 % per year", "20%", "0.2": a share a year. */
export const readYearlyShare = (text: string): number | undefined =>
  readShare(text.replace(/\s*(?:(?:a|per) year|\/\s*year|p\.a\.)$/i, ''));

/** "2% a day", "0.02": a share a day. */
export const readDailyShare = (text: string): number | undefined =>
  readShare(text.replace(/\s*(?:(?:a|per) day|\/\s*day)$/i, ''));

const BYTES: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: GIB_BYTES,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
};

/** "100 GiB", "4 MiB", "52428800 B": bytes. GB is 10^9 and GiB 2^30, so the unit is always written. */
export function readBytes(text: string): number | undefined {
  return scaled(text, BYTES);
}

const BYTES_PER_SECOND: Readonly<Record<string, number>> = {
  'Mbit/s': 1e6 / 8,
  'Gbit/s': 1e9 / 8,
  Mbps: 1e6 / 8,
  Gbps: 1e9 / 8,
  'MB/s': 1e6,
  'GB/s': 1e9,
  'MiB/s': 2 ** 20,
  'GiB/s': GIB_BYTES,
  'TB/h': 1e12 / 3600,
  'TB/hr': 1e12 / 3600,
  'TiB/h': 2 ** 40 / 3600,
};

/** "1 Gbit/s", "150 MB/s", "2.34 TB/h": bytes a second. */
export function readRate(text: string): number | undefined {
  return scaled(text, BYTES_PER_SECOND);
}

/** "22:00" or "22": the hour; minutes are not modelled, so only :00 is one. */
export function readHour(text: string): number | undefined {
  const match = /^(\d{1,2})(?::00)?$/.exec(text);
  const hour = match ? +(match[1] ?? '') : 24;
  return hour < 24 ? hour : undefined;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** "Mon", "monday", "We": ISO weekday, Monday 1. */
export function readWeekday(text: string): number | undefined {
  if (!/^[a-z]{2,9}$/i.test(text)) return undefined;
  const at = WEEKDAYS.findIndex((day) => day.toLowerCase().startsWith(text.toLowerCase()));
  return at < 0 ? undefined : at + 1;
}

export function readYesNo(text: string): boolean | undefined {
  if (/^(?:true|yes|on)$/i.test(text)) return true;
  return /^(?:false|no|off)$/i.test(text) ? false : undefined;
}

function scaled(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = WITH_UNIT.exec(text);
  const factor = match ? own(units, match[2] ?? '') : undefined;
  return factor === undefined ? undefined : +(match?.[1] ?? '') * factor;
}

/** A look-up that never finds what an object inherits ("constructor"). */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
