import { type Parsed, type Problem, parsedUnless } from '../problems/problem.js';
import { type Day, parseDay } from '../units/day.js';
import { Decimal } from '../units/decimal.js';
import type { Unit } from '../units/quantity.js';
import { type CatalogFiles, CLASSES_FILE, PRICE_FILES, PROVIDERS_FILE, REGIONS_FILE, RULES_FILE } from './files.js';
import { keyedRows } from './keyed-rows.js';
import { catalogError, readTable, type TableRow } from './read-table.js';
import { labelledSource, sourceFrom } from './source.js';
import { CLASS_COLUMNS, PRICE_COLUMNS, PROVIDER_COLUMNS, REGION_COLUMNS, RULE_COLUMNS } from './tables.js';
import { PRICE_ITEMS, type PriceItem, type Region, RULE_NAMES, type RuleName, type Source, type StorageClass } from './types.js';

/** When a row holds: `from` is in, `to` is out. "observed": known on `from`; before it nobody said. */
export interface Span {
  readonly from: Day;
  readonly to: Day | undefined;
  readonly basis: 'published' | 'observed';
}

/** One row of a price table: one tier of one item of one class in one region, from one day on. */
export interface PriceRecord {
  readonly provider: string;
  readonly service: string;
  readonly region: string;
  readonly storageClass: string;
  readonly item: PriceItem;
  readonly tierFrom: Decimal;
  readonly tierTo: Decimal | undefined;
  readonly per: Unit;
  readonly perAmount: Decimal;
  readonly publishedUnit: string;
  readonly price: Decimal;
  readonly currency: string;
  readonly span: Span;
  readonly source: Source;
}

/** One row of the rules table. */
export interface RuleRecord {
  readonly provider: string;
  readonly region: string;
  readonly storageClass: string;
  readonly rule: RuleName;
  readonly value: Decimal;
  readonly unit: string;
  readonly span: Span;
  readonly source: Source;
}

export interface Provider {
  readonly provider: string;
  readonly title: string;
  readonly aliases: readonly string[];
}

/** All prices and rules of all days. `priceBookOn` takes one day out of it. */
export interface PriceTable {
  readonly version: string;
  readonly prices: readonly PriceRecord[];
  readonly rules: readonly RuleRecord[];
  readonly classes: Readonly<Record<string, StorageClass>>;
  readonly regions: Readonly<Record<string, Region>>;
  readonly providers: readonly Provider[];
}

/**
 * Reads the price tables, the rules, and the names of classes, regions and providers.
 *
 * @param files   text by path; see CATALOG_FILES
 * @param version the caller's content hash of the files, carried into every price book
 * @returns every problem of every file at once (CAT001 to CAT007)
 */
export function parsePriceTable(files: CatalogFiles, version: string): Parsed<PriceTable> {
  const priceTables = PRICE_FILES.map((file) => readTable(file, files[file], PRICE_COLUMNS));
  const ruleTable = readTable(RULES_FILE, files[RULES_FILE], RULE_COLUMNS);
  const classTable = readTable(CLASSES_FILE, files[CLASSES_FILE], CLASS_COLUMNS);
  const regionTable = readTable(REGIONS_FILE, files[REGIONS_FILE], REGION_COLUMNS);
  const providerTable = readTable(PROVIDERS_FILE, files[PROVIDERS_FILE], PROVIDER_COLUMNS);
  const dates: Problem[] = [];
  const prices = priceTables.flatMap((table) => pricesFrom(table.rows, dates));
  const rules = ruleTable.rows.flatMap((row) => ruleFrom(row, dates));
  const classes = keyedRows(classTable.rows, (row) => `${row.fields.provider}|${row.fields.storage_class}`, classFrom);
  const regions = keyedRows(regionTable.rows, (row) => `${row.fields.provider}|${row.fields.region}`, regionFrom);
  const read = [...priceTables, ruleTable, classTable, regionTable, providerTable].flatMap((table) => table.problems);
  const problems = [...read, ...dates, ...classes.problems, ...regions.problems];
  return parsedUnless(problems, () => ({
    version,
    prices,
    rules,
    classes: classes.byKey,
    regions: regions.byKey,
    providers: providerTable.rows.map(providerFrom),
  }));
}

/** Rows as records; none, and a problem, where a row's days are wrong. @param label 'contract' for somebody's own price book */
export function pricesFrom(
  rows: readonly TableRow<typeof PRICE_COLUMNS>[],
  problems: Problem[],
  label: 'list' | 'contract' = 'list',
): readonly PriceRecord[] {
  const exact = exactNumbers();
  return rows.flatMap((row) => priceFrom(row, { problems, label, exact }));
}

/** Tiers and units are the same few numbers in thousands of rows: each is made once. */
function exactNumbers(): (text: string) => Decimal {
  const made = new Map<string, Decimal>();
  return (text) => {
    const number = made.get(text) ?? new Decimal(text);
    made.set(text, number);
    return number;
  };
}

interface Reading {
  readonly problems: Problem[];
  readonly label: 'list' | 'contract';
  readonly exact: (text: string) => Decimal;
}

function priceFrom(row: TableRow<typeof PRICE_COLUMNS>, { problems, label, exact }: Reading): readonly PriceRecord[] {
  const { provider, service, region, storage_class, item, tier_from, tier_to, pricing_unit, published_unit } = row.fields;
  const span = spanOf(row, problems);
  const priceItem = PRICE_ITEMS.find((name) => name === item);
  if (span === undefined || priceItem === undefined) return [];
  const record = {
    provider,
    service,
    region,
    storageClass: storage_class,
    item: priceItem,
    tierFrom: exact(tier_from),
    tierTo: tier_to === '' ? undefined : exact(tier_to),
    ...unitOf(pricing_unit, exact),
    publishedUnit: published_unit,
    price: exact(row.fields.price),
    currency: row.fields.currency,
    span,
    source: sourceFrom(row, label, row.fields.effective_from),
  };
  return [record];
}

function ruleFrom(row: TableRow<typeof RULE_COLUMNS>, problems: Problem[]): readonly RuleRecord[] {
  const { provider, region, storage_class, rule, value, unit } = row.fields;
  const span = spanOf(row, problems);
  const name = RULE_NAMES.find((known) => known === rule);
  if (span === undefined || name === undefined) return [];
  const source = labelledSource(row, row.fields.effective_from);
  return [{ provider, region, storageClass: storage_class, rule: name, value: new Decimal(value), unit, span, source }];
}

type Dated = Readonly<Record<'effective_from' | 'effective_to' | 'date_basis', string>>;

/** CAT006: a day that the calendar does not have, or an end that is not after the start. */
function spanOf(row: { file: string; line: number; fields: Dated }, problems: Problem[]): Span | undefined {
  const { effective_from, effective_to, date_basis } = row.fields;
  const from = parseDay(effective_from);
  const to = effective_to === '' ? undefined : parseDay(effective_to);
  const wrong = (field: string, found: string, wanted: string): undefined => {
    problems.push(catalogError('CAT006', { where: { file: row.file, line: row.line, field }, found, wanted }));
  };
  if (from === undefined) return wrong('effective_from', effective_from, 'a day of the calendar');
  if (effective_to !== '' && to === undefined) return wrong('effective_to', effective_to, 'a day of the calendar');
  if (to !== undefined && to <= from) return wrong('effective_to', effective_to, `a day after effective_from, ${effective_from}`);
  return { from, to, basis: date_basis === 'published' ? 'published' : 'observed' };
}

const UNITS: readonly Unit[] = [
  'GiB-Months',
  'GB-Months',
  'TiB-Months',
  'TB-Months',
  'GiB',
  'GB',
  'TiB',
  'TB',
  'Requests',
  'Unit-Months',
];

/** "1000 Requests" -> 1000 of Requests; the pattern of the column has let only known units in. */
function unitOf(pricingUnit: string, exact: Reading['exact']): { readonly per: Unit; readonly perAmount: Decimal } {
  const words = pricingUnit.split(' ');
  const name = words[words.length - 1];
  const per = UNITS.find((unit) => unit === name);
  if (per === undefined) throw new RangeError(`no such pricing unit: ${pricingUnit}`);
  return { per, perAmount: exact(words.length > 1 ? (words[0] ?? '1') : '1') };
}

function classFrom(row: TableRow<typeof CLASS_COLUMNS>): StorageClass {
  const { provider, storage_class, title, aliases, access, overhead_class } = row.fields;
  return {
    provider,
    storageClass: storage_class,
    title,
    aliases: aliases.split('|'),
    access: access === 'instant' ? 'instant' : 'restore',
    overheadClass: overhead_class === '' ? undefined : overhead_class,
    source: labelledSource(row),
  };
}

function regionFrom(row: TableRow<typeof REGION_COLUMNS>): Region {
  const { provider, region, title, country } = row.fields;
  return { provider, region, title, country };
}

function providerFrom(row: TableRow<typeof PROVIDER_COLUMNS>): Provider {
  const { provider, title, aliases } = row.fields;
  return { provider, title, aliases: aliases.split('|') };
}
