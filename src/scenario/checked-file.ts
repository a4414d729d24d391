import type * as z from 'zod';
import { type ScenarioFile, scenarioFile, sections } from './schema.js';
import { at, isMap, type Tree } from './tree.js';

/** Sections that have their form, by the very map or list that was looked at: rows of a batch share all but one or two. */
const known = Object.fromEntries(Object.keys(sections).map((name) => [name, new WeakMap<object, unknown>()]));

/** A filled scenario tree as the schema reads it. What is wrong with it is for the whole schema to say. */
export function checkedFile(tree: Tree): z.ZodSafeParseResult<ScenarioFile> {
  const data = bySection(tree);
  return data === undefined ? scenarioFile.safeParse(tree) : { success: true, data };
}

function bySection(tree: Tree): ScenarioFile | undefined {
  if (!isMap(tree)) return undefined;
  const content: { [name: string]: unknown } = {};
  for (const [name, schema] of Object.entries(sections)) {
    const part = at(tree, [name]);
    const { success, data } = checkedSection(name, schema, part);
    if (!success) return undefined;
    if (part !== undefined) content[name] = data;
  }
  return hasNoOther(content, tree) ? content : undefined;
}

function checkedSection(
  name: string,
  schema: z.ZodType,
  part: Tree | undefined,
): { readonly success: boolean; readonly data?: unknown } {
  if (typeof part !== 'object') return schema.safeParse(part);
  const found = known[name]?.get(part);
  if (found !== undefined) return { success: true, data: found };
  const checked = schema.safeParse(part);
  if (checked.success) known[name]?.set(part, checked.data);
  return checked;
}

/** All that the tree holds has passed the schema's section of its name. */
const hasNoOther = (content: object, tree: object): content is ScenarioFile =>
  Object.keys(content).length === Object.keys(tree).length;
