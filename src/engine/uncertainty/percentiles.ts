import { at } from '../capacity/day-totals.js';
import type { Spread, Tail } from './types.js';

/**
 * Moves the k-th smallest value to place k, the smaller ones before it: Hoare's selection, with the middle of three as pivot. In place.
 */
function select(values: Float64Array, k: number, from: number): void {
  let low = from;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(at(values, low), at(values, (low + high) >> 1), at(values, high));
    let left = low;
    let right = high;
    while (left <= right) {
      while (at(values, left) < pivot) left++;
      while (at(values, right) > pivot) right--;
      if (left > right) break;
      const held = at(values, left);
      values[left++] = at(values, right);
      values[right--] = held;
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** Between two neighbours, of which the upper may be never. */
function between(low: number, high: number, share: number): number {
  return share === 0 || low === high ? low : low + (high - low) * share;
}

/**
 * Percentiles of values in any order, which are moved about: between the two values next to `share x (n - 1)`, in proportion. Rising with
 * the share.
 *
 * @param shares 0 to 1, ascending
 *
 * Source: docs/methodology-uncertainty.md M-89.
 */
export function percentiles(values: Float64Array, shares: readonly number[]): readonly number[] {
  let from = 0;
  return shares.map((share) => {
    const place = share * (values.length - 1);
    const below = Math.floor(place);
    select(values, below, from);
    from = below;
    const value = at(values, below);
    if (place === below) return value;
    let next = Number.POSITIVE_INFINITY;
    for (let index = below + 1; index < values.length; index++) next = Math.min(next, at(values, index));
    return between(value, next, place - below);
  });
}

export function spreadOf(values: Float64Array): Spread {
  const [p10 = 0, p50 = p10, p90 = p50] = percentiles(values, [0.1, 0.5, 0.9]);
  return { p10, p50, p90 };
}

export function tailOf(values: Float64Array): Tail {
  const [p50 = 0, p95 = p50, p99 = p95] = percentiles(values, [0.5, 0.95, 0.99]);
  return { p50, p95, p99 };
}
