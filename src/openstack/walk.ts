import type { Cinder } from './cinder.js';
import { type Count, countNow } from './count.js';
import { OpenStackFailure, ostError } from './failure.js';
import type { OpenStackIo } from './io.js';
import type { Journal } from './journal.js';
import { type Json, textAt } from './json.js';
import { FORMS, type ListName } from './lists.js';
import { askPage } from './page.js';
import { shownUrl } from './secret.js';
import type { Seen } from './seen.js';

/** A list is begun again so many times at most, before a pull gives up. */
const MOST_RESTARTS = 5;

export interface Walk {
  readonly cinder: Cinder;
  readonly journal: Journal;
  readonly io: OpenStackIo;
  readonly everyProject: boolean;
  readonly limit: number;
  readonly seen: Seen;
}

/**
 * Reads a list to its end, from where the journal has it, and holds what was read against the server's own counts.
 * Where fewer came than there were both before and after, the list is read once more; what is still missing is an error.
 *
 * @returns what Cinder counts at the end, where it tells
 * @throws OpenStackFailure OST031 fewer than counted, OST032 a list without an end
 */
export async function walkList(walk: Walk, list: ListName): Promise<Count | undefined> {
  const state = walk.journal.states[list];
  await toTheEnd(walk, list);
  for (let again = 0; ; again++) {
    const after = await countNow(walk.cinder, list, walk.everyProject);
    const least = Math.min(state.counted ?? Number.POSITIVE_INFINITY, after?.objects ?? Number.POSITIVE_INFINITY);
    if (state.seen.size >= least || least === Number.POSITIVE_INFINITY) return await finish(walk, list, after);
    if (again >= 1) throw shortfall(walk, list, least);
    state.counted = undefined;
    await toTheEnd(walk, list);
  }
}

async function finish({ journal }: Walk, list: ListName, after: Count | undefined): Promise<Count | undefined> {
  journal.states[list].done = true;
  journal.states[list].counted = after?.objects;
  await journal.append(list, []);
  return after;
}

async function toTheEnd(walk: Walk, list: ListName): Promise<void> {
  const state = walk.journal.states[list];
  let used = new Set<string>();
  for (let restarts = 0; restarts <= MOST_RESTARTS; ) {
    const { limit, everyProject } = walk;
    const page = await askPage(walk.cinder, { list, limit, everyProject, marker: state.marker });
    if (page === 'marker gone') {
      restarts++;
      state.marker = undefined;
      used = new Set();
      continue;
    }
    state.counted ??= page.count;
    if (page.next !== undefined && used.has(page.next)) throw endless(walk, list, 'the same page again and again');
    if (page.next !== undefined) used.add(page.next);
    state.marker = page.next;
    await walk.journal.append(list, await fresh(walk, list, page.objects));
    walk.io.progress?.({ list, read: state.seen.size, of: state.counted });
    if (page.next === undefined) return;
  }
  throw endless(walk, list, `${MOST_RESTARTS + 1} times a page that follows an object deleted meanwhile`);
}

async function fresh(walk: Walk, list: ListName, objects: readonly Json[]): Promise<readonly Json[]> {
  const { seen } = walk.journal.states[list];
  const kept: Json[] = [];
  for (const object of objects) {
    const id = textAt(object, 'id') ?? '';
    if (seen.has(id)) continue;
    seen.add(id);
    kept.push(await walk.seen.take(list, object));
  }
  return kept;
}

function shortfall({ cinder, journal }: Walk, list: ListName, least: number): OpenStackFailure {
  return new OpenStackFailure(
    ostError('OST031', shownUrl(`${cinder.root}${FORMS[list].path}`), {
      found: `${journal.states[list].seen.size} ${list}, read twice`,
      wanted: `the ${least} that Cinder counts`,
      fix: 'a part of the list is hidden from this user, or a proxy cuts it: no snapshot file was written',
    }),
  );
}

function endless({ cinder }: Walk, list: ListName, found: string): OpenStackFailure {
  const at = shownUrl(`${cinder.root}${FORMS[list].path}`);
  return new OpenStackFailure(
    ostError('OST032', at, { found, wanted: `an end of the list of ${list}`, fix: 'run the command again' }),
  );
}
