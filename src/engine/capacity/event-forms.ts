import { integer } from './day-totals.js';
import { type Drops, NONE, type Timeline } from './timeline.js';

/**
 * Events of one form: what happens to a version between neighbours at the same distances. Used data grows by a constant factor a
 * tick, so the data concerned is the same share of the version's size for all of them, and is worked out once.
 */
export interface Forms {
  /** By event: its form. */
  readonly of: Int32Array;
  /** By form: the first event that has it. */
  readonly first: readonly number[];
}

/** The forms of all events of one timeline: a hundred or so where there are thousands of events. */
export interface EventForms {
  readonly joins: Forms;
  readonly drops: Forms;
  readonly moves: Forms;
  readonly onlyParents: Forms;
  /** Every distance between two versions that they ask for, in ticks. */
  readonly gaps: Int32Array;
}

/** Sorts a timeline's events by form. Source: docs/methodology-capacity.md M-124. */
export function eventForms(events: Timeline): EventForms {
  const { lifetimes, joined, drops, moves, onlyParents } = events;
  const { tick } = lifetimes;
  const forms = {
    joins: numbered(joined.length, (backup) => pair(NONE, away(integer(joined, backup), integer(tick, backup)))),
    drops: dropForms(events, drops),
    onlyParents: dropForms(events, onlyParents),
    moves: numbered(moves.backup.length, (index) => {
      const own = integer(tick, integer(moves.backup, index));
      return pair(away(integer(moves.before, index), own), away(own, integer(moves.after, index)));
    }),
  };
  return { ...forms, gaps: distances(events, forms) };
}

function dropForms({ lifetimes }: Timeline, drops: Drops): Forms {
  const ownTick = (index: number): number => integer(lifetimes.tick, integer(drops.backup, index));
  const neighbours = (index: number): number =>
    pair(away(integer(drops.before, index), ownTick(index)), away(ownTick(index), integer(drops.after, index)));
  const apart = numbered(drops.backup.length, neighbours);
  return numbered(drops.backup.length, (index) => {
    const star = integer(drops.star, index);
    // Of a version as old as the star, or older, all has moved.
    return pair(integer(apart.of, index), star >= ownTick(index) ? 0 : away(star, ownTick(index)));
  });
}

const away = (from: number, to: number): number => (from === NONE || to === NONE ? NONE : to - from);

/** More ticks than any horizon has, and two of them fit a double. */
const KEY_BASE = 2 ** 25;
const pair = (a: number, b: number): number => (a + 1) * KEY_BASE + b + 1;

function numbered(events: number, keyOf: (event: number) => number): Forms {
  const forms = new Map<number, number>();
  const first: number[] = [];
  const of = new Int32Array(events);
  for (let event = 0; event < events; event++) {
    const key = keyOf(event);
    let form = forms.get(key);
    if (form === undefined) {
      form = first.length;
      forms.set(key, form);
      first.push(event);
    }
    of[event] = form;
  }
  return { of, first };
}

/** So that D(n) is worked out for the distances that occur, not for each of thousands. */
function distances({ lifetimes, joined, drops, moves, onlyParents }: Timeline, forms: Omit<EventForms, 'gaps'>): Int32Array {
  const { tick } = lifetimes;
  const seen = new Set<number>();
  const mark = (from: number, to: number): void => {
    if (from !== NONE && to > from) seen.add(to - from);
  };
  for (const backup of forms.joins.first) mark(integer(joined, backup), integer(tick, backup));
  const markDrop = ({ backup, before, after, star }: Drops, index: number): void => {
    const own = integer(tick, integer(backup, index));
    for (const from of [integer(before, index), integer(star, index)]) {
      mark(from, own);
      mark(from, integer(after, index));
    }
    mark(own, integer(after, index));
  };
  for (const index of forms.drops.first) markDrop(drops, index);
  for (const index of forms.onlyParents.first) markDrop(onlyParents, index);
  for (const index of forms.moves.first) {
    mark(integer(tick, integer(moves.backup, index)), integer(moves.after, index));
    mark(integer(moves.before, index), integer(moves.after, index));
  }
  return Int32Array.from(seen);
}
