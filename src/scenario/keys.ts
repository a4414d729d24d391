import * as z from 'zod';
import { scenarioFile } from './schema.js';
import type { Path } from './tree.js';

type Json = z.core.JSONSchema._JSONSchema;

/** The known keys of the mapping at a path of the scenario file, for "did you mean". */
export const keysAt = (path: Path): readonly string[] => keysIn(scenarioFile, path);

/** The same for a file of another schema. */
export function keysIn(schema: z.ZodType, path: Path): readonly string[] {
  let here: readonly Json[] = [z.toJSONSchema(schema, { io: 'input' })];
  for (const step of path) here = here.flatMap(branches).flatMap((node) => child(node, step));
  return [
    ...new Set(here.flatMap(branches).flatMap((node) => Object.keys(typeof node === 'object' ? (node.properties ?? {}) : {}))),
  ];
}

function branches(node: Json): readonly Json[] {
  return typeof node === 'object' && node.anyOf ? node.anyOf.flatMap(branches) : [node];
}

function child(node: Json, step: string | number): readonly Json[] {
  if (typeof node !== 'object') return [];
  if (typeof step === 'number') return node.items === undefined ? [] : [node.items].flat();
  const named = node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
  if (named !== undefined) return [named];
  return node.additionalProperties === undefined ? [] : [node.additionalProperties];
}
