import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Place, Problem } from '../problems/problem.js';
import { type Cells, fieldOf } from './columns.js';
import { hasError, headProblems } from './head-problems.js';
import { malformed, noLineEnd, truncated, unknownForm } from './inventory-problems.js';
import type { Reading, ReadingTask } from './reading.js';

const MAX_DEPTH = 4;

/** Reads `-f yaml` of the client: a list of mappings with the titles of the columns as keys, or a mapping with the list under `volumes`. */
export function readYaml(task: ReadingTask): Reading {
  try {
    return { form: 'openstack volume list, YAML', problems: read(task) };
  } catch (error) {
    // The library recurses: brackets nested by the thousand are not a list of volumes.
    if (!(error instanceof RangeError)) throw error;
    return { form: 'YAML', problems: [unknownForm({ file: task.file, line: 1 }, 'YAML that nests too deeply')] };
  }
}

function read({ file, text, into }: ReadingTask): readonly Problem[] {
  const lines = new LineCounter();
  // All scalars as text: the client's YAML 1.1 and the library's 1.2 disagree on what looks like a number.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const broken = document.errors.map((error) =>
    yamlProblem(placeOf(error.pos[0]), error.message, error.pos[1] >= text.trimEnd().length),
  );
  if (broken.length > 0) return broken;
  const records = recordsOf(document);
  if (records === undefined) return [unknownForm({ file, line: 1 }, 'YAML that is no list')];
  const titles = titlesOf(records[0]);
  const problems = records.length === 0 ? [] : headProblems({ file, line: 1 }, titles);
  if (hasError(problems)) return problems;
  const ends = endProblems(placeOf(text.length), text, titles, titlesOf(records.at(-1)));
  for (const record of records) into.add(placeOf(startOf(record)), cellsOf(record, document));
  return [...problems, ...ends];
}

function yamlProblem(place: Place, message: string, atEnd: boolean): Problem {
  if (atEnd) return truncated(place, 'the end of the file inside a value');
  return malformed(place, message.split('\n')[0] ?? message, 'YAML');
}

function recordsOf(document: Document): readonly unknown[] | undefined {
  const top: unknown = document.contents;
  if (top === null) return [];
  const list: unknown = isMap(top) ? top.get('volumes', true) : top;
  return isSeq(list) ? list.items : undefined;
}

const titlesOf = (record: unknown): readonly string[] => (isMap(record) ? record.items.map((pair) => keyOf(pair.key)) : []);
const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');
const startOf = (node: unknown): number => (isNode(node) ? node.range?.[0] : undefined) ?? 0;

/** A file that is cut between two lines is still YAML: its last record lacks keys that the first has. */
function endProblems(place: Place, text: string, first: readonly string[], last: readonly string[]): readonly Problem[] {
  const lost = first.filter((title) => !last.includes(title));
  if (lost.length > 0) return [truncated(place, `a last volume without ${lost.join(', ')}`)];
  if (text.endsWith('\n')) return [];
  return fieldOf(last.at(-1) ?? '') === 'size'
    ? [truncated(place, 'a size at the end of the file without a line break')]
    : [noLineEnd(place)];
}

function cellsOf(record: unknown, document: Document): Cells {
  const cells: Cells = {};
  if (!isMap(record)) return cells;
  for (const { key, value } of record.items) {
    const field = fieldOf(keyOf(key));
    if (field !== undefined) cells[field] ??= plain(value, document, 0);
  }
  return cells;
}

/** Text, null, arrays and objects. Aliases inside values are not followed, so that they cannot blow up. */
function plain(node: unknown, document: Document, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (isAlias(node)) return depth === 0 ? plain(node.resolve(document), document, 1) : undefined;
  if (isScalar(node))
    return node.type === 'PLAIN' && /^(null|Null|NULL|~|)$/.test(String(node.value)) ? null : String(node.value);
  if (isSeq(node)) return node.items.map((item) => plain(item, document, depth + 1));
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyOf(pair.key), plain(pair.value, document, depth + 1)]));
  return null;
}
