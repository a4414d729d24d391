import { asGib, type Gib } from '../units/gib.js';
import type { Tally } from './types.js';

/** Counts volumes and GiB, without an object per volume. */
export class RunningTally {
  private volumes = 0;
  private size = 0;

  add(size: Gib): void {
    this.volumes++;
    this.size += size;
  }

  /** Many volumes at once: `size` is the sum of their GiB. */
  addMany(volumes: number, size: number): void {
    this.volumes += volumes;
    this.size += size;
  }

  addAll(other: RunningTally): void {
    this.addMany(other.volumes, other.size);
  }

  total(): Tally {
    return { volumes: this.volumes, size: asGib(this.size) };
  }
}

/** Tallies by a strangers' word, such as a project or a type. */
export class TallyBy {
  private readonly tallies = new Map<string, RunningTally>();
  private lastKey: string | undefined;
  private last = new RunningTally();

  /** Volumes of one word often follow one another: then there is nothing to look up. */
  add(key: string, size: Gib): void {
    if (key !== this.lastKey) {
      this.last = this.tallyOf(key);
      this.lastKey = key;
    }
    this.last.add(size);
  }

  /** Many volumes of one word: `size` is the sum of their GiB. */
  addMany(key: string, volumes: number, size: number): void {
    this.tallyOf(key).addMany(volumes, size);
  }

  addAll(other: TallyBy): void {
    for (const [key, tally] of other.tallies) this.tallyOf(key).addAll(tally);
  }

  /** Adds what another one's `entries` gave. */
  absorb(entries: ReturnType<TallyBy['entries']>): void {
    for (const [key, { volumes, size }] of entries) this.addMany(key, volumes, size);
  }

  private tallyOf(key: string): RunningTally {
    const known = this.tallies.get(key);
    if (known !== undefined) return known;
    const tally = new RunningTally();
    this.tallies.set(key, tally);
    return tally;
  }

  /** In the order of the words' code units, so that the order of volumes does not show. fromEntries makes "__proto__" a key like any other. */
  totals(): Readonly<Record<string, Tally>> {
    return Object.fromEntries(this.entries());
  }

  entries(): readonly (readonly [string, Tally])[] {
    return [...this.tallies].map(([key, tally]) => [key, tally.total()] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
