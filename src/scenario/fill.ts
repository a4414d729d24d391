import type { DefaultValue } from '../catalog/types.js';
import { at, isList, isMap, type Path, type Tree, withValue } from './tree.js';

type Defaults = Readonly<Record<string, DefaultValue>>;

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

/** One top-level key of the file, and the defaults below it: no default of another key has a say in it. */
interface Section {
  readonly name: string;
  readonly fallbacks: readonly Fallback[];
  /** Filled before, by what is filled and in which variants: rows of a batch share all but a section or two. */
  readonly known: WeakMap<object, Map<string, SectionFilled>>;
}

interface Fallback {
  readonly value: DefaultValue;
  readonly pattern: string;
  readonly variant: string | undefined;
  /** In the order of the table. */
  readonly place: number;
}

interface SectionFilled {
  readonly tree: Tree | undefined;
  readonly used: readonly Fallback[];
}

const NOT_WRITTEN = {};
const sectionsKnown = new WeakMap<Defaults, readonly Section[]>();

function sectionsOf(defaults: Defaults): readonly Section[] {
  const known = sectionsKnown.get(defaults);
  if (known !== undefined) return known;
  const fallbacks = Object.values(defaults).map((value, place): Fallback => {
    const [pattern = '', variant] = value.key.split('@');
    return { value, pattern, variant, place };
  });
  const asked = fallbacks.filter(({ pattern }) => !ON_REQUEST.includes(pattern));
  const nameOf = ({ pattern }: Fallback): string => pattern.split('.')[0] ?? '';
  const sections = [...new Set(asked.map(nameOf))].map((name) => {
    const own = asked.filter((fallback) => nameOf(fallback) === name);
    return { name, fallbacks: own, known: new WeakMap<object, Map<string, SectionFilled>>() };
  });
  sectionsKnown.set(defaults, sections);
  return sections;
}

const inOrder = (used: readonly Fallback[]): readonly DefaultValue[] =>
  [...used].sort((a, b) => a.place - b.place).map(({ value }) => value);

/** Text has no gaps; of a map or a list it is remembered what was put into it. */
function filledSection(section: Section, written: Tree, filled: Tree, variants: readonly string[]): SectionFilled {
  const part = at(filled, [section.name]);
  if (typeof part === 'string') return { tree: part, used: [] };
  const before = part ?? NOT_WRITTEN;
  const known = section.known.get(before) ?? new Map<string, SectionFilled>();
  section.known.set(before, known);
  const fallbacks = section.fallbacks.filter(({ variant }) => variant === undefined || variants.includes(variant));
  const key = fallbacks.map(({ place }) => place).join();
  const found = known.get(key) ?? gapsFilled(section.name, fallbacks, at(written, [section.name]), part);
  known.set(key, found);
  return found;
}

function gapsFilled(
  name: string,
  fallbacks: readonly Fallback[],
  written: Tree | undefined,
  part: Tree | undefined,
): SectionFilled {
  const alone = (tree: Tree | undefined): Tree => (tree === undefined ? {} : { [name]: tree });
  const used: Fallback[] = [];
  let filled = alone(part);
  for (const fallback of fallbacks) {
    const gaps = gapsOf(fallback.pattern, alone(written), filled);
    for (const path of gaps) filled = withValue(filled, path, asTyped(fallback.value));
    if (gaps.length > 0) used.push(fallback);
  }
  return { tree: at(filled, [name]), used };
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
