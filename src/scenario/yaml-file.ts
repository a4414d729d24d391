import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { type Parsed, type Place, type Problem, parsed } from '../problems/problem.js';
import { fieldOf, type Path, type Tree } from './tree.js';

/** A YAML file read: its values as typed text, and where each of them stands. */
export interface YamlFile {
  readonly tree: Tree;
  /** The place of the value at a path, or of the nearest parent that the file has. `key`: the place of the key instead. */
  place(path: Path, on?: 'key' | 'value'): Place;
}

/**
 * Reads one YAML document without giving any scalar a type ("failsafe"), so dates, numbers and "no" stay what was typed.
 *
 * @returns the file, or all syntax problems (SCN001) with line and column
 */
export function readYaml(file: string, typed: string): Parsed<YamlFile> {
  const text = typed.replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
    const [first, ...rest] = [...document.errors, ...document.warnings].map((error) => syntaxProblem(file, error, lines, text));
    if (first !== undefined) return { ok: false, problems: [first, ...rest] };
    const tree: Tree = textOnly(document.toJS({ maxAliasCount: 100 }));
    return parsed({ tree, place: (path, on = 'value') => placeOf(file, document, lines, path, on) });
  } catch (error) {
    // Too many aliases, or nesting deeper than the stack: the parser throws instead of listing.
    const found = error instanceof Error ? error.message : 'a file that cannot be read';
    return { ok: false, problems: [problem(file, { file, line: 1 }, found)] };
  }
}

/** Leaves nothing but text, lists and maps; a key without a value is empty text. */
function textOnly(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(textOnly);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOnly(item)]));
  }
  return typeof value === 'string' ? value : '';
}

function syntaxProblem(file: string, error: YAMLError, lines: LineCounter, text: string): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\n]*/.exec(text.slice(error.pos[0]))?.[0].trim() ?? '';
    const found = `the key ${key} a second time`;
    return { ...problem(file, { file, line, column: col }, found), wanted: 'each key once', fix: `keep one ${key}` };
  }
  return problem(file, { file, line, column: col }, error.message);
}

function problem(file: string, where: Place, found: string): Problem {
  return {
    code: 'SCN001',
    severity: 'error',
    where: { ...where, file },
    found,
    wanted: 'one YAML document',
    fix: 'indent with blanks, and quote text that holds ": " or starts with * & ! % @',
  };
}

function placeOf(file: string, document: Document.Parsed, lines: LineCounter, path: Path, on: 'key' | 'value'): Place {
  let node: unknown = document.contents;
  let best: Node | undefined = isNode(node) ? node : undefined;
  for (const [index, step] of path.entries()) {
    node = isAlias(node) ? node.resolve(document) : node;
    const last = index === path.length - 1;
    if (isSeq(node)) node = node.items[+step];
    else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === `${step}`);
      const key = pair?.key;
      node = pair?.value;
      if (isNode(key) && ((last && on === 'key') || !isNode(node) || isEmpty(node))) best = key;
      if (last && on === 'key') break;
    } else break;
    if (!isNode(node)) break;
    if (!isEmpty(node)) best = node;
  }
  if (!best?.range) return { file, field: fieldOf(path) };
  const { line, col } = lines.linePos(best.range[0]);
  return { file, line, column: col, field: fieldOf(path) };
}

const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
const isEmpty = (value: unknown): boolean =>
  isScalar(value) && !isPair(value) && (value.value === '' || value.value === null) && value.source !== '""';
