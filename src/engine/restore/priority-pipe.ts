/** Something that passes a shared pipe. GiB and hours. */
export interface Load {
  /** Not before this hour. */
  readonly release: number;
  readonly amount: number;
  /** What it can take at most of the pipe, GiB an hour: one worker writes one volume. */
  readonly most: number;
}

export interface Passage {
  readonly start: number;
  readonly finish: number;
}

interface Running extends Load {
  left: number;
  start: number;
  finish: number;
}

function share(waiting: readonly Running[], rate: number): ReadonlyMap<Running, number> {
  const given = new Map<Running, number>();
  let free = rate;
  for (const load of waiting) {
    const part = Math.min(free, load.most);
    if (part <= 0) continue;
    given.set(load, part);
    free = Number.isFinite(free) ? free - part : free;
  }
  return given;
}

/** The hour at which something changes: a load is through, or another is released. */
function nextChange(now: number, given: ReadonlyMap<Running, number>, later: readonly Running[]): number {
  const through = [...given].map(([load, rate]) => now + load.left / rate);
  return Math.min(...through, ...later.map((load) => load.release));
}

function move(now: number, until: number, given: ReadonlyMap<Running, number>): void {
  for (const [load, rate] of given) {
    if (Number.isNaN(load.start)) load.start = now;
    // Through by the hour it was promised, whatever the last bits of what is left say: else a step could take no time and never end.
    const through = now + load.left / rate <= until;
    load.left = through ? 0 : load.left - rate * (until - now);
    if (through) load.finish = until;
  }
}

/**
 * One pipe shared in strict order of priority (M-77): the first released load takes what it can, the next what is left, and
 * nothing is idle while something waits. A load is pushed aside when a more important one is released.
 *
 * @param loads most important first
 * @param rate  GiB an hour; 0 never lets anything through
 * @returns for each load, in the same order, its first and last hour; Infinity for what never passes
 */
export function sharePipe(loads: readonly Load[], rate: number): readonly Passage[] {
  const running: Running[] = loads.map((load) => ({
    ...load,
    left: load.amount,
    start: load.amount > 0 ? Number.NaN : load.release,
    finish: load.amount > 0 ? Number.POSITIVE_INFINITY : load.release,
  }));
  let now = 0;
  for (;;) {
    const open = running.filter((load) => load.left > 0 && Number.isFinite(load.release));
    const given = share(
      open.filter((load) => load.release <= now),
      rate,
    );
    const until = nextChange(
      now,
      given,
      open.filter((load) => load.release > now),
    );
    if (!Number.isFinite(until)) break;
    move(now, until, given);
    now = until;
  }
  return running.map(({ start, finish }) => ({ start: Number.isNaN(start) ? Number.POSITIVE_INFINITY : start, finish }));
}
