import type { Problem } from '../../problems/problem.js';
import { parseCatalog } from '../catalog.js';
import { CATALOG_FILES, type CatalogFile, type CatalogFiles, PRICE_FILES, RULES_FILE } from '../files.js';
import { parsePriceTable } from '../price-table.js';
import { readTable, type TableRow } from '../read-table.js';
import { PRICE_COLUMNS, RULE_COLUMNS, TABLES } from '../tables.js';
import { gap, overlap, span } from './dates.js';
import { readExceptions, withoutExcepted } from './exceptions.js';
import type { LintData, Linter } from './linter.js';
import { order } from './order.js';
import { step, tiers } from './tiers.js';
import { names, source, units } from './words.js';

export const schema: Linter = {
  name: 'schema',
  scope: 'all tables: columns, cells, and what the parsers check across rows',
  check: ({ parsing }) => parsing.map((problem) => ({ subject: problem.where.file, problem })),
};

export const LINTERS: readonly Linter[] = [schema, order, overlap, gap, tiers, span, units, source, step, names];

/** Text of the catalogue's files -> what the linters look at. */
export function lintData(files: CatalogFiles): LintData {
  const prices = PRICE_FILES.flatMap((file) => readTable(file, files[file], PRICE_COLUMNS).rows);
  const rules = readTable(RULES_FILE, files[RULES_FILE], RULE_COLUMNS).rows;
  const tables: Partial<Record<CatalogFile, readonly TableRow[]>> = {};
  for (const file of CATALOG_FILES) tables[file] = readTable(file, files[file], TABLES[file]).rows;
  const parses = [parsePriceTable(files, 'lint'), parseCatalog(files)];
  const parsing = parses.flatMap((parsed) => (parsed.ok ? parsed.warnings : parsed.problems));
  return { tables: tables as Record<CatalogFile, readonly TableRow[]>, prices, rules, parsing };
}

/** Every problem of the data that no exception covers, in the order of the linters. */
export function lint(files: CatalogFiles, exceptionsText: string | undefined): readonly Problem[] {
  const data = lintData(files);
  const found = new Map(LINTERS.map((linter) => [linter.name, linter.check(data)]));
  const exceptions = readExceptions(exceptionsText);
  return [...exceptions.problems, ...withoutExcepted(found, exceptions.rows)];
}
