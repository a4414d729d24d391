import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, type Place, type Problem, parsedUnless } from '../problems/problem.js';
import { schemaProblems } from '../scenario/issues.js';
import { at, isList, isMap, type Path, type Tree } from '../scenario/tree.js';
import { readYaml, type YamlFile } from '../scenario/yaml-file.js';
import type { Override, Overrides } from './override.js';

const words = z.string().transform((text) => text.split(/[\s,;|]+/).filter((word) => word !== ''));
const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const overrides = z.custom<{ readonly [key: string]: Tree }>(isMapping, 'a mapping (key: value)');

const entry = z.strictObject({
  name: z.string().optional(),
  template: z.string().optional(),
  scenario: z.string().optional(),
  formats: z.union([words, z.array(z.string())]).optional(),
  out: z.string().optional(),
  set: overrides.optional(),
  terms: z.string().optional(),
  brand: z.string().optional(),
  audience: z.enum(['customer', 'internal'], 'customer or internal').optional(),
  lang: z.enum(['en', 'de'], 'en or de').optional(),
  quote: overrides.optional(),
});

const KEYS = Object.keys(entry.shape);

/** What a row, a template or the defaults may say; all of it is optional. */
export type Entry = Omit<z.output<typeof entry>, 'set' | 'quote'> & {
  /** Over the scenario's values. */
  readonly set: Overrides;
  /** Over those of the terms file. */
  readonly quote: Overrides;
};

export interface Manifest {
  readonly defaults: Entry;
  readonly templates: Readonly<Record<string, Entry>>;
  readonly rows: readonly { readonly entry: Entry; readonly where: Place }[];
}

const MAPS = ['set', 'quote'] as const;
const NOTHING: Entry = { set: {}, quote: {} };

/**
 * Reads a manifest, CSV by its name or else YAML.
 *
 * @param formats those that a report may be written in
 * @returns BAT001 and BAT003, or SCN001 for broken YAML: all at once, each where it is written
 */
export function readManifest(file: string, text: string, formats: readonly string[]): Parsed<Manifest> {
  return /\.csv$/i.test(file) ? readCsv(file, text, formats) : readYamlManifest(file, text, formats);
}

function readCsv(file: string, text: string, formats: readonly string[]): Parsed<Manifest> {
  try {
    let columns: readonly string[] = [];
    const records: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      bom: true,
      columns: (head: string[]) => {
        columns = head;
        return head.map((_, index) => `${index}`);
      },
      info: true,
      skip_empty_lines: true,
    });
    const wrong = headProblems(columns, { file, line: 1 });
    const rows = records.map(({ record, info }): EntryRead => {
      const cells = columns.flatMap((column, index) => (record[index] ? [{ column, value: record[index] }] : []));
      const own = cells.filter(({ column }) => OWN_COLUMNS.includes(column)).map(({ column, value }) => [column, value]);
      const maps = MAPS.map((map) => [map, Object.fromEntries(cells.flatMap(({ column, value }) => dotted(column, map, value)))]);
      const place = (path: Path): Place => ({ file, line: info.lines, ...(path.length === 0 ? {} : { field: path.join('.') }) });
      return entryOf({ tree: Object.fromEntries([...own, ...maps]), place }, formats);
    });
    return manifestOf({ file, defaults: PLAIN, templates: {}, rows, others: wrong });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = { file, ...(typeof error.lines === 'number' ? { line: error.lines } : {}) };
    return { ok: false, problems: [problem(where, error.message)] };
  }
}

/** Templates are of YAML alone. */
const OWN_COLUMNS: readonly string[] = KEYS.filter((key) => !['template', ...MAPS].includes(key));

const dotted = (column: string, map: string, value: string): [string, string][] =>
  column.startsWith(`${map}.`) ? [[column.slice(map.length + 1), value]] : [];

/** What is wrong with a column is said once, not for each row. */
function headProblems(columns: readonly string[], where: Place): readonly Problem[] {
  const known = [...OWN_COLUMNS, ...MAPS.map((map) => `${map}.<key>`)];
  return columns.flatMap((column, index): Problem[] => {
    const here = { ...where, field: column };
    if (columns.indexOf(column) < index) return [problem(here, `the column "${column}" a second time`, 'each column once')];
    if (OWN_COLUMNS.includes(column) || /^(set|quote)\../.test(column)) return [];
    const fix =
      didYouMean(nearestNames(column, OWN_COLUMNS)) ?? 'a value of the scenario is set.<key>, one of the quote quote.<key>';
    return [{ ...problem(here, `the unknown column "${column}"`, `some of ${known.join(', ')}`), fix }];
  });
}

function readYamlManifest(file: string, text: string, formats: readonly string[]): Parsed<Manifest> {
  const read = readYaml(file, text);
  if (!read.ok) return read;
  const { tree, place } = read.value;
  const entryAt = (path: Path): EntryRead =>
    entryOf({ tree: at(tree, path) ?? {}, place: (inner, on) => place([...path, ...inner], on) }, formats);
  const unknown = isMap(tree) ? Object.keys(tree).filter((key) => !['defaults', 'templates', 'rows'].includes(key)) : [];
  const listed = at(tree, ['rows']);
  const templates = at(tree, ['templates']);
  const named = isMap(templates) ? Object.keys(templates) : [];
  const wanted = 'defaults, templates and a list of rows';
  return manifestOf({
    file,
    defaults: entryAt(['defaults']),
    templates: Object.fromEntries(named.map((name) => [name, entryAt(['templates', name])])),
    rows: isList(listed) ? listed.map((_, index) => entryAt(['rows', index])) : [],
    others: [
      ...unknown.map((key) => problem(place([key], 'key'), `the unknown key "${key}"`, wanted)),
      ...(templates === undefined || isMap(templates)
        ? []
        : [problem(place(['templates']), 'no mapping', 'a mapping (name: ...)')]),
      ...(isList(listed) ? [] : [problem({ file }, 'no list of rows', wanted)]),
    ],
  });
}

interface EntryRead {
  readonly where: Place;
  readonly entry: Entry;
  readonly problems: readonly Problem[];
}

const PLAIN: EntryRead = { where: { file: '' }, entry: NOTHING, problems: [] };

interface ManifestRead {
  readonly file: string;
  readonly defaults: EntryRead;
  readonly templates: Readonly<Record<string, EntryRead>>;
  readonly rows: readonly EntryRead[];
  readonly others: readonly Problem[];
}

function manifestOf({ file, defaults, templates, rows, others }: ManifestRead): Parsed<Manifest> {
  const all = [defaults, ...Object.values(templates), ...rows];
  const none = rows.length === 0 && others.length === 0 ? [problem({ file }, 'no rows', 'at least one')] : [];
  return parsedUnless([...others, ...all.flatMap(({ problems }) => problems), ...none], () => ({
    defaults: defaults.entry,
    templates: Object.fromEntries(Object.entries(templates).map(([name, read]) => [name, read.entry])),
    rows: rows.map(({ where, entry }) => ({ where, entry })),
  }));
}

function entryOf(yaml: YamlFile, formats: readonly string[]): EntryRead {
  const where = yaml.place([]);
  const read = entry.safeParse(yaml.tree);
  if (!read.success) {
    const found = schemaProblems(read.error.issues, yaml.tree, yaml, (path) => (path.length === 0 ? KEYS : []));
    return { where, entry: NOTHING, problems: found.map((each) => ({ ...each, code: 'BAT001' })) };
  }
  const { set, quote, ...own } = read.data;
  const placed = (tree: Tree | undefined, map: string): Overrides => Object.fromEntries(flattened(tree, yaml, [map]));
  return {
    where,
    entry: { ...own, set: placed(set, 'set'), quote: placed(quote, 'quote') },
    problems: own.formats === undefined ? [] : formatProblems(own.formats, formats, yaml.place(['formats'])),
  };
}

function formatProblems(asked: readonly string[], known: readonly string[], where: Place): readonly Problem[] {
  const wanted = `some of ${known.join(', ')}`;
  const wrong = (found: string, fix?: string): Problem => ({
    code: 'BAT003',
    severity: 'error',
    where,
    found,
    wanted,
    ...(fix === undefined ? {} : { fix }),
  });
  if (asked.length === 0) return [wrong('no format')];
  return asked
    .filter((format) => !known.includes(format))
    .map((format) => wrong(`the format ${format}`, didYouMean(nearestNames(format, known))));
}

/** {destination: {region: X}} as "destination.region"; lists stay whole. */
function flattened(tree: Tree | undefined, yaml: YamlFile, path: Path): readonly (readonly [string, Override])[] {
  if (!isMap(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = [...path, key];
    if (isMap(value)) return flattened(value, yaml, here);
    return [[here.slice(1).join('.'), { value, where: yaml.place(here) }] as const];
  });
}

function problem(where: Place, found: string, wanted = 'a manifest: CSV with a header, or YAML with rows'): Problem {
  const fix = `CSV columns: ${OWN_COLUMNS.join(', ')}, set.<key of the scenario>, quote.<key of the terms>; see docs/batch.md`;
  return { code: 'BAT001', severity: 'error', where, found, wanted, fix };
}
