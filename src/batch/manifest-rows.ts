import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { compileGlob } from '../inventory/glob.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, type Place, type Problem, parsedUnless } from '../problems/problem.js';
import { defined } from '../scenario/tree.js';
import { endingOf, isQuote } from './formats.js';
import type { Entry, Manifest } from './manifest-entries.js';
import { filledPattern, pathFault, pathKey } from './output-path.js';
import type { Overrides } from './override.js';
import type { Row } from './types.js';

const PATTERN = '{name}.{format}';

/**
 * The rows of a manifest with templates, defaults, globs and output names filled in. Files are named from the manifest's folder.
 *
 * @returns BAT002 (template), BAT004 (no scenario), BAT005 (a path that may not be), BAT006 (a path twice): all at once
 */
export async function rowsOf(manifest: Manifest, file: string): Promise<Parsed<readonly Row[]>> {
  const problems: Problem[] = [];
  const rows: Row[] = [];
  const expand = globber(dirname(file));
  for (const { entry, where } of manifest.rows) {
    const whole = merged(manifest, entry);
    if (entry.template !== undefined && !Object.hasOwn(manifest.templates, entry.template))
      problems.push(noTemplate(entry.template, Object.keys(manifest.templates), where));
    const scenarios = whole.scenario === undefined ? [] : await expand(whole.scenario);
    if (scenarios.length === 0)
      problems.push(
        wrong('BAT004', where, whole.scenario ? `no file ${whole.scenario}` : 'no scenario', 'a scenario file, or a glob'),
      );
    for (const scenario of scenarios) rows.push(rowOf(whole, { row: rows.length + 1, scenario, manifest: file, where }));
  }
  problems.push(...pathProblems(rows));
  return parsedUnless(problems, () => rows);
}

function merged({ defaults, templates }: Manifest, entry: Entry): Entry {
  const template =
    entry.template !== undefined && Object.hasOwn(templates, entry.template) ? templates[entry.template] : undefined;
  const layers = [defaults, ...(template ? [template] : []), entry];
  const together = (map: 'set' | 'quote'): Overrides => Object.assign({}, ...layers.map((layer) => layer[map]));
  return Object.assign({}, ...layers, { set: together('set'), quote: together('quote') });
}

interface RowFacts {
  readonly row: number;
  readonly scenario: string;
  readonly manifest: string;
  readonly where: Place;
}

function rowOf(entry: Entry, { row, scenario, manifest, where }: RowFacts): Row {
  const stem = basename(scenario).replace(/\.ya?ml$/i, '');
  const name = filledPattern(entry.name ?? '{scenario}', { scenario: stem, row: `${row}` });
  const path = (format: string): string =>
    filledPattern(entry.out ?? PATTERN, { name, format: endingOf(format), scenario: stem, row: `${row}` });
  const formats = [...new Set(entry.formats ?? ['html'])];
  const outputs = Object.fromEntries(formats.map((format) => [format, path(format)]));
  return { row, name, scenario, set: entry.set, outputs, where, ...quoteOf(entry, formats, manifest) };
}

/** What only a quote needs, where one is asked for. */
function quoteOf(entry: Entry, formats: readonly string[], manifest: string): Pick<Row, 'quote'> {
  if (!formats.some(isQuote)) return {};
  const path = (name: string): string => (isAbsolute(name) ? name : join(dirname(manifest), name));
  const { terms, brand, audience = 'customer', lang = 'en', quote: set } = entry;
  const files = { terms: terms === undefined ? undefined : path(terms), brand: brand === undefined ? undefined : path(brand) };
  return { quote: { ...defined(files), manifest, audience, language: lang, set } };
}

function pathProblems(rows: readonly Row[]): readonly Problem[] {
  const taken = new Map<string, Row>();
  return rows.flatMap((row) =>
    Object.values(row.outputs).flatMap((path) => {
      const fault = pathFault(path);
      if (fault) return [wrong('BAT005', row.where, `the output ${path}: ${fault}`, 'a plain path below the output folder')];
      const before = taken.get(pathKey(path));
      taken.set(pathKey(path), before ?? row);
      if (!before) return [];
      const found = `the output ${path} a second time: row ${before.row} (${before.name}) writes it`;
      return [
        wrong(
          'BAT006',
          row.where,
          found,
          'a path for each report',
          'give the rows names of their own, or put {format} or {row} into out',
        ),
      ];
    }),
  );
}

/** Files that a name stands for: itself, or where it has * or ?, those that match, in the order of their names. Each folder is listed once. */
function globber(root: string): (name: string) => Promise<readonly string[]> {
  const listed = new Map<string, Promise<readonly string[]>>();
  const namesIn = (folder: string): Promise<readonly string[]> => {
    const known = listed.get(folder) ?? readdir(folder === '' ? '.' : folder).catch(() => []);
    listed.set(folder, known);
    return known;
  };
  return async (name) => {
    const path = isAbsolute(name) ? name : join(root, name);
    if (!/[*?]/.test(name)) return [path];
    let found: readonly string[] = [isAbsolute(name) ? '/' : root];
    for (const segment of name.split('/').filter((each) => each !== '')) {
      const matches = compileGlob(segment);
      const below = await Promise.all(
        found.map(async (folder) =>
          /[*?]/.test(segment)
            ? (await namesIn(folder)).filter((each) => !each.startsWith('.') && matches(each)).map((each) => join(folder, each))
            : [join(folder, segment)],
        ),
      );
      found = below.flat().sort();
    }
    return found;
  };
}

function noTemplate(name: string, known: readonly string[], where: Place): Problem {
  return wrong('BAT002', where, `no template ${name}`, 'one of the templates', didYouMean(nearestNames(name, known)));
}

function wrong(code: `BAT${number}`, where: Place, found: string, wanted: string, fix?: string): Problem {
  return { code, severity: 'error', where, found, wanted, ...(fix === undefined ? {} : { fix }) };
}
