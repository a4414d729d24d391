import type * as z from 'zod';
import { type Parsed, type Problem, parsed, parsedUnless } from '../../problems/problem.js';
import { schemaProblems } from '../issues.js';
import { keysIn } from '../keys.js';
import { readYaml, type YamlFile } from '../yaml-file.js';

/** A small YAML (or JSON) file held against its schema, and where each value stands. */
export interface Form<T> {
  readonly value: T;
  readonly yaml: YamlFile;
}

/**
 * Reads a file of one strict schema.
 *
 * @returns the value, or every problem at once with line and column: SCN001 to SCN004 of docs/problems.md
 */
export function readForm<S extends z.ZodType>(schema: S, file: string, text: string): Parsed<Form<z.output<S>>> {
  const yaml = readYaml(file, text);
  if (isProblems(yaml)) return parsedUnless(yaml, never);
  const checked = schema.safeParse(yaml.tree);
  if (checked.success) return parsed({ value: checked.data, yaml });
  return parsedUnless(
    schemaProblems(checked.error.issues, yaml.tree, yaml, (path) => keysIn(schema, path)),
    never,
  );
}

const isProblems = (value: YamlFile | readonly Problem[]): value is readonly Problem[] => Array.isArray(value);

function never(): never {
  throw new Error('a file without problems has no value: the reader is broken');
}
