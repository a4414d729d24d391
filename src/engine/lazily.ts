/**
 * An object whose values are made when they are first read, each once: who reads a part of a plan pays for that part and what it stands on.
 * Copying it (`{...plan}`), comparing it and writing it as JSON read all.
 */
export function lazily<T extends object>(makers: { readonly [K in keyof T]: () => T[K] }): T;
export function lazily(makers: Readonly<Record<string, () => unknown>>): object {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    const get = (): unknown => {
      const value = make();
      Object.defineProperty(made, name, { enumerable: true, value });
      return value;
    };
    Object.defineProperty(made, name, { enumerable: true, configurable: true, get });
  }
  return made;
}
