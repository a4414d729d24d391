import { COUNTED } from './keep-restic.js';
import type { PointTimes, Seconds } from './point-time.js';
import { hasRule, type RetentionRules, type Span, spanReaches } from './retention-rules.js';
import { calendarSpanBack } from './span-back.js';

/** Decides again after each new point: which of the points that are there does some rule still want. */
export interface Follower {
  /** By point: 0 when no rule wants it. */
  readonly wanted: Int32Array;
  /**
   * Adds the newest point.
   *
   * @param isThere false for a point that has been deleted meanwhile
   * @returns the points whose verdict changed, and only those
   */
  readonly add: (point: number, isThere: (point: number) => boolean) => readonly number[];
}

/** One rule: the points that it keeps, oldest first. */
interface Window {
  readonly numbers: Float64Array;
  readonly count: number;
  readonly span: Span | undefined;
  readonly points: number[];
}

/**
 * restic's rules followed point by point: each rule's kept points are a window that only moves forward, so a new point costs one
 * step a rule instead of a walk over all points. Points that stay for another reason (parents, holds) never come back into a
 * window, since it holds the newest of each period already.
 *
 * Source: docs/methodology-capacity.md M-2; a property test holds it to `keepLikeRestic`.
 */
export function resticFollower(times: PointTimes, rules: RetentionRules): Follower {
  const wanted = new Int32Array(times.at.length);
  const windows = windowsOf(times, rules);
  if (!hasRule(rules)) return { wanted: wanted.fill(1), add: () => [] };
  let released: number[] = [];
  const release = (point: number | undefined): void => {
    if (point === undefined) return;
    const holders = (wanted[point] ?? 0) - 1;
    wanted[point] = holders;
    if (holders === 0) released.push(point);
  };
  const add = (point: number): readonly number[] => {
    released = [];
    wanted[point] = windows.length;
    for (const window of windows) step(window, point, times.at, release);
    return released;
  };
  return { wanted, add };
}

function step(
  { numbers, count, span, points }: Window,
  point: number,
  at: Float64Array,
  release: (point: number | undefined) => void,
): void {
  const newest = points.at(-1);
  if (newest !== undefined && numbers[newest] === numbers[point]) {
    release(newest);
    points[points.length - 1] = point;
  } else {
    points.push(point);
    if (points.length > count) release(points.shift());
  }
  if (span === undefined) return;
  const after: Seconds = calendarSpanBack(at[point] ?? 0, span);
  while (points.length > 0 && (at[points[0] ?? 0] ?? 0) <= after) release(points.shift());
}

function windowsOf(times: PointTimes, rules: RetentionRules): readonly Window[] {
  const windows: Window[] = [];
  const put = (numbers: Float64Array, count: number, span?: Span): void => {
    windows.push({ numbers, count, span, points: [] });
  };
  const { last = 0, within } = rules;
  if (last > 0) put(times.at, last);
  if (spanReaches(within)) put(times.at, Infinity, within);
  for (const { rule, within: spanRule, period } of COUNTED) {
    const count = rules[rule] ?? 0;
    const span = spanRule && rules[spanRule];
    if (count > 0) put(times[period], count);
    if (spanReaches(span)) put(times[period], Infinity, span);
  }
  return windows;
}
