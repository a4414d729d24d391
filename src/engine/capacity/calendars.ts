import type { BackupRuns } from './backup-days.js';
import { type EventForms, eventForms } from './event-forms.js';
import type { Timeline } from './timeline.js';

/** Backups that the kept calendars hold together, about 100 bytes each; beyond that they are thrown away. */
const MOST_BACKUPS = 200_000;

/**
 * Policies' calendars: which backups run and how long each lives depends on policy, start and horizon alone, whatever the data does. Most changes
 * of a what-if, most rows of a batch and all draws leave them as they are.
 */
export class Calendars {
  readonly #runs = new Map<string, BackupRuns>();
  readonly #timelines = new Map<string, Timeline>();
  readonly #forms = new WeakMap<Timeline, EventForms>();
  #backups = 0;

  /** @param key schedule, start and length of the plan */
  runs(key: string, make: () => BackupRuns): BackupRuns {
    return this.#kept(this.#runs, key, make, ({ tick }) => tick.length);
  }

  /** @param key the policy's own as well */
  timeline(key: string, make: () => Timeline): Timeline {
    return this.#kept(this.#timelines, key, make, ({ lifetimes }) => lifetimes.tick.length);
  }

  formsOf(events: Timeline): EventForms {
    const known = this.#forms.get(events);
    if (known !== undefined) return known;
    const forms = eventForms(events);
    this.#forms.set(events, forms);
    return forms;
  }

  #kept<T>(table: Map<string, T>, key: string, make: () => T, backups: (made: T) => number): T {
    const known = table.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#backups += backups(made);
    if (this.#backups > MOST_BACKUPS) {
      this.#runs.clear();
      this.#timelines.clear();
      this.#backups = backups(made);
    }
    table.set(key, made);
    return made;
  }
}

/** Those of this process. */
export const KEPT = new Calendars();
