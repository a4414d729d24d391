import type * as z from 'zod';
import { type Parsed, parsed, parsedUnless } from '../../problems/problem.js';
import { schemaProblems } from '../issues.js';
import { keysIn } from '../keys.js';
import type { YamlFile } from '../yaml-file.js';

/**
 * A small YAML (or JSON) file held against its strict schema.
 *
 * @returns the value, or every problem at once with line and column: SCN002 to SCN004 of docs/problems.md
 */
export function checkedForm<S extends z.ZodType>(schema: S, yaml: YamlFile): Parsed<z.output<S>> {
  const checked = schema.safeParse(yaml.tree);
  if (checked.success) return parsed(checked.data);
  return parsedUnless(
    schemaProblems(checked.error.issues, yaml.tree, yaml, (path) => keysIn(schema, path)),
    never,
  );
}

function never(): never {
  throw new Error('a file without problems has no value: the reader is broken');
}
