/** A YAML file as nested text: every scalar is what was typed. */
export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
export type Path = readonly (string | number)[];

export const isMap = (tree: Tree | undefined): tree is { readonly [key: string]: Tree } =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);
export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);

/** What stands at a path; undefined where nothing does. */
export function at(tree: Tree | undefined, path: Path): Tree | undefined {
  let here = tree;
  for (const step of path) {
    if (isList(here)) here = here[+step];
    else here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** The same tree with one value put in; maps (and lists, for whole-number steps) on the way are made where missing. */
export function withValue(tree: Tree | undefined, path: Path, value: Tree): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(tree) || (tree === undefined && typeof step === 'number')) {
    const items = isList(tree) ? [...tree] : [];
    items[+step] = withValue(items[+step], rest, value);
    return items;
  }
  const entries = isMap(tree) ? tree : {};
  return { ...entries, [step]: withValue(Object.hasOwn(entries, step) ? entries[step] : undefined, rest, value) };
}

/** The same tree without what stands at a path. */
export function without(tree: Tree, path: Path): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return tree;
  if (isList(tree)) {
    return rest.length === 0
      ? tree.filter((_, index) => index !== +step)
      : tree.map((item, index) => (index === +step ? without(item, rest) : item));
  }
  if (!isMap(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      key !== `${step}` ? [[key, value]] : rest.length === 0 ? [] : [[key, without(value, rest)]],
    ),
  );
}

/** "destination.region", "rules[2].match". */
export function fieldOf(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } & {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

/** The entries that were written: what is undefined is left out, not carried along as undefined. */
export function defined<T extends object>(entries: T): Defined<T>;
export function defined(entries: object): object {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
