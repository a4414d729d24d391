import type { DefaultValue } from '../catalog/types.js';
import { at, isList, isMap, type Path, type Tree, withValue } from './tree.js';

export type Defaults = Readonly<Record<string, DefaultValue>>;

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

/** One top-level key of the file, and the defaults below it: no default of another key has a say in it. */
export interface Section {
  readonly name: string;
  readonly fallbacks: readonly Fallback[];
  /** Those that any of the defaults asks for. */
  readonly variants: readonly string[];
  /** Filled before, by what is filled and in which variants: rows of a batch share all but a section or two. */
  readonly known: WeakMap<object, Map<string, SectionFilled>>;
}

export interface Fallback {
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

export function sectionsOf(defaults: Defaults): readonly Section[] {
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
    const variants = [...new Set(own.flatMap(({ variant }) => variant ?? []))];
    return { name, fallbacks: own, variants, known: new WeakMap<object, Map<string, SectionFilled>>() };
  });
  sectionsKnown.set(defaults, sections);
  return sections;
}

/** Text has no gaps; of a map or a list it is remembered what was put into it. */
export function filledSection(section: Section, written: Tree, filled: Tree, variants: readonly string[]): SectionFilled {
  const part = at(filled, [section.name]);
  if (typeof part === 'string') return { tree: part, used: [] };
  const before = part ?? NOT_WRITTEN;
  const known = section.known.get(before) ?? new Map<string, SectionFilled>();
  section.known.set(before, known);
  const key = section.variants.filter((variant) => variants.includes(variant)).join();
  const found = known.get(key) ?? gapsFilled(section, variants, at(written, [section.name]), part);
  known.set(key, found);
  return found;
}

function gapsFilled(
  { name, fallbacks }: Section,
  variants: readonly string[],
  written: Tree | undefined,
  part: Tree | undefined,
): SectionFilled {
  const alone = (tree: Tree | undefined): Tree => (tree === undefined ? {} : { [name]: tree });
  const used: Fallback[] = [];
  let filled = alone(part);
  for (const fallback of fallbacks) {
    if (fallback.variant !== undefined && !variants.includes(fallback.variant)) continue;
    const gaps = gapsOf(fallback.pattern, alone(written), filled);
    for (const path of gaps) filled = withValue(filled, path, asTyped(fallback.value));
    if (gaps.length > 0) used.push(fallback);
  }
  return { tree: at(filled, [name]), used };
}

/** A default as a person would have typed it: "80 %", "4 MiB". */
const asTyped = ({ value, unit }: DefaultValue): string => (unit === '' ? value : `${value} ${unit}`);

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
