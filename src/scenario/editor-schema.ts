import * as z from 'zod';
import { scenarioFile } from './schema.js';

type Schema = z.core.JSONSchema.JSONSchema;
type Json = Schema | boolean;

/**
 * The JSON Schema that editors complete and check a scenario with (data/schema/scenario.schema.json). It is the parser's own schema, with the
 * keys that data/defaults.csv fills made optional and the short forms of `inventory` and `appliance` allowed.
 *
 * @param defaultKeys keys of data/defaults.csv
 */
function editorSchema(defaultKeys: readonly string[]): object {
  const filled = new Set(defaultKeys.flatMap((key) => prefixes((key.split('@')[0] ?? '').replace(/\.\d+(?=\.|$)/g, '.*'))));
  const { $schema, ...root } = relaxed(z.toJSONSchema(scenarioFile, { io: 'input' }), '', filled);
  const properties = root.properties ?? {};
  return {
    $schema,
    title: 'Stowage scenario',
    description: 'What to plan: an inventory of volumes, and whatever differs from the defaults of data/defaults.csv.',
    ...root,
    properties: {
      ...properties,
      inventory: withShort(properties.inventory, INVENTORY_SHORT),
      appliance: withShort(properties.appliance, [{ type: 'string' }]),
    },
    required: ['inventory'],
  };
}

/** The committed file, byte for byte. */
export function editorSchemaText(defaultKeys: readonly string[]): string {
  return `${JSON.stringify(editorSchema(defaultKeys), null, 2)}\n`;
}

const INVENTORY_SHORT: readonly Schema[] = [
  { type: 'string' },
  {
    type: 'array',
    items: {
      anyOf: [
        { type: 'string' },
        {
          type: 'object',
          properties: { file: { type: 'string' }, project: { type: 'string' } },
          required: ['file'],
          additionalProperties: false,
        },
      ],
    },
  },
];

const withShort = (long: Json | undefined, short: readonly Schema[]): Json => ({
  anyOf: [...short, ...(typeof long === 'object' ? [long] : [])],
});

/** "a.*.b" fills "a.*.b", and so makes "a.*" and "a" optional too. */
function prefixes(path: string): readonly string[] {
  const steps = path.split('.');
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
}

function relaxed(node: Schema, path: string, filled: ReadonlySet<string>): Schema {
  const inner = (child: Json, step: string): Json =>
    typeof child === 'object' ? relaxed(child, path === '' ? step : `${path}.${step}`, filled) : child;
  const { required, properties, items, additionalProperties, anyOf, ...rest } = node;
  const kept = required?.filter((key) => !filled.has(path === '' ? key : `${path}.${key}`));
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, inner(child, key)])),
    }),
    ...(items !== undefined && !Array.isArray(items) && { items: inner(items, '*') }),
    ...(additionalProperties !== undefined && {
      additionalProperties: typeof additionalProperties === 'object' ? inner(additionalProperties, '*') : additionalProperties,
    }),
    ...(anyOf && { anyOf: anyOf.map((branch) => relaxed(branch, path, filled)) }),
    ...(kept && kept.length > 0 && { required: kept }),
  };
}
