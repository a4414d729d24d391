import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { type Parsed, type Place, type Problem, parsed, parsedUnless } from '../problems/problem.js';
import { at, isList, isMap, type Tree } from '../scenario/tree.js';
import { readYaml } from '../scenario/yaml-file.js';

/** What a row, a template or the defaults may say; all of it is optional. */
export interface Entry {
  readonly name?: string | undefined;
  readonly template?: string | undefined;
  readonly scenario?: string | undefined;
  readonly formats?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly set: Readonly<Record<string, Tree>>;
}

export interface Manifest {
  readonly defaults: Entry;
  readonly templates: Readonly<Record<string, Entry>>;
  readonly rows: readonly { readonly entry: Entry; readonly where: Place }[];
}

const words = z.string().transform((text) => text.split(/[\s,;|]+/).filter((word) => word !== ''));
const entry = z.strictObject({
  name: z.string().optional(),
  template: z.string().optional(),
  scenario: z.string().optional(),
  formats: z.union([words, z.array(z.string())]).optional(),
  out: z.string().optional(),
  set: z.custom<Tree>().optional(),
});

/** Reads a manifest, CSV by its name or else YAML. @returns BAT001 and BAT002, or SCN001 for broken YAML: all at once */
export function readManifest(file: string, text: string): Parsed<Manifest> {
  return /\.csv$/i.test(file) ? readCsv(file, text) : readYamlManifest(file, text);
}

function readCsv(file: string, text: string): Parsed<Manifest> {
  try {
    const records: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
    });
    const read = records.map(({ record, info }) => {
      const where = { file, line: info.lines };
      const filled = Object.entries(record).filter(([, value]) => value !== '');
      const own = filled.filter(([key]) => !key.startsWith('set.'));
      const set = Object.fromEntries(filled.flatMap(([key, value]) => (key.startsWith('set.') ? [[key.slice(4), value]] : [])));
      return { where, result: checked({ ...Object.fromEntries(own), set }, where) };
    });
    return manifestOf({ ok: true, value: { set: {} }, warnings: [] }, {}, read, file);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      ok: false,
      problems: [problem({ file, ...(typeof error.lines === 'number' ? { line: error.lines } : {}) }, error.message)],
    };
  }
}

function readYamlManifest(file: string, text: string): Parsed<Manifest> {
  const yaml = readYaml(file, text);
  if (!('tree' in yaml)) return parsedUnless(yaml, () => ({ defaults: { set: {} }, templates: {}, rows: [] }));
  const { tree } = yaml;
  const unknown = isMap(tree) ? Object.keys(tree).filter((key) => !['defaults', 'templates', 'rows'].includes(key)) : [''];
  const listed = at(tree, ['rows']);
  if (unknown.length > 0 || !isList(listed))
    return {
      ok: false,
      problems: [
        problem({ file }, unknown[0] ? `the key ${unknown[0]}` : 'no list of rows', 'defaults, templates and a list of rows'),
      ],
    };
  const templates = at(tree, ['templates']);
  const rows = listed.map((row, index) => {
    const where = yaml.place(['rows', index]);
    return { where, result: checked(row, where) };
  });
  const named = isMap(templates) ? Object.entries(templates) : [];
  return manifestOf(
    checked(at(tree, ['defaults']) ?? {}, yaml.place(['defaults'])),
    Object.fromEntries(named.map(([name, value]) => [name, checked(value, yaml.place(['templates', name]))])),
    rows,
    file,
  );
}

function manifestOf(
  defaults: Parsed<Entry>,
  templates: Readonly<Record<string, Parsed<Entry>>>,
  rows: readonly { readonly where: Place; readonly result: Parsed<Entry> }[],
  file: string,
): Parsed<Manifest> {
  const all = [defaults, ...Object.values(templates), ...rows.map(({ result }) => result)];
  const problems = all.flatMap((one) => (one.ok ? [] : one.problems));
  const none = rows.length === 0 ? [problem({ file }, 'no rows', 'at least one')] : [];
  return parsedUnless([...problems, ...none], () => ({
    defaults: defaults.ok ? defaults.value : { set: {} },
    templates: Object.fromEntries(Object.entries(templates).flatMap(([name, one]) => (one.ok ? [[name, one.value]] : []))),
    rows: rows.flatMap(({ where, result }) => (result.ok ? [{ where, entry: result.value }] : [])),
  }));
}

function checked(tree: unknown, where: Place): Parsed<Entry> {
  const read = entry.safeParse(tree);
  if (read.success) return parsed({ ...read.data, set: flattened(read.data.set) });
  const [first, ...rest] = read.error.issues.map((issue) => {
    const field = issue.path.join('.');
    const found = issue.code === 'unrecognized_keys' ? `the key ${issue.keys.join(', ')}` : issue.message;
    return problem({ ...where, ...(field === '' ? {} : { field }) }, found, 'name, template, scenario, formats, out, set');
  });
  if (first === undefined) throw new Error('a manifest entry that is refused without an issue');
  return { ok: false, problems: [first, ...rest] };
}

/** {destination: {region: X}} as {"destination.region": X}; lists stay whole. */
function flattened(tree: Tree | undefined, before = ''): Readonly<Record<string, Tree>> {
  if (!isMap(tree)) return {};
  const entries = Object.entries(tree).flatMap(([key, value]): [string, Tree][] =>
    isMap(value) ? Object.entries(flattened(value, `${before}${key}.`)) : [[`${before}${key}`, value]],
  );
  return Object.fromEntries(entries);
}

function problem(where: Place, found: string, wanted = 'a manifest: CSV with a header, or YAML with rows'): Problem {
  const fix = 'CSV columns: name, template, scenario, formats, out, and set.<key of the scenario>; see docs/batch.md';
  return { code: 'BAT001', severity: 'error', where, found, wanted, fix };
}
