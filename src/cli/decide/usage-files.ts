import { parse } from 'csv-parse/sync';
import { classify } from '../../catalog/import/amazon-usage.js';
import type { StorageClass } from '../../catalog/types.js';
import { lineName } from '../../engine/decide/planned-usage.js';
import type { UsageLine } from '../../engine/decide/variance.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { calendarDate, type Day, dayOf, daysInMonth, parseDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';

/** What one file says was used: lines by the first day of their calendar month. */
export interface UsageFile {
  readonly months: ReadonlyMap<Day, readonly UsageLine[]>;
  /** Currency of its costs; undefined: it has none. */
  readonly currency: string | undefined;
  /** Usage types that no plan has, each once. */
  readonly left: readonly string[];
  /** Costs of what no plan has, each once: they stand in the bill all the same. */
  readonly foreign: readonly string[];
}

/** A class that the plan's provider has: a bill names it somewhere in its words. */
export type KnownClass = Pick<StorageClass, 'storageClass' | 'title'>;

interface Row {
  readonly cells: Readonly<Record<string, string>>;
  readonly line: number;
}

const HOURS = 24;
const GIB = new Decimal(2).pow(30);

/**
 * Reads an Amazon usage report (no money) or FOCUS rows (with EffectiveCost, else BilledCost), told apart by their head.
 *
 * @returns CLI031 for each row that cannot be read, with its line
 */
export function readUsage(file: string, text: string, classes: readonly KnownClass[]): Parsed<UsageFile> {
  const rows = rowsOf(text);
  if (rows === undefined) return wrongFile(file, 'text that is no CSV');
  const head = Object.keys(rows[0]?.cells ?? {});
  const isReport = ['Operation', 'UsageType', 'StartTime', 'UsageValue'].every((name) => head.includes(name));
  const isFocus = ['BillingCurrency', 'ChargePeriodStart'].every((name) => head.includes(name));
  if (!isReport && !isFocus) return wrongFile(file, head.length === 0 ? 'no row' : `columns ${head.slice(0, 6).join(', ')}`);
  return isReport ? collected(file, rows, reportRow, undefined) : focus(file, rows, classes);
}

function rowsOf(text: string): readonly Row[] | undefined {
  try {
    let line = 1;
    const records: unknown = parse(text.replace(/^\uFEFF/, ''), {
      columns: (head: string[]) => head.map((name) => name.trim()),
      trim: true,
      skip_empty_lines: true,
    });
    if (!Array.isArray(records)) return undefined;
    return records.map((record: Readonly<Record<string, string>>) => ({ cells: record, line: ++line }));
  } catch {
    return undefined;
  }
}

function wrongFile(file: string, found: string): Parsed<never> {
  const wanted =
    'an Amazon usage report (Operation, UsageType, StartTime, UsageValue), FOCUS rows (BillingCurrency, ChargePeriodStart), or a list of backups';
  return { ok: false, problems: [{ code: 'CLI031', severity: 'error', where: { file }, found, wanted }] };
}

interface Read {
  readonly month: Day;
  readonly usage: UsageLine | undefined;
  readonly left: string;
  readonly isForeign?: boolean;
}

function collected(
  file: string,
  rows: readonly Row[],
  read: (row: Row) => Read | string,
  currency: string | undefined,
): Parsed<UsageFile> {
  const months = new Map<Day, UsageLine[]>();
  const left = new Set<string>();
  const foreign = new Set<string>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const one = read(row);
    if (typeof one === 'string') {
      problems.push({
        code: 'CLI031',
        severity: 'error',
        where: { file, line: row.line },
        found: one,
        wanted: 'a date, an amount and a known unit',
      });
    } else if (one.usage === undefined) left.add(one.left);
    else {
      if (one.isForeign) foreign.add(one.usage.name);
      months.set(one.month, [...(months.get(one.month) ?? []), one.usage]);
    }
  }
  const [first, ...rest] = problems;
  return first === undefined
    ? parsed({ months, currency, left: [...left], foreign: [...foreign] })
    : { ok: false, problems: [first, ...rest] };
}

/** "03/01/21 03:00:00", or an ISO date and time; the first day of its month. */
function monthOf(text: string): Day | undefined {
  const american = /^(\d{2})\/(\d{2})\/(\d{2})\b/.exec(text);
  const day = american ? parseDay(`20${american[3]}-${american[1]}-${american[2]}`) : parseDay(text.slice(0, 10));
  if (day === undefined) return undefined;
  const { year, month } = calendarDate(day);
  return dayOf(year, month, 1);
}

const amountOf = (text: string | undefined): Decimal | undefined =>
  text !== undefined && /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(text) ? new Decimal(text) : undefined;

const hoursOf = (month: Day): number => {
  const { year, month: number } = calendarDate(month);
  return daysInMonth(year, number) * HOURS;
};

interface Known {
  readonly storageClass: string;
  readonly item: string;
}

function meaningOf(usagetype: string, operation: string): Known | undefined {
  if (/(^|-)DataTransfer-Out-Bytes$/.test(usagetype)) return { storageClass: '', item: 'egress' };
  const nothing = {
    sku: '',
    location: '',
    locationType: '',
    regionCode: '',
    transferType: '',
    fromLocation: '',
    fromRegionCode: '',
    toLocation: '',
    toLocationType: '',
  };
  const found = classify({ ...nothing, usagetype, operation }, 'AmazonS3');
  const meaning = 'means' in found ? found.means[0] : undefined;
  if (meaning === undefined) return undefined;
  const item = meaning.item.startsWith('retrieval') ? 'retrieval' : meaning.item;
  return { storageClass: meaning.storageClass, item };
}

function reportRow({ cells }: Row): Read | string {
  const { UsageType: type = '', Operation: operation = '', StartTime: start = '', UsageValue: value } = cells;
  const month = monthOf(start);
  const amount = amountOf(value);
  if (month === undefined || amount === undefined) return `${start}, ${value ?? ''}`;
  const known = meaningOf(type, operation);
  if (!known) return { month, usage: undefined, left: `${type}, ${operation}` };
  const perHour = amount.div(GIB).div(hoursOf(month));
  const quantity = /ByteHrs$/.test(type) ? perHour : /Bytes(-Delta)?$/.test(type) ? amount.div(GIB) : amount;
  const { storageClass, item } = known;
  return {
    month,
    left: '',
    usage: { name: lineName(storageClass, item), isStorage: item === 'storage', quantity, cost: undefined },
  };
}

const FOCUS_UNITS: readonly (readonly [RegExp, Decimal])[] = [
  [/^(GiB|GB)[- ]?(Mo|Months?)$/i, new Decimal(1)],
  [/^(TiB|TB)[- ]?(Mo|Months?)$/i, new Decimal(1024)],
  [/^(GiB|GB)$/i, new Decimal(1)],
  [/^(TiB|TB)$/i, new Decimal(1024)],
  [/^(requests?|api requests?|api calls|count)$/i, new Decimal(1)],
];

function focus(file: string, rows: readonly Row[], classes: readonly KnownClass[]): Parsed<UsageFile> {
  const currencies = new Set(rows.map(({ cells }) => cells.BillingCurrency ?? ''));
  const [currency] = currencies;
  if (currencies.size !== 1 || currency === undefined || !/^[A-Z]{3}$/.test(currency))
    return wrongFile(file, `currencies ${[...currencies].join(', ')}`);
  return collected(file, rows, (row) => focusRow(row, classes), currency);
}

/**
 * What a row of any provider means: by its unit, and by the words in which FOCUS has it named. Storage of a class that the plan's provider
 * does not have keeps its own words.
 */
function genericMeaning(cells: Row['cells'], unit: string, classes: readonly KnownClass[]): Known | undefined {
  const words = ['SkuMeter', 'ChargeDescription', 'SkuId', 'x_UsageType']
    .map((name) => cells[name] ?? '')
    .join(' ')
    .toLowerCase();
  if ((cells.ServiceCategory ?? 'Storage') !== 'Storage') return undefined;
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  if (/mo(nth)?s?$/i.test(unit))
    return { storageClass: classIn(words, classes), item: has('early delet') ? 'early_delete' : 'storage' };
  if (/^(requests?|api|count|10k|[\d,]+ (requests?|operations?))/i.test(unit))
    return { storageClass: classIn(words, classes), item: has('get', 'read', 'class b') ? 'get' : 'put' };
  if (!/^[gt]i?b$/i.test(unit)) return undefined;
  if (has('retriev')) return { storageClass: classIn(words, classes), item: 'retrieval' };
  return has('egress', 'transfer', 'bandwidth', 'download') ? { storageClass: '', item: 'egress' } : undefined;
}

/** The class whose title or code stands in the words, the longest first; '' where none does. */
function classIn(words: string, classes: readonly KnownClass[]): string {
  const sorted = [...classes].sort((a, b) => b.title.length - a.title.length);
  const isNamed = ({ title, storageClass }: KnownClass): boolean =>
    words.includes(title.toLowerCase()) ||
    new RegExp(`\\b${storageClass.toLowerCase().replace(/[^a-z0-9]+/g, '.?')}\\b`).test(words);
  return sorted.find(isNamed)?.storageClass ?? '';
}

/** Amazon names its GiB "GB" in bills, too (docs/adr/0003). */
function focusRow({ cells }: Row, classes: readonly KnownClass[]): Read | string {
  const { ChargePeriodStart: start = '', ConsumedUnit, PricingUnit = '', ConsumedQuantity, PricingQuantity } = cells;
  const month = monthOf(start);
  const cost = amountOf(cells.EffectiveCost ?? cells.BilledCost);
  const amount = amountOf(ConsumedQuantity === undefined || ConsumedQuantity === '' ? PricingQuantity : ConsumedQuantity);
  const unit = ConsumedUnit === undefined || ConsumedUnit === '' ? PricingUnit : ConsumedUnit;
  const type = cells.x_UsageType ?? cells.SkuMeter ?? '';
  if (month === undefined || cost === undefined) return `${start}, ${cells.EffectiveCost ?? cells.BilledCost ?? 'no cost'}`;
  const known = meaningOf(type, cells.x_Operation ?? '') ?? genericMeaning(cells, unit, classes);
  const factor = FOCUS_UNITS.find(([form]) => form.test(unit))?.[1];
  if (known && (amount === undefined || factor === undefined))
    return `${amount === undefined ? 'no quantity' : amount.toFixed()} ${unit}`;
  const name = known ? lineName(known.storageClass, known.item) : `not planned: ${cells.ChargeDescription ?? type}`;
  const quantity = known && amount && factor ? amount.times(factor) : new Decimal(0);
  const usage = { name, isStorage: known?.item === 'storage', quantity, cost };
  return known ? { month, left: '', usage } : { month, left: '', usage, isForeign: true };
}
