import { join } from 'node:path';
import ts from 'typescript';
import { DAY_KEYS } from '../../report/render-json.js';
import { type Schema, typeSchema } from './type-schema.js';

const PLAN = 'src/engine/plan-types.ts';
const QUOTE = 'src/report/quote/quote-types.ts';
const $schema = 'https://json-schema.org/draft/2020-12/schema';

/** The published schemas of what we write as JSON, by file name: read off the types, so that the two cannot drift. */
export function resultSchemas(root: string): Readonly<Record<string, Schema>> {
  const [plan, quote] = [join(root, PLAN), join(root, QUOTE)];
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      target: 'ES2023',
      module: 'nodenext',
      moduleResolution: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      types: [],
    },
    root,
  );
  const program = ts.createProgram([plan, quote], { ...options, noEmit: true, skipLibCheck: true });
  return {
    'stowage-plan-1.schema.json': typeSchema(program, {
      file: plan,
      type: 'Plan',
      dayKeys: DAY_KEYS,
      head: { $schema, title: 'Stowage plan, version 1', description: 'What "stowage plan --format json" writes.' },
    }),
    'stowage-quote-1.schema.json': typeSchema(program, {
      file: quote,
      type: 'Quote',
      dayKeys: undefined,
      head: { $schema, title: 'Stowage quote, version 1', description: 'What "stowage quote --format json" writes.' },
    }),
  };
}
