import type { Sharing } from './cohort-terms.js';
import type { Lifetimes } from './lifetimes.js';

/** Days stand for backups here: no two of a policy fall on one day. No such backup: -1. */
export const NONE = -1;

/** Deletions in the order in which they happen. `before` and `after` are the kept neighbours that share data with it. */
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
  /** The version that moved before it, and the first kept version from it on. */
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
  /** For each backup: the newest version held when it was taken. */
  readonly joined: Int32Array;
  readonly drops: Drops;
  readonly moves: Moves;
  /** Backups that outlive their rules as somebody's parent, in the form of a deletion on the day the last rule let go. */
  readonly onlyParents: Drops;
  /** Restore points kept at the end of each day, and backups taken on it. */
  readonly kept: Int32Array;
  readonly taken: Uint8Array;
}

const KIND = { add: 0, onlyParent: 1, drop: 2, move: 3 } as const;

interface Event {
  readonly kind: number;
  readonly day: number;
  readonly backup: number;
  before: number;
  after: number;
  star: number;
}

/**
 * Puts a policy's backups into the order of events: taken, held only as a parent, deleted, moved to the archive class at the
 * age of the transition; on one day in this order.
 *
 * Source: docs/methodology-capacity.md M-4, M-15, M-16.
 */
export function timeline(lives: Lifetimes, sharing: Sharing, transitionAfterDays: number | undefined): Timeline {
  const isVersion = lives.isFull.map((full) => (sharing === 'all backups' || (sharing === 'fulls' && full === 1) ? 1 : 0));
  const events = orderedEvents(lives, transitionAfterDays);
  linkNeighbours(events, lives, isVersion);
  const of = (kind: number): readonly Event[] => events.filter((event) => event.kind === kind);
  const taken = new Uint8Array(lives.days);
  for (const day of lives.day) taken[day] = 1;
  return {
    lifetimes: lives,
    isVersion,
    joined: Int32Array.from(of(KIND.add), (event) => event.before),
    drops: columns(of(KIND.drop)),
    moves: columns(of(KIND.move)),
    onlyParents: columns(of(KIND.onlyParent)),
    kept: keptByDay(lives),
    taken,
  };
}

function columns(events: readonly Event[]): Drops {
  const column = (): Int32Array => new Int32Array(events.length);
  const drops = { backup: column(), day: column(), before: column(), after: column(), star: column() };
  events.forEach(({ backup, day, before, after, star }, index) => {
    drops.backup[index] = backup;
    drops.day[index] = day;
    drops.before[index] = before;
    drops.after[index] = after;
    drops.star[index] = star;
  });
  return drops;
}

function orderedEvents(lives: Lifetimes, transitionAfterDays: number | undefined): readonly Event[] {
  const byDay: Event[][] = Array.from({ length: lives.days }, () => []);
  const put = (kind: number, day: number, backup: number): void => {
    byDay[day]?.push({ kind, day, backup, before: NONE, after: NONE, star: NONE });
  };
  for (let backup = 0; backup < lives.day.length; backup++) {
    const taken = lives.day[backup] ?? 0;
    const dropped = lives.dropDay[backup] ?? lives.days;
    const onlyParent = lives.onlyParentFrom[backup] ?? lives.days;
    put(KIND.add, taken, backup);
    if (onlyParent < dropped) put(KIND.onlyParent, onlyParent, backup);
    put(KIND.drop, dropped, backup);
    if (transitionAfterDays !== undefined) put(KIND.move, taken + transitionAfterDays, backup);
  }
  return byDay.flatMap((events) => (events.length < 2 ? events : events.sort((a, b) => a.kind - b.kind || a.backup - b.backup)));
}

/** Walks the events with the list of versions that live at each moment. */
function linkNeighbours(events: readonly Event[], lives: Lifetimes, isVersion: Uint8Array): void {
  const dayOf = (backup: number | undefined): number => (backup === undefined ? NONE : (lives.day[backup] ?? NONE));
  const living: number[] = [];
  const startsAnew = new Set<number>();
  let star = NONE;
  for (const event of events) {
    if (isVersion[event.backup] !== 1) continue;
    if (event.kind === KIND.add) {
      event.before = dayOf(living.at(-1));
      if (event.before === NONE) startsAnew.add(event.backup);
      living.push(event.backup);
    } else if (event.kind === KIND.move) {
      // After a time without any version nothing that moved earlier is left to compare with.
      event.before = startsAnew.has(event.backup) ? NONE : star;
      event.after = dayOf(living.find((version) => version >= event.backup));
      star = dayOf(event.backup);
    } else {
      const at = living.indexOf(event.backup);
      event.before = dayOf(living[at - 1]);
      event.after = dayOf(living[at + 1]);
      event.star = star;
      if (event.kind === KIND.drop) living.splice(at, 1);
    }
  }
}

function keptByDay(lives: Lifetimes): Int32Array {
  const kept = new Int32Array(lives.days + 1);
  lives.day.forEach((taken, backup) => {
    kept[taken] = (kept[taken] ?? 0) + 1;
    const dropped = lives.dropDay[backup] ?? lives.days;
    kept[dropped] = (kept[dropped] ?? 0) - 1;
  });
  for (let day = 1; day <= lives.days; day++) kept[day] = (kept[day] ?? 0) + (kept[day - 1] ?? 0);
  return kept;
}
