import type { Problem } from '../problems/problem.js';
import { Decimal } from '../units/decimal.js';
import { type CatalogFiles, PRIVATE_STORES_FILE } from './files.js';
import { keyedRows, type Read } from './keyed-rows.js';
import { catalogError, readTable, type TableRow } from './read-table.js';
import { labelledSource } from './source.js';
import { PRIVATE_STORE_COLUMNS } from './tables.js';
import { PRIVATE_STORE_PARAMETERS, type PrivateStore, type PrivateStoreParameter } from './types.js';

type StoreRow = TableRow<typeof PRIVATE_STORE_COLUMNS>;
type Parameter = PrivateStore['parameters'][PrivateStoreParameter];

/** data/private-stores.csv by name. CAT012: a value outside its low and high. CAT013: a parameter without a row. */
export function parsePrivateStores(files: CatalogFiles): Read<Readonly<Record<string, PrivateStore>>> {
  const { rows, problems: read } = readTable(PRIVATE_STORES_FILE, files[PRIVATE_STORES_FILE], PRIVATE_STORE_COLUMNS);
  const values = keyedRows(rows, (row) => `${row.fields.store}|${row.fields.parameter}`, parameterFrom);
  const problems = [...read, ...values.problems, ...rows.flatMap(rangeProblems)];
  const value: Record<string, PrivateStore> = {};
  for (const name of new Set(rows.map((row) => row.fields.store))) {
    const first = rows.find((row) => row.fields.store === name);
    const missing = PRIVATE_STORE_PARAMETERS.filter((parameter) => values.byKey[`${name}|${parameter}`] === undefined);
    if (first === undefined) continue;
    const found = `${name} without ${missing.join(', ')}`;
    if (missing.length > 0)
      problems.push(
        catalogError('CAT013', { where: { file: first.file, line: first.line }, found, wanted: 'one row a parameter' }),
      );
    else value[name] = { name, title: first.fields.title, parameters: parametersOf(name, values.byKey) };
  }
  return { value, problems };
}

function parameterFrom(row: StoreRow): Parameter {
  const { value, low, high, unit } = row.fields;
  return { value: new Decimal(value), low: new Decimal(low), high: new Decimal(high), unit, source: labelledSource(row) };
}

function parametersOf(name: string, values: Readonly<Record<string, Parameter>>): PrivateStore['parameters'] {
  const of = (parameter: PrivateStoreParameter): Parameter => {
    const value = values[`${name}|${parameter}`];
    if (value === undefined) throw new RangeError(`${name} has no ${parameter}`);
    return value;
  };
  return {
    rawPerUsable: of('rawPerUsable'),
    usdPerRawTb: of('usdPerRawTb'),
    refreshYears: of('refreshYears'),
    supportSharePerYear: of('supportSharePerYear'),
    powerWattsPerRawTb: of('powerWattsPerRawTb'),
    usdPerKwh: of('usdPerKwh'),
    powerUsageEffectiveness: of('powerUsageEffectiveness'),
    rackUsdPerRawTbMonth: of('rackUsdPerRawTbMonth'),
    peopleUsdPerUsableTbMonth: of('peopleUsdPerUsableTbMonth'),
    fillLimit: of('fillLimit'),
  };
}

function rangeProblems(row: StoreRow): readonly Problem[] {
  const { low, value, high } = row.fields;
  if (new Decimal(low).lte(value) && new Decimal(value).lte(high)) return [];
  const where = { file: row.file, line: row.line, field: 'value' };
  return [catalogError('CAT012', { where, found: `${low}, ${value}, ${high}`, wanted: 'low <= value <= high' })];
}
