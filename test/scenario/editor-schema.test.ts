import { describe, expect, it } from 'vitest';
import { STANDARD_ANSWERS, scenarioTemplate } from '../../src/cli/init-template.js';
import { editorSchemaText } from '../../src/scenario/editor-schema.js';
import { problemsOf, readShipped, scenarioOf, shippedDefaults } from './shipped-resolver.js';

describe('data/schema/scenario.schema.json', () => {
  it('is what the parser takes today (else: npm run build && node dist/tools/write-schema.mjs)', () => {
    expect(readShipped('data/schema/scenario.schema.json')).toBe(editorSchemaText(Object.keys(shippedDefaults)));
  });
  it('wants nothing but the inventory, and refuses unknown keys', () => {
    const schema = JSON.parse(readShipped('data/schema/scenario.schema.json'));
    expect(schema.required).toEqual(['inventory']);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.network.required).toBeUndefined();
    expect(schema.properties.exchange.required).toEqual(['from', 'rate', 'date', 'source']);
  });
});

describe('scenarioTemplate', () => {
  it('parses as it is written, and still does with every comment line of YAML taken out of its comment', () => {
    const text = scenarioTemplate({ ...STANDARD_ANSWERS, archiveClass: 'Glacier' }, 'x.json');
    expect(problemsOf(text)).toEqual([]);
    const open = text
      .replace(/^(\s*)# (?=(?:[a-zA-Z]+:| {1,2}- |- \{))/gm, '$1')
      .replace(/^policies:\n {2}standard:/m, 'policies:\n  standard:');
    expect(open.match(/^compare:/m)).not.toBeNull();
    expect(problemsOf(open.replace(/^ {2}- \{(volume|project).*\n/gm, ''))).toEqual([]);
  });
  it('keeps names that YAML would take for something else', () => {
    for (const name of ['yes', '#1: ours', 'a "quoted" {name}', '- dash', 'tab\tname', '数据']) {
      expect(scenarioOf(scenarioTemplate({ ...STANDARD_ANSWERS, name }, 'x.json')).name).toBe(name);
    }
  });
});
