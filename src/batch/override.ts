import { type Parsed, type Place, parsed } from '../problems/problem.js';
import { at, isList, isMap, type Path, type Tree, withValue } from '../scenario/tree.js';
import type { YamlFile } from '../scenario/yaml-file.js';

/** One value that a row puts over a file's, and where the manifest says so. */
export interface Override {
  readonly value: Tree;
  readonly where: Place;
}

/** Overrides by dotted path: "destination.region", "rules.0.profile". */
export type Overrides = Readonly<Record<string, Override>>;

/**
 * A YAML file with values put over its own. What a row says has its place in the manifest, all else in the file.
 *
 * @returns BAT007 where a path leads through a value that has no parts, or past the end of a list
 */
export function overridden(yaml: YamlFile, set: Overrides): Parsed<YamlFile> {
  const steps = Object.entries(set).map(([path, override]) => ({ path: stepsOf(path), ...override }));
  const [first, ...rest] = steps.flatMap(({ path, where }) => {
    const found = hindrance(yaml.tree, path);
    const wanted = 'a key of the file, such as destination.region';
    return found === undefined ? [] : [{ code: 'BAT007', severity: 'error', where, found, wanted } as const];
  });
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  return parsed({
    tree: steps.reduce<Tree>((tree, { path, value }) => withValue(tree, path, value), yaml.tree),
    place: (path, on) =>
      steps.findLast((step) => isWithin(path, step.path))?.where ??
      (at(yaml.tree, path) === undefined ? steps.find((step) => isWithin(step.path, path))?.where : undefined) ??
      yaml.place(path, on),
  });
}

const stepsOf = (path: string): Path => path.split('.').map((step) => (/^\d+$/.test(step) ? Number.parseInt(step, 10) : step));

const isWithin = (path: Path, outer: Path): boolean => outer.every((step, index) => `${path[index]}` === `${step}`);

/** Why nothing can be put at a path; undefined where it can. A key without a value has room for anything. */
function hindrance(tree: Tree, path: Path): string | undefined {
  for (const [index, step] of path.entries()) {
    const here = at(tree, path.slice(0, index));
    const name = path.slice(0, index).join('.') || 'the file';
    if (here === undefined || here === '' || isMap(here)) continue;
    if (!isList(here)) return `an override that leads nowhere: ${name} is "${here}"`;
    if (typeof step !== 'number' || step > here.length)
      return `an override that leads nowhere: ${name} is a list of ${here.length}`;
  }
  return undefined;
}
