import type * as z from 'zod';
import { type Parsed, type Place, type Problem, parsedUnless } from '../problems/problem.js';
import type { Day } from '../units/day.js';
import { assemble } from './assemble.js';
import { fillDefaults } from './fill.js';
import { schemaProblems } from './issues.js';
import { keysAt } from './keys.js';
import { assume, type Reading } from './reading.js';
import type { Resolver } from './resolver.js';
import { type ScenarioFile, scenarioFile } from './schema.js';
import { at, isList, isMap, type Path, type Tree, without, withValue } from './tree.js';
import type { Scenario } from './types.js';
import { readYaml, type YamlFile } from './yaml-file.js';

export interface ScenarioText {
  /** As the person named it: for places, and for the scenario's name where it has none. */
  readonly file: string;
  readonly text: string;
  /** The only clock: a scenario without `start` and `pricesAsOf` starts on this day. */
  readonly today: Day;
  readonly resolver: Resolver;
}

/**
 * A scenario file as the planner takes it: names resolved, gaps filled from data/defaults.csv, each filled gap listed as an assumption.
 *
 * @returns the scenario, or every problem at once with line and column: SCN001 to SCN009 of docs/problems.md
 */
export function parseScenario({ file, text, today, resolver }: ScenarioText): Parsed<Scenario> {
  const read = readYaml(file, text);
  if (isProblems(read)) return parsedUnless(read, never);
  const reading: Reading = { file, yaml: withShorthands(read), resolver, today, problems: [], assumptions: [] };
  const written = normalised(read.tree);
  const { tree, used } = fillDefaults(written, Object.values(resolver.defaults));
  for (const fallback of used) assume(reading, fallback.key.split('@')[0] ?? '', fallback.value, fallback);
  const checked = scenarioFile.safeParse(tree);
  if (!checked.success) reading.problems.push(...schemaProblems(checked.error.issues, tree, reading.yaml, keysAt));
  const usable = checked.success ? checked.data : salvaged(written, checked.error.issues, resolver);
  const scenario =
    usable &&
    assemble(
      { content: usable, written, soundDestination: checked.success || !touches(checked.error.issues, 'destination') },
      reading,
    );
  return parsedUnless(inOrder(reading), () => scenario ?? never());
}

const isProblems = (value: YamlFile | readonly Problem[]): value is readonly Problem[] => Array.isArray(value);

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

const touches = (issues: readonly z.core.$ZodIssue[], section: string): boolean =>
  issues.some((issue) => issue.path[0] === section);

/** What can still be checked for wrong names in a file with faults of form: the same file without its faulty rules, policies and sections. */
function salvaged(written: Tree, issues: readonly z.core.$ZodIssue[], resolver: Resolver): ScenarioFile | undefined {
  const sound = pruned(written, issues);
  const planned = at(sound, ['inventory']) === undefined ? withValue(sound, ['inventory'], { files: '-' }) : sound;
  return scenarioFile.safeParse(fillDefaults(planned, Object.values(resolver.defaults)).tree).data;
}

const BY_ENTRY: readonly PropertyKey[] = ['rules', 'profiles', 'policies', 'compare', 'discounts', 'restores'];

function pruned(tree: Tree, issues: readonly z.core.$ZodIssue[]): Tree {
  const faulty = issues.flatMap((issue): Path[] => {
    const path = issue.path.map((step) => (typeof step === 'symbol' ? '' : step));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
    return [path.slice(0, BY_ENTRY.includes(path[0] ?? '') ? 2 : 1)];
  });
  const once = [...new Map(faulty.map((path) => [JSON.stringify(path), path])).values()];
  // Keys inside entries first, then entries from the back: so an index still means what it meant.
  return once.sort((a, b) => b.length - a.length || +(b[1] ?? 0) - +(a[1] ?? 0)).reduce(without, tree);
}

/** Where a path of a scenario file stands. */
export type PlaceIn = (path: Path) => Place;

/** Places in a file that has already been read without problems; in one that cannot be read, the file alone. */
export function placesIn(file: string, text: string): PlaceIn {
  const read = readYaml(file, text);
  if (isProblems(read)) return () => ({ file });
  const { place } = withShorthands(read);
  return (path) => place(path);
}
