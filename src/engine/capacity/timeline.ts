import type { Sharing } from './cohort-terms.js';
import { byte, integer } from './day-totals.js';
import type { Lifetimes } from './lifetimes.js';

/** Ticks stand for backups here: no two of a policy fall on one. No such backup: -1. */
export const NONE = -1;

/** Deletions in the order in which they happen. `before` and `after` are the kept neighbours that share data with it, in ticks. */
export interface Drops {
  readonly backup: Int32Array;
  readonly day: Int32Array;
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** Newest version whose data had moved to the archive class by then. */
  readonly star: Int32Array;
}

/** Transitions to the archive class in the order in which they happen, also of backups deleted by then. */
export interface Moves {
  readonly backup: Int32Array;
  readonly day: Int32Array;
  /** The version that moved before it, and the first kept version from it on, in ticks. */
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/**
 * One policy's events in flat arrays that all of its cohorts share. A "version" is a backup of the set that shares data in
 * the store: all backups, the fulls only, or none.
 */
export interface Timeline {
  readonly lifetimes: Lifetimes;
  readonly isVersion: Uint8Array;
  /** Ticks since the parent, every value once, 0 for fulls; and for each backup the place of its own in that list. */
  readonly parentGaps: readonly number[];
  readonly kind: Int32Array;
  /** For each backup: the newest version held when it was taken, in ticks. */
  readonly joined: Int32Array;
  readonly drops: Drops;
  readonly moves: Moves;
  /** Backups that outlive their rules as somebody's parent, in the form of a deletion on the day the last rule let go. */
  readonly onlyParents: Drops;
  /** Restore points kept at the end of each day, and backups taken on it. */
  readonly kept: Int32Array;
  readonly taken: Uint8Array;
}

/**
 * Puts a policy's backups into the order of events: taken, held only as a parent, deleted, moved to the archive class at the
 * age of the transition; on one day in this order.
 *
 * Source: docs/methodology-capacity.md M-4, M-15, M-16.
 */
export function timeline(lives: Lifetimes, sharing: Sharing, transitionAfterDays: number | undefined): Timeline {
  const isVersion = lives.isFull.map((full) => (sharing === 'all backups' || (sharing === 'fulls' && full === 1) ? 1 : 0));
  const sinceParent = lives.tick.map((tick, backup) =>
    byte(lives.isFull, backup) === 1 ? 0 : tick - integer(lives.tick, backup - 1),
  );
  const parentGaps = [...new Set(sinceParent)];
  const taken = new Uint8Array(lives.days);
  for (const day of lives.day) taken[day] = byte(taken, day) + 1;
  const events = {
    lifetimes: lives,
    isVersion,
    joined: new Int32Array(lives.tick.length).fill(NONE),
    drops: columns(lives.dropped),
    moves: columns(transitionAfterDays === undefined ? [] : movedWithin(lives, transitionAfterDays)),
    onlyParents: columns(lives.becameParents),
  };
  linkNeighbours(events, transitionAfterDays ?? 0);
  const { joined, drops, moves, onlyParents } = events;
  const kind = sinceParent.map((gap) => parentGaps.indexOf(gap));
  // Field by field: objects made by spreading have no two of them one shape, and all that reads them is then several times slower.
  return { lifetimes: lives, isVersion, parentGaps, kind, joined, drops, moves, onlyParents, kept: keptByDay(lives), taken };
}

type Linked = Pick<Timeline, 'lifetimes' | 'isVersion' | 'joined' | 'drops' | 'moves' | 'onlyParents'>;

function columns(backups: readonly number[]): Drops {
  const column = (): Int32Array => new Int32Array(backups.length).fill(NONE);
  return { backup: Int32Array.from(backups), day: column(), before: column(), after: column(), star: column() };
}

function movedWithin({ day, days }: Lifetimes, after: number): readonly number[] {
  const moved: number[] = [];
  for (let backup = 0; backup < day.length && integer(day, backup) + after < days; backup++) moved.push(backup);
  return moved;
}

/** Walks the events with the chain of versions that live at each moment. */
function linkNeighbours(events: Linked, transitionAfterDays: number): void {
  const { lifetimes: lives, drops, moves, onlyParents } = events;
  const chain = versionChain(events);
  let [drop, parent, move] = [0, 0, 0];
  const moveUntil = (day: number): void => {
    for (; move < moves.backup.length; move++) {
      const backup = integer(moves.backup, move);
      const due = integer(lives.day, backup) + transitionAfterDays;
      if (due >= day) return;
      moves.day[move] = due;
      chain.move(moves, move, backup);
    }
  };
  for (let backup = 0; backup < lives.tick.length; backup++) {
    const today = integer(lives.day, backup);
    moveUntil(today);
    chain.add(backup);
    for (; parent < onlyParents.backup.length; parent++) {
      const becomes = integer(lives.onlyParentFrom, integer(onlyParents.backup, parent));
      if (becomes > today) break;
      onlyParents.day[parent] = becomes;
      chain.look(onlyParents, parent, integer(onlyParents.backup, parent));
    }
    for (; drop < drops.backup.length && lives.dropRun[drop] === backup; drop++) {
      drops.day[drop] = today;
      chain.look(drops, drop, integer(drops.backup, drop));
      chain.drop(integer(drops.backup, drop));
    }
  }
  moveUntil(lives.days);
}

/**
 * The living versions as a doubly linked list. A dropped version keeps its link forward, so that its heir can be found: one that was the
 * newest has none, since what only it held is gone before the next version is written.
 */
function versionChain({ lifetimes, isVersion, joined }: Linked) {
  const count = lifetimes.tick.length;
  const older = new Int32Array(count).fill(NONE);
  const newer = new Int32Array(count).fill(NONE);
  const gone = new Uint8Array(count);
  /** Versions whose data has moved, oldest first. */
  const stars: number[] = [];
  let newest = NONE;
  const tickOf = (backup: number): number => (backup === NONE ? NONE : integer(lifetimes.tick, backup));
  const heir = (backup: number): number => {
    let living = backup;
    while (living !== NONE && gone[living] === 1) living = newer[living] ?? NONE;
    if (living !== backup && living !== NONE) newer[backup] = living;
    return living;
  };
  /** The newest of them of which some living version may still have data. */
  const star = (): number => {
    while (stars.length > 0 && heir(stars.at(-1) ?? NONE) === NONE) stars.pop();
    return tickOf(stars.at(-1) ?? NONE);
  };
  return {
    add(backup: number): void {
      if (isVersion[backup] !== 1) return;
      joined[backup] = tickOf(newest);
      if (newest !== NONE) newer[newest] = backup;
      older[backup] = newest;
      newest = backup;
    },
    look(drops: Drops, index: number, backup: number): void {
      if (isVersion[backup] !== 1) return;
      drops.before[index] = tickOf(older[backup] ?? NONE);
      drops.after[index] = tickOf(newer[backup] ?? NONE);
      drops.star[index] = star();
    },
    drop(backup: number): void {
      if (isVersion[backup] !== 1) return;
      const [before, after] = [older[backup] ?? NONE, newer[backup] ?? NONE];
      if (before !== NONE) newer[before] = after;
      if (after !== NONE) older[after] = before;
      else newest = before;
      gone[backup] = 1;
    },
    move(moves: Moves, index: number, backup: number): void {
      if (isVersion[backup] !== 1) return;
      moves.before[index] = star();
      moves.after[index] = tickOf(heir(backup));
      stars.push(backup);
    },
  };
}

function keptByDay(lives: Lifetimes): Int32Array {
  const kept = new Int32Array(lives.days + 1);
  lives.day.forEach((taken, backup) => {
    kept[taken] = integer(kept, taken) + 1;
    const dropped = integer(lives.dropDay, backup);
    kept[dropped] = integer(kept, dropped) - 1;
  });
  for (let day = 1; day <= lives.days; day++) kept[day] = integer(kept, day) + integer(kept, day - 1);
  return kept;
}
