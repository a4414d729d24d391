import { keeper } from './kept-points.js';
import type { PointTimes } from './point-time.js';
import { type Follower, resticFollower } from './restic-windows.js';
import type { RetentionRules } from './retention-rules.js';

/**
 * Follows a series of points under one set of rules, in steps of one new point.
 *
 * @param isFull by point: only fulls can carry a flag
 */
export function follower(times: PointTimes, isFull: Uint8Array, rules: RetentionRules): Follower {
  const windowed = rules.semantics === 'restic' || rules.semantics === 'last';
  return windowed ? resticFollower(times, rules) : walkingFollower(times, isFull, rules);
}

/** The rules asked afresh over all points that are there, after each new one: for rules whose windows can move back. */
function walkingFollower(times: PointTimes, isFull: Uint8Array, rules: RetentionRules): Follower {
  const decide = keeper(times, isFull, rules);
  const wanted = new Int32Array(times.at.length);
  const now = new Int32Array(times.at.length);
  let living: number[] = [];
  return {
    wanted,
    add: (point, isThere) => {
      living = living.filter(isThere);
      living.push(point);
      const newestFirst = [...living].reverse();
      decide({ newestFirst, times }, undefined, (index) => {
        now[newestFirst[index] ?? 0] = 1;
      });
      const changed = living.filter((one) => now[one] !== wanted[one]);
      for (const one of living) {
        wanted[one] = now[one] ?? 0;
        now[one] = 0;
      }
      return changed;
    },
  };
}
