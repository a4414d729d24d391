import type { DefaultValue } from '../catalog/types.js';
import { at, isList, isMap, type Path, type Tree, withValue } from './tree.js';

/** A scenario tree with its gaps filled, and each default that was used. */
export interface Filled {
  readonly tree: Tree;
  readonly used: readonly DefaultValue[];
}

/** Containers whose defaults go in together or not at all: who writes a `keep` means that and nothing more. */
const ALL_OR_NOTHING: readonly string[] = ['policies', 'rules', 'restores', 'policies.*.keep'];
/** Defaults that are read only where they are needed: in every file they would stand for something that is not there. */
const ON_REQUEST: readonly string[] = ['transitionAfter'];
/** A default that the sibling named here replaces. */
const REPLACED_BY: Readonly<Record<string, string>> = {
  'policies.*.schedule.every': 'weekdays',
  'rules.*.profile': 'exclude',
  'destination.provider': 'store',
  'destination.region': 'store',
  'destination.class': 'store',
};

/**
 * Puts each default of data/defaults.csv where the scenario says nothing. A key is a path of the YAML file; `*` stands for each entry of a
 * list or map; `path@variant` holds only in that variant (`plain`, `nfs`, `aws`: see `variantsOf`), and a variant may follow from a default, hence
 * the passes.
 */
export function fillDefaults(tree: Tree, defaults: readonly DefaultValue[]): Filled {
  const used = new Set<DefaultValue>();
  let filled = tree;
  for (let pass = 0; pass < 3; pass++) {
    const variants = variantsOf(filled);
    for (const fallback of defaults) {
      const [pattern = '', variant] = fallback.key.split('@');
      if (ON_REQUEST.includes(pattern) || (variant !== undefined && !variants.includes(variant))) continue;
      const gaps = gapsOf(pattern, tree, filled);
      for (const path of gaps) filled = withValue(filled, path, asTyped(fallback));
      if (gaps.length > 0) used.add(fallback);
    }
  }
  return { tree: filled, used: [...used] };
}

/** A default as a person would have typed it: "80 %", "4 MiB". */
export const asTyped = ({ value, unit }: DefaultValue): string => (unit === '' ? value : `${value} ${unit}`);

/** The variants of this scenario, such as `deduplicating`, `plain-private`, `nfs`, `aws`. Only what is already known counts. */
function variantsOf(tree: Tree): readonly string[] {
  const kind = text(tree, ['store', 'kind']);
  const store = text(tree, ['destination', 'store']);
  const provider = text(tree, ['destination', 'provider'])?.toLowerCase() ?? (store === undefined ? undefined : 'private');
  const writer =
    kind === undefined || provider === undefined ? undefined : `${kind}-${provider === 'private' ? 'private' : 'public'}`;
  const known = [kind, writer, text(tree, ['cinder', 'driver']), provider];
  return known.filter((variant) => variant !== undefined);
}

function text(tree: Tree, path: Path): string | undefined {
  const value = at(tree, path);
  return typeof value === 'string' ? value : undefined;
}

/** The paths that a pattern names and the tree lacks. `written` is the person's own tree, `filled` the one so far. */
function gapsOf(pattern: string, written: Tree, filled: Tree): readonly Path[] {
  const steps = pattern.split('.');
  let paths: Path[] = [[]];
  for (const [index, step] of steps.entries()) {
    const container = steps.slice(0, index).join('.');
    const last = index === steps.length - 1;
    paths = paths.flatMap((path): Path[] => {
      const here = at(filled, path);
      if (step === '*')
        return isMap(here)
          ? Object.keys(here).map((key) => [...path, key])
          : isList(here)
            ? here.map((_, n) => [...path, n])
            : [];
      if (ALL_OR_NOTHING.includes(container) && at(written, path) !== undefined) return [];
      // Only maps have gaps: text in the place of a map is the schema's problem, not ours to paint over.
      if (here !== undefined && !isMap(here) && !isList(here)) return [];
      if (last && replaced(pattern, here)) return [];
      const next: Path = [...path, /^\d+$/.test(step) ? +step : step];
      return last && at(filled, next) !== undefined ? [] : [next];
    });
  }
  return paths;
}

function replaced(pattern: string, here: Tree | undefined): boolean {
  const sibling = Object.hasOwn(REPLACED_BY, pattern) ? REPLACED_BY[pattern] : undefined;
  return sibling !== undefined && at(here, [sibling]) !== undefined;
}
