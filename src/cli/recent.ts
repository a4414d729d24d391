/** Remembers the last few values by key, and forgets the one that was made first: memory stays flat however many are asked for. */
export function recent<V>(limit: number): (key: string, make: () => V) => V {
  const known = new Map<string, V>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (known.size >= limit) known.delete(known.keys().next().value ?? '');
    known.set(key, made);
    return made;
  };
}
