/** What comes next, and whether its cost is its own or a bound of it. */
export interface Cheapest {
  readonly index: number;
  readonly cost: number;
  readonly isExact: boolean;
}

export interface CheapestFirst {
  take(): Cheapest | undefined;
  putBack(index: number, cost: number): void;
}

/**
 * Candidates by cost, the cheapest first; of equal costs the lower index, and one that is worked out before one that is not. Bounds are
 * sorted once; what is put back waits in a binary heap.
 */
export function cheapestFirst(bounds: Float64Array): CheapestFirst {
  const order = Uint32Array.from(bounds, (_, index) => index).sort((a, b) => (bounds[a] ?? 0) - (bounds[b] ?? 0) || a - b);
  let next = 0;
  const heap: { readonly index: number; readonly cost: number }[] = [];
  return {
    take() {
      const top = heap[0];
      const index = order[next];
      const bound = index === undefined ? Number.POSITIVE_INFINITY : (bounds[index] ?? 0);
      if (top !== undefined && (index === undefined || top.cost < bound)) {
        pop(heap);
        return { ...top, isExact: true };
      }
      if (index === undefined) return undefined;
      next += 1;
      return { index, cost: bound, isExact: false };
    },
    putBack: (index, cost) => push(heap, { index, cost }),
  };
}

interface Entry {
  readonly index: number;
  readonly cost: number;
}

const isBefore = (a: Entry, b: Entry): boolean => a.cost < b.cost || (a.cost === b.cost && a.index < b.index);

function push(heap: Entry[], entry: Entry): void {
  let place = heap.length;
  heap.push(entry);
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (!above || !isBefore(entry, above)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const [one, two] = [heap[left], heap[left + 1]];
    if (one === undefined) break;
    const isRight = two !== undefined && isBefore(two, one);
    const child = isRight ? two : one;
    if (!isBefore(child, last)) break;
    heap[place] = child;
    place = isRight ? left + 1 : left;
  }
  heap[place] = last;
}
