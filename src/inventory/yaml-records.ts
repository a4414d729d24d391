import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Place, Problem } from '../problems/problem.js';
import { fieldOf } from './columns.js';
import { malformed, noLineEnd, truncated, unknownForm } from './inventory-problems.js';

const MAX_DEPTH = 4;

/** One mapping of a list: keys as they stand; values are text, null, arrays and objects. */
export interface YamlRecord {
  readonly place: Place;
  readonly entries: readonly (readonly [key: string, value: unknown])[];
}

export interface YamlRecords {
  /** None where the text is no list in YAML: then the problems tell why. */
  readonly records: readonly YamlRecord[] | undefined;
  readonly problems: readonly Problem[];
}

/** The records of `-f yaml` of the client: a list of mappings with the titles of the columns as keys, or a mapping with the list under `volumes`. */
export function yamlRecords(file: string, text: string): YamlRecords {
  try {
    return read(file, text);
  } catch (error) {
    // The library recurses: brackets nested by the thousand are no list.
    if (!(error instanceof RangeError)) throw error;
    return { records: undefined, problems: [unknownForm({ file, line: 1 }, 'YAML that nests too deeply')] };
  }
}

function read(file: string, text: string): YamlRecords {
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
  if (broken.length > 0) return { records: undefined, problems: broken };
  const items = itemsOf(document);
  if (items === undefined) return { records: undefined, problems: [unknownForm({ file, line: 1 }, 'YAML that is no list')] };
  const records = items.map((item) => ({ place: placeOf(startOf(item)), entries: entriesOf(item, document) }));
  return { records, problems: records.length === 0 ? [] : endProblems(placeOf(text.length), text, records) };
}

function yamlProblem(place: Place, message: string, atEnd: boolean): Problem {
  if (atEnd) return truncated(place, 'the end of the file inside a value');
  return malformed(place, message.split('\n')[0] ?? message, 'YAML');
}

function itemsOf(document: Document): readonly unknown[] | undefined {
  const top: unknown = document.contents;
  if (top === null) return [];
  const list: unknown = isMap(top) ? top.get('volumes', true) : top;
  return isSeq(list) ? list.items : undefined;
}

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');
const startOf = (node: unknown): number => (isNode(node) ? node.range?.[0] : undefined) ?? 0;

/** A file that is cut between two lines is still YAML: its last record lacks keys that the first has. */
function endProblems(place: Place, text: string, records: readonly YamlRecord[]): readonly Problem[] {
  const [first = [], last = []] = [records[0], records.at(-1)].map((record) => record?.entries.map(([key]) => key));
  const lost = first.filter((title) => !last.includes(title));
  if (lost.length > 0) return [truncated(place, `a last entry without ${lost.join(', ')}`)];
  if (text.endsWith('\n')) return [];
  return fieldOf(last.at(-1) ?? '') === 'size'
    ? [truncated(place, 'a size at the end of the file without a line break')]
    : [noLineEnd(place)];
}

const entriesOf = (item: unknown, document: Document): YamlRecord['entries'] =>
  isMap(item) ? item.items.map(({ key, value }) => [keyOf(key), plain(value, document, 0)] as const) : [];

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
