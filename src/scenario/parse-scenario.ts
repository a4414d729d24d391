import type * as z from 'zod';
import { type Parsed, type Place, parsedUnless } from '../problems/problem.js';
import type { Day } from '../units/day.js';
import { assemble } from './assemble.js';
import { checkedFile } from './checked-file.js';
import { fillDefaults } from './fill.js';
import { schemaProblems } from './issues.js';
import { keysAt } from './keys.js';
import { assume, type Reading } from './reading.js';
import type { Resolver } from './resolver.js';
import { at, isList, isMap, type Path, type Tree, without, withValue } from './tree.js';
import type { Scenario } from './types.js';
import { readYaml, type YamlFile } from './yaml-file.js';

export interface ScenarioYaml {
  /** As the person named it: for places, and for the scenario's name where it has none. */
  readonly file: string;
  readonly yaml: YamlFile;
  /** The only clock: a scenario without `start` and `pricesAsOf` starts on this day. */
  readonly today: Day;
  readonly resolver: Resolver;
}

export interface ScenarioText extends Omit<ScenarioYaml, 'yaml'> {
  readonly text: string;
}

/**
 * A scenario file as the planner takes it: names resolved, gaps filled from data/defaults.csv, each filled gap listed as an assumption.
 *
 * @returns the scenario, or every problem at once with line and column: SCN001 to SCN009 of docs/problems.md
 */
export function parseScenario({ text, ...rest }: ScenarioText): Parsed<Scenario> {
  const yaml = readYaml(rest.file, text);
  return yaml.ok ? scenarioOf({ ...rest, yaml: yaml.value }) : yaml;
}

/** The same for a file whose YAML has been read already. @returns SCN002 to SCN009 */
export function scenarioOf({ file, yaml, today, resolver }: ScenarioYaml): Parsed<Scenario> {
  const reading: Reading = { file, yaml: withShorthands(yaml), resolver, today, problems: [], assumptions: [] };
  const written = normalised(yaml.tree);
  const { tree, used } = fillDefaults(written, resolver.defaults);
  for (const fallback of used) assume(reading, fallback.key.split('@')[0] ?? '', fallback.value, fallback);
  const checked = checkedFile(tree);
  if (!checked.success) reading.problems.push(...schemaProblems(checked.error.issues, tree, reading.yaml, keysAt));
  const scenario = checked.success
    ? assemble({ content: checked.data, written, soundDestination: true }, reading)
    : salvaged(written, checked.error.issues, reading);
  return parsedUnless(inOrder(reading), () => scenario ?? never());
}

/** Problems in the order of the file's lines. */
function inOrder({ problems }: Reading): Reading['problems'] {
  return [...problems].sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0));
}

function never(): never {
  throw new Error('a scenario without problems has no value: the parser is broken');
}

/** The short forms written out: `inventory: a.csv`, `inventory: [a.csv, ...]`, `appliance: auto`; an empty file is an empty mapping. */
function normalised(tree: Tree): Tree {
  const root = tree === '' ? {} : tree;
  const inventory = at(root, ['inventory']);
  const files = typeof inventory === 'string' || isList(inventory) ? withValue(root, ['inventory'], { files: inventory }) : root;
  const appliance = at(files, ['appliance']);
  return typeof appliance === 'string' ? withValue(files, ['appliance'], { model: appliance }) : files;
}

/** Paths of the long forms find the places of the short ones. */
function withShorthands(yaml: YamlFile): YamlFile {
  const isShort = !isMap(at(yaml.tree, ['inventory']));
  const short = (path: Path): Path =>
    isShort && path[0] === 'inventory' && path[1] === 'files' ? ['inventory', ...path.slice(2)] : path;
  return { tree: yaml.tree, place: (path, on) => ({ ...yaml.place(short(path), on) }) };
}

/** What can still be checked for wrong names in a file with faults of form: the same file without its faulty rules, policies and sections. */
function salvaged(written: Tree, issues: readonly z.core.$ZodIssue[], reading: Reading): undefined {
  const faulty = faultyParts(issues);
  const sound = faulty.reduce(without, written);
  const planned = at(sound, ['inventory']) === undefined ? withValue(sound, ['inventory'], { files: '-' }) : sound;
  const content = checkedFile(fillDefaults(planned, reading.resolver.defaults).tree).data;
  if (content === undefined) return;
  const soundDestination = !issues.some((issue) => issue.path[0] === 'destination');
  assemble({ content, written, soundDestination }, { ...reading, yaml: asNumberedBefore(reading.yaml, faulty) });
}

const BY_ENTRY: readonly PropertyKey[] = ['rules', 'profiles', 'policies', 'compare', 'discounts', 'restores'];

/** The paths to leave out: keys inside entries first, then entries from the back, so that an index still means what it meant. */
function faultyParts(issues: readonly z.core.$ZodIssue[]): readonly Path[] {
  const faulty = issues.flatMap((issue): Path[] => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? '' : step));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
    return [path.slice(0, BY_ENTRY.includes(path[0] ?? '') ? 2 : 1)];
  });
  const once = [...new Map(faulty.map((path) => [JSON.stringify(path), path])).values()];
  return once.sort((a, b) => b.length - a.length || +(b[1] ?? 0) - +(a[1] ?? 0));
}

/** A file without some of its parts; entries of a list that has lost some are found where they stand. */
function asNumberedBefore({ tree, place }: YamlFile, lost: readonly Path[]): YamlFile {
  const before = (path: Path): Path => {
    const [list, index, ...rest] = path;
    if (list === undefined || typeof index !== 'number') return path;
    const gone = lost.flatMap(([of, at, ...deeper]) =>
      of === list && deeper.length === 0 && typeof at === 'number' ? [at] : [],
    );
    const here = gone.sort((a, b) => a - b).reduce((at, each) => (each <= at ? at + 1 : at), index);
    return [list, here, ...rest];
  };
  return { tree: lost.reduce(without, tree), place: (path, on) => place(before(path), on) };
}

/** Where a path of a scenario file stands. */
export type PlaceIn = (path: Path) => Place;

/** Where the paths of a file's YAML stand. */
export function placesOf(yaml: YamlFile): PlaceIn {
  const { place } = withShorthands(yaml);
  return (path) => place(path);
}

/** Places in a file that has already been read without problems; in one that cannot be read, the file alone. */
export function placesIn(file: string, text: string): PlaceIn {
  const yaml = readYaml(file, text);
  return yaml.ok ? placesOf(yaml.value) : () => ({ file });
}
