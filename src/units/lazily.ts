type Makers = Readonly<Record<string, () => unknown>>;

/**
 * An object whose values are made when they are first read, each once: who reads a part of a plan or of a page pays for that part and what it
 * stands on.
 * Copying it (`{...plan}`), comparing it and writing it as JSON read all.
 */
export function lazily<T extends object>(makers: { readonly [K in keyof T]: () => T[K] }): T;
export function lazily(makers: Makers): object {
  return new Lazy(makers);
}

class Lazy {
  readonly #makers: Makers;
  readonly #made = new Map<string, unknown>();

  constructor(makers: Makers) {
    this.#makers = makers;
    for (const name of Object.keys(makers)) Object.defineProperty(this, name, Lazy.#propertyOf(name));
  }

  #valueOf(name: string): unknown {
    if (!this.#made.has(name)) this.#made.set(name, this.#makers[name]?.());
    return this.#made.get(name);
  }

  /** One for each name, whatever the object: objects with getters of their own have no two of them one shape, and cost four times as much. */
  static readonly #properties = new Map<string, PropertyDescriptor>();

  static #propertyOf(name: string): PropertyDescriptor {
    const known = Lazy.#properties.get(name);
    if (known !== undefined) return known;
    const property: PropertyDescriptor = {
      enumerable: true,
      get(this: Lazy) {
        return this.#valueOf(name);
      },
    };
    Lazy.#properties.set(name, property);
    return property;
  }
}
