import type { CatalogFile } from '../files.js';
import type { TableRow } from '../read-table.js';
import type { PriceItem, RuleName } from '../types.js';
import { type Finding, finding, type LintData, type Linter, subjectOf } from './linter.js';

const CURRENCIES = ['USD', 'EUR'];
const PER_TIME = ['GiB-Months', 'GB-Months', 'TiB-Months', 'TB-Months'];
const PER_SIZE = ['GiB', 'GB', 'TiB', 'TB'];

function unitsOf(item: string): readonly string[] {
  const exceptions: Partial<Record<string, readonly string[]>> & Partial<Record<PriceItem, readonly string[]>> = {
    storage: PER_TIME,
    early_delete: PER_TIME,
    provisioned_capacity_unit: ['Unit-Months'],
    base_fee: ['Unit-Months'],
    reserved_1y: ['Unit-Months'],
    reserved_3y: ['Unit-Months'],
    put: ['Requests'],
    get: ['Requests'],
    transition: ['Requests'],
  };
  return exceptions[item] ?? (item.startsWith('retrieval_request') ? ['Requests'] : PER_SIZE);
}

const RULE_UNITS: Readonly<Record<RuleName, string>> = {
  minimum_days: 'days',
  minimum_billable_kib: 'KiB',
  overhead_archive_kib: 'KiB',
  overhead_standard_kib: 'KiB',
  retrieval_hours_min_expedited: 'hours',
  retrieval_hours_max_expedited: 'hours',
  retrieval_hours_min_standard: 'hours',
  retrieval_hours_max_standard: 'hours',
  retrieval_hours_min_bulk: 'hours',
  retrieval_hours_max_bulk: 'hours',
  retrieval_free_share_of_stored: "share of the month's average stored",
  retrieval_free_gib_per_month: 'GiB',
  retrieval_job_hours: 'hours',
  provisioned_capacity_mb_per_second: 'MB/s',
  restore_requests_per_second: 'requests/s',
  egress_free_gib_per_month: 'GiB',
  egress_free_times_stored: 'times stored',
  minimum_stored_gib: 'GiB',
  storage_rounded_up_to: 'units of the price',
  requests_rounded_up_to: 'requests',
  billing_month_hours: 'hours',
  multipart_opening_requests: 'requests',
  reserved_unit_gib: 'GiB',
};

export const units: Linter = {
  name: 'units',
  scope: 'prices and rules: a unit that fits the item or rule, a currency that we know',
  check: ({ prices, rules }) => [
    ...prices.flatMap((row) => {
      const unit = row.fields.pricing_unit.split(' ').pop() ?? '';
      const wanted = unitsOf(row.fields.item);
      const told = {
        code: 'CAT106',
        row,
        field: 'pricing_unit',
        found: row.fields.pricing_unit,
        wanted: wanted.join(' or '),
      } as const;
      return wanted.includes(unit) ? [] : [finding(subjectOf(row), told)];
    }),
    ...prices.flatMap((row) => {
      const told = {
        code: 'CAT106',
        row,
        field: 'currency',
        found: row.fields.currency,
        wanted: CURRENCIES.join(' or '),
      } as const;
      return CURRENCIES.includes(row.fields.currency) ? [] : [finding(subjectOf(row), told)];
    }),
    ...rules.flatMap((row) => {
      const wanted = Object.entries(RULE_UNITS).find(([rule]) => rule === row.fields.rule)?.[1] ?? 'a rule that we know';
      const told = { code: 'CAT106', row, field: 'unit', found: row.fields.unit, wanted } as const;
      return row.fields.unit === wanted ? [] : [finding(subjectOf(row), told)];
    }),
  ],
};

export const source: Linter = {
  name: 'source',
  scope:
    'all tables: a figure has a source with its address, or is labelled an assumption (a measurement of ours needs no address)',
  check: ({ tables }) => Object.values(tables).flatMap((rows) => rows.flatMap(sourceFindings)),
};

function sourceFindings(row: TableRow): readonly Finding[] {
  const { label = 'list', source_title = '', source_url = '' } = row.fields;
  if (label === 'assumption') return [];
  const told = { code: 'CAT107', row, found: 'nothing' } as const;
  const subject = `${row.file}:${row.line}`;
  return [
    ...(source_title === ''
      ? [finding(subject, { ...told, field: 'source_title', wanted: 'a title, or the label assumption' })]
      : []),
    ...(source_url === '' && label !== 'measured'
      ? [finding(subject, { ...told, field: 'source_url', wanted: 'an address, or the label assumption or measured' })]
      : []),
  ];
}

export const names: Linter = {
  name: 'names',
  scope: 'prices, rules, classes, regions: every provider, region and class that is used is in its own table',
  check: (data) => {
    const known = knownNames(data);
    const used = [
      ...data.prices,
      ...data.rules,
      ...rowsOf(data, 'data/storage-classes.csv'),
      ...rowsOf(data, 'data/regions.csv'),
    ];
    return used.flatMap((row: TableRow) => {
      const { provider = '', region = '*', storage_class = '', overhead_class = '' } = row.fields;
      const subject = `${row.file}:${row.line}`;
      const check = (field: string, name: string, table: string): readonly Finding[] =>
        name === '' || known.has(`${field}|${provider}|${name}`)
          ? []
          : [finding(subject, { code: 'CAT110', row, field, found: name, wanted: `a row in ${table}` })];
      return [
        ...check('provider', provider, 'data/providers.csv'),
        ...(region === '*' ? [] : check('region', region, 'data/regions.csv')),
        ...check('storage_class', storage_class, 'data/storage-classes.csv'),
        ...check('storage_class', overhead_class, 'data/storage-classes.csv'),
      ];
    });
  },
};

function rowsOf(data: LintData, file: CatalogFile): readonly TableRow[] {
  return data.tables[file];
}

function knownNames(data: LintData): ReadonlySet<string> {
  const named = (column: string, row: TableRow): string => `${column}|${row.fields.provider}|${row.fields[column]}`;
  return new Set([
    ...rowsOf(data, 'data/providers.csv').map((row) => named('provider', row)),
    ...rowsOf(data, 'data/regions.csv').map((row) => named('region', row)),
    ...rowsOf(data, 'data/storage-classes.csv').map((row) => named('storage_class', row)),
  ]);
}
