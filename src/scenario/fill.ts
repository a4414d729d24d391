import type { DefaultValue } from '../catalog/types.js';
import { type Defaults, type Fallback, filledSection, sectionsOf } from './fill-section.js';
import { at, isMap, type Path, type Tree } from './tree.js';

/** A scenario tree with its gaps filled, and each default that was used. */
export interface Filled {
  readonly tree: Tree;
  readonly used: readonly DefaultValue[];
}

/**
 * Puts each default of data/defaults.csv where the scenario says nothing. A key is a path of the YAML file; `*` stands for each entry of a
 * list or map; `path@variant` holds only in that variant (`plain`, `nfs`, `aws`: see `variantsOf`), and a variant may follow from a default, hence
 * the passes.
 */
export function fillDefaults(tree: Tree, defaults: Defaults): Filled {
  if (!isMap(tree)) return { tree, used: [] };
  const sections = sectionsOf(defaults);
  const used = new Set<DefaultValue>();
  let filled: Tree = tree;
  for (let pass = 0; pass < 3; pass++) {
    const variants = variantsOf(filled);
    const parts = sections.map((section) => ({ ...filledSection(section, tree, filled, variants), name: section.name }));
    filled = {
      ...filled,
      ...Object.fromEntries(parts.flatMap(({ name, tree: part }) => (part === undefined ? [] : [[name, part]]))),
    };
    for (const fallback of inOrder(parts.flatMap((part) => part.used))) used.add(fallback);
  }
  return { tree: filled, used: [...used] };
}

const inOrder = (used: readonly Fallback[]): readonly DefaultValue[] =>
  [...used].sort((a, b) => a.place - b.place).map(({ value }) => value);

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
