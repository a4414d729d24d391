import type { Tree } from '../../scenario/tree.js';
import type { Edit } from './control.js';

type Map = { readonly [key: string]: Tree };

const isMap = (tree: Tree | undefined): tree is Map => typeof tree === 'object' && !Array.isArray(tree);
const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree);

/** The scenario file with the edits in it, as YAML. Comments of the file are lost; every value stays what was typed. */
export function changedYaml(written: Tree, edits: readonly Edit[], remarks: readonly string[]): string {
  const tree = edits.reduce(edited, isMap(written) ? written : {});
  return `${[...remarks.map((remark) => `# ${remark.replace(/[\r\n]+/g, ' ')}`), ...mapLines(tree, '')].join('\n')}\n`;
}

function edited(tree: Map, { path, value, merge }: Edit): Map {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const here = Object.hasOwn(tree, key) ? tree[key] : undefined;
  if (rest.length > 0) {
    const next: Edit = merge ? { path: rest, value, merge } : { path: rest, value };
    return { ...tree, [key]: edited(isMap(here) ? here : {}, next) };
  }
  if (value === undefined) return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));
  return { ...tree, [key]: merge && isMap(here) && isMap(value) ? { ...here, ...value } : value };
}

function mapLines(tree: Map, indent: string): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) => entryLines(`${indent}${scalar(key)}:`, value, indent));
}

function entryLines(head: string, value: Tree, indent: string): readonly string[] {
  if (typeof value === 'string') return [`${head} ${scalar(value)}`];
  if (isList(value))
    return value.length === 0 ? [`${head} []`] : [head, ...value.flatMap((item) => itemLines(item, `${indent}  `))];
  const lines = mapLines(value, `${indent}  `);
  return lines.length === 0 ? [`${head} {}`] : [head, ...lines];
}

function itemLines(item: Tree, indent: string): readonly string[] {
  if (typeof item === 'string') return [`${indent}- ${scalar(item)}`];
  if (isList(item))
    return item.length === 0 ? [`${indent}- []`] : [`${indent}-`, ...item.flatMap((one) => itemLines(one, `${indent}  `))];
  const lines = mapLines(item, `${indent}  `);
  const [first, ...rest] = lines;
  return first === undefined ? [`${indent}- {}`] : [`${indent}- ${first.trimStart()}`, ...rest];
}

/** Plain where YAML cannot take it for anything else; else quoted as JSON, which YAML reads as the same text. */
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_.%/ ()+-]*$/;

function scalar(text: string): string {
  const plain = PLAIN.test(text) && !text.endsWith(' ');
  return plain
    ? text
    : JSON.stringify(text).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
