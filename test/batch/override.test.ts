import { describe, expect, it } from 'vitest';
import { type Overrides, overridden } from '../../src/batch/override.js';
import type { Tree } from '../../src/scenario/tree.js';
import { readYaml, type YamlFile } from '../../src/scenario/yaml-file.js';

const yamlOf = (text: string): YamlFile => {
  const read = readYaml('estate.yaml', text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
};
const FILE = yamlOf('name: Estate\ndestination: {region: Frankfurt}\nrules:\n  - {profile: base}\ngrowth:\n');
const set = (values: Readonly<Record<string, Tree>>): Overrides =>
  Object.fromEntries(
    Object.entries(values).map(([path, value], index) => [
      path,
      { value, where: { file: 'all.csv', line: index + 2, field: path } },
    ]),
  );

describe('values of a row over those of a file', () => {
  const read = overridden(
    FILE,
    set({
      'destination.region': 'Ireland',
      'rules.0.profile': 'web',
      'rules.1.profile': 'db',
      'sla.rpo': '1 hour',
      growth: '5%',
    }),
  );
  const over = read.ok ? read.value : FILE;

  it('replaces values, adds keys, maps and one more entry of a list, and leaves the rest', () => {
    expect(over.tree).toEqual({
      name: 'Estate',
      destination: { region: 'Ireland' },
      rules: [{ profile: 'web' }, { profile: 'db' }],
      growth: '5%',
      sla: { rpo: '1 hour' },
    });
    expect(FILE.tree).toMatchObject({ destination: { region: 'Frankfurt' }, rules: [{ profile: 'base' }] });
  });
  it('finds what the row says in the manifest, what the file says in the file, what only the row has in the manifest', () => {
    const places = [['destination', 'region'], ['rules', 0, 'profile'], ['name'], ['destination'], ['sla']] as const;
    expect(places.map((path) => over.place(path)).map(({ file, line }) => `${file}:${line}`)).toEqual([
      'all.csv:2',
      'all.csv:3',
      'estate.yaml:1',
      'estate.yaml:2',
      'all.csv:5',
    ]);
  });
  it('names each path that leads through a text or past the end of a list: BAT007, at its place', () => {
    const wrong = overridden(FILE, set({ 'name.first': 'x', 'rules.3.profile': 'x', 'rules.first': 'x', growth: '1%' }));
    expect(wrong.ok ? [] : wrong.problems.map(({ code, where, found }) => `${where.line} ${code} ${found}`)).toEqual([
      '2 BAT007 an override that leads nowhere: name is "Estate"',
      '3 BAT007 an override that leads nowhere: rules is a list of 1',
      '4 BAT007 an override that leads nowhere: rules is a list of 1',
    ]);
  });
});
