import { randomUUID } from 'node:crypto';
import type { Planned } from './planner.js';

/** A plan that a browser can come back to, with the scenario that it was made from. */
export interface Kept extends Planned {
  readonly scenario: string;
}

/** The last few plans, in memory alone; an older one makes room. Their names cannot be guessed. */
export function planShelf(most: number) {
  const kept = new Map<string, Kept>();
  return {
    put(plan: Kept): string {
      const id = randomUUID();
      kept.set(id, plan);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return id;
    },
    get: (id: string): Kept | undefined => kept.get(id),
  };
}
