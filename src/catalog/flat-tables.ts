import { APPLIANCES_FILE, type CatalogFiles, DEFAULTS_FILE, LADDER_FILE, RATIOS_FILE } from './files.js';
import { keyedRows, type Read } from './keyed-rows.js';
import { readTable, type TableRow } from './read-table.js';
import { labelledSource, sourceFrom } from './source.js';
import { APPLIANCE_COLUMNS, DEFAULT_COLUMNS, LADDER_COLUMNS, RATIO_COLUMNS } from './tables.js';
import type { ApplianceModel, DefaultValue, ReductionRatio, Rung } from './types.js';

/** data/appliances.csv: an empty figure was not found, which is neither zero nor unlimited. */
export function parseAppliances(files: CatalogFiles): Read<readonly ApplianceModel[]> {
  const { rows, problems } = readTable(APPLIANCES_FILE, files[APPLIANCES_FILE], APPLIANCE_COLUMNS);
  return { value: rows.map(applianceFrom), problems };
}

function applianceFrom(row: TableRow<typeof APPLIANCE_COLUMNS>): ApplianceModel {
  const { vendor, model, form, platform, cache_tb, max_cloud_tb, ingest_tb_per_hour, restore_tb_per_hour } = row.fields;
  return {
    vendor,
    model,
    form: form === 'physical' || form === 'virtual' ? form : 'cloud',
    platform,
    cacheTb: numberOrUnknown(cache_tb),
    maxCloudTb: numberOrUnknown(max_cloud_tb),
    ingestTbPerHour: numberOrUnknown(ingest_tb_per_hour),
    restoreTbPerHour: numberOrUnknown(restore_tb_per_hour),
    typicalRatio: numberOrUnknown(row.fields.typical_ratio),
    maxRatio: numberOrUnknown(row.fields.max_ratio),
    source: sourceFrom(row, 'list'),
  };
}

function numberOrUnknown(cell: string): number | undefined {
  return cell === '' ? undefined : +cell;
}

/** data/ladder.csv, smallest rung first. */
export function parseLadder(files: CatalogFiles): Read<readonly Rung[]> {
  const { rows, problems } = readTable(LADDER_FILE, files[LADDER_FILE], LADDER_COLUMNS);
  return { value: rows.map(rungFrom).sort((a, b) => a.protectedTb - b.protectedTb), problems };
}

function rungFrom(row: TableRow<typeof LADDER_COLUMNS>): Rung {
  const { name, protected_tb, cache_tb, max_cloud_tb } = row.fields;
  return { name, protectedTb: +protected_tb, cacheTb: +cache_tb, maxCloudTb: +max_cloud_tb, source: labelledSource(row) };
}

/** data/reduction-ratios.csv. */
export function parseRatios(files: CatalogFiles): Read<readonly ReductionRatio[]> {
  const { rows, problems } = readTable(RATIOS_FILE, files[RATIOS_FILE], RATIO_COLUMNS);
  const value = rows.map((row) => {
    const { ratio, product, claim } = row.fields;
    return { ratio: +ratio, product, claim, source: labelledSource(row) };
  });
  return { value, problems };
}

/** data/defaults.csv by scenario path. Values stay text: the scenario's own parser reads them as it reads a person's. */
export function parseDefaults(files: CatalogFiles): Read<Readonly<Record<string, DefaultValue>>> {
  const { rows, problems } = readTable(DEFAULTS_FILE, files[DEFAULTS_FILE], DEFAULT_COLUMNS);
  const byKey = keyedRows(
    rows,
    (row) => row.fields.key,
    (row) => ({ key: row.fields.key, value: row.fields.value, unit: row.fields.unit, source: labelledSource(row) }),
  );
  return { value: byKey.byKey, problems: [...problems, ...byKey.problems] };
}
