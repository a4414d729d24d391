type Point = readonly number[];

interface Vertex {
  readonly at: Point;
  readonly value: number;
}

/** Size of the first simplex, and when to stop: a fit of a few sizes needs no more. */
const FIRST_STEP = 0.5;
const MOST_STEPS = 400;
const SMALL = 1e-9;

/**
 * Least value of a function of a few variables by the downhill simplex of Nelder and Mead (The Computer Journal, 1965): reflect,
 * expand, contract, shrink. Without derivatives and without chance: the same start gives the same end.
 *
 * @returns the best point found and its value
 */
export function leastOf(of: (point: Point) => number, start: Point): Vertex {
  const vertex = (at: Point): Vertex => ({ at, value: of(at) });
  const corners = start.map((_, axis) => start.map((value, index) => (index === axis ? value + FIRST_STEP : value)));
  let simplex = [start, ...corners].map(vertex);
  for (let step = 0; step < MOST_STEPS; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0], simplex.at(-1)];
    if (best === undefined || worst === undefined || worst.value - best.value < SMALL * (SMALL + Math.abs(best.value))) break;
    simplex = next(simplex, worst, vertex);
  }
  return simplex.reduce((least, one) => (one.value < least.value ? one : least));
}

function next(sorted: readonly Vertex[], worst: Vertex, vertex: (at: Point) => Vertex): Vertex[] {
  const kept = sorted.slice(0, -1);
  const best = kept[0] ?? worst;
  const second = kept.at(-1) ?? worst;
  const centre = worst.at.map((_, axis) => kept.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / kept.length);
  const along = (by: number): Vertex => vertex(centre.map((value, axis) => value + by * ((worst.at[axis] ?? 0) - value)));
  const reflected = along(-1);
  if (reflected.value < best.value) {
    const expanded = along(-2);
    return [...kept, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < second.value) return [...kept, reflected];
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
  if (contracted.value < Math.min(worst.value, reflected.value)) return [...kept, contracted];
  return sorted.map(({ at }) => vertex(at.map((value, axis) => ((best.at[axis] ?? 0) + value) / 2)));
}
