import * as z from 'zod';
import { didYouMean, nearestNames } from '../../problems/nearest.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { type Day, formatDay, parseDay } from '../../units/day.js';
import { Decimal, exactFromDouble, parseDecimal } from '../../units/decimal.js';
import { catalogError } from '../read-table.js';
import { parseJson } from './json-values.js';

/** The euro foreign exchange reference rates of one day: units of a currency for one euro. */
export interface EuroRates {
  readonly day: Day;
  readonly perEuro: ReadonlyMap<string, Decimal>;
}

/** A rate to be frozen in a scenario: `rate` units of `to` for one unit of `from`. */
export interface FrozenRate {
  readonly from: string;
  readonly to: string;
  /** Plain decimal, ten significant digits: a cross rate is a quotient. */
  readonly rate: string;
  /** The day that the rate is of, which is at or before the day asked for. */
  readonly day: Day;
  readonly source: string;
}

const SOURCE = 'European Central Bank, euro foreign exchange reference rates';
const EURO = 'EUR';
const RATE_DIGITS = 10;

/**
 * Reads a file of the European Central Bank's reference rates: the CSV of one day or of all days, or an SDMX-JSON answer.
 *
 * @returns the days that have a rate, oldest first; CAT030 for a file of no such form
 */
export function readEuroRates(file: string, text: string): Parsed<readonly EuroRates[]> {
  const days = /^\s*\{/.test(text) ? fromSdmx(text) : fromCsv(text);
  if (days.length > 0) return parsed([...days].sort((a, b) => a.day - b.day));
  return {
    ok: false,
    problems: [
      catalogError('CAT030', {
        where: { file },
        found: 'no rates in a form that is known',
        wanted: "the European Central Bank's eurofxref.csv, eurofxref-hist.csv, or an SDMX-JSON answer",
      }),
    ],
  };
}

/** "Date, USD, JPY," and rows; a cell without a rate is "N/A" or empty. */
function fromCsv(text: string): readonly EuroRates[] {
  const [header = [], ...rows] = text.split(/\r?\n/).map((line) => line.split(',').map((cell) => cell.trim()));
  if (header[0]?.replace(/^\uFEFF/, '') !== 'Date') return [];
  return rows.flatMap(([date = '', ...cells]): readonly EuroRates[] => {
    const day = parseDay(date) ?? dayInWords(date);
    const perEuro = new Map(
      cells.flatMap((cell, index) => {
        const rate = positive(parseDecimal(cell));
        const currency = header[index + 1];
        return rate === undefined || currency === undefined ? [] : [[currency, rate] as const];
      }),
    );
    return day === undefined || perEuro.size === 0 ? [] : [{ day, perEuro }];
  });
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "25 November 2024", as the file of one day writes it. */
function dayInWords(text: string): Day | undefined {
  const [, date = '', name = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  return month === 0 ? undefined : parseDay(`${year}-${`${month}`.padStart(2, '0')}-${date.padStart(2, '0')}`);
}

const dimension = z.object({ id: z.string(), values: z.array(z.object({ id: z.string() })) });
const sdmx = z.object({
  dataSets: z.array(
    z.object({
      series: z.record(
        z.string(),
        z.object({ observations: z.record(z.string(), z.array(z.union([z.number(), z.string(), z.null()]))) }),
      ),
    }),
  ),
  structure: z.object({ dimensions: z.object({ series: z.array(dimension), observation: z.array(dimension) }) }),
});

/** Series are keyed by the places of their dimensions ("0:7:0:0:0"), observations by that of their day. */
function fromSdmx(text: string): readonly EuroRates[] {
  const read = sdmx.safeParse(parseJson(text));
  if (!read.success) return [];
  const { series, observation } = read.data.structure.dimensions;
  const at = (id: string) => series.findIndex((one) => one.id === id);
  const codeIn = (key: readonly string[], id: string) => series[at(id)]?.values[+(key[at(id)] ?? Number.NaN)]?.id;
  const byDay = new Map<Day, Map<string, Decimal>>();
  for (const [name, { observations }] of read.data.dataSets.flatMap((set) => Object.entries(set.series))) {
    const key = name.split(':');
    const currency = codeIn(key, 'CURRENCY');
    if (currency === undefined || codeIn(key, 'CURRENCY_DENOM') !== EURO) continue;
    for (const [place, [value]] of Object.entries(observations)) {
      const day = parseDay(observation[0]?.values[+place]?.id ?? '');
      const rate = typeof value === 'number' && Number.isFinite(value) ? positive(exactFromDouble(value)) : undefined;
      if (day === undefined || rate === undefined) continue;
      byDay.set(day, (byDay.get(day) ?? new Map()).set(currency, rate));
    }
  }
  return [...byDay].map(([day, perEuro]) => ({ day, perEuro }));
}

const positive = (value: Decimal | undefined): Decimal | undefined => (value?.gt(0) ? value : undefined);

/**
 * The rate of one day between two currencies, by way of the euro: units of `to` for one euro / units of `from` for one euro.
 *
 * @param on a day without rates (a weekend, a holiday) has those of the last day before it; undefined: the newest day of the file
 * @returns CAT031 for a day before the first, or a currency without a rate on it
 */
export function frozenRate(
  days: readonly EuroRates[],
  asked: { readonly from: string; readonly to: string; readonly on: Day | undefined; readonly file: string },
): Parsed<FrozenRate> {
  const { from, to, on, file } = asked;
  const held = days.findLast(({ day }) => on === undefined || day <= on);
  const first = days[0];
  if (held === undefined) {
    const found = on === undefined ? 'no day' : formatDay(on);
    const wanted = first === undefined ? 'a file with rates' : `a day from ${formatDay(first.day)} on, the first of the file`;
    return { ok: false, problems: [catalogError('CAT031', { where: { file }, found, wanted })] };
  }
  const known = [EURO, ...held.perEuro.keys()];
  const unknown = [from, to].filter((currency) => !known.includes(currency));
  const [problem, ...rest] = unknown.map((currency) => {
    const fix = didYouMean(nearestNames(currency, known));
    const wanted = `a currency with a rate on ${formatDay(held.day)}: ${known.join(', ')}`;
    return catalogError('CAT031', { where: { file }, found: currency, wanted, ...(fix === undefined ? {} : { fix }) });
  });
  if (problem !== undefined) return { ok: false, problems: [problem, ...rest] };
  const perEuro = (currency: string) => held.perEuro.get(currency) ?? new Decimal(1);
  const rate = perEuro(to).div(perEuro(from)).toSignificantDigits(RATE_DIGITS).toFixed();
  return parsed({ from, to, rate, day: held.day, source: SOURCE });
}
