import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { jsonText } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { withStore } from './open-store.js';
import { readMoments } from './read-moments.js';
import { filesOf } from './read-volumes.js';

/** `stowage inventory keep STORE A B ..`: adds inventories to a store, one a day. Those before one that is wrong stay added. */
export async function keepCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const folder = text(call, 'store') ?? '';
  const kept = await withStore(folder, async (store) => {
    return await store.alone(async () => {
      const before = new Set(await store.days());
      const read = await readMoments(call, filesOf(call), ({ day, volumes }) => store.add(day, volumes));
      return { read, before, days: await store.days() };
    });
  });
  if (!kept.ok) return terminal.problems(kept.problems, countOf(kept.problems, 'Not all was kept.'));
  const { read, before, days } = kept.value;
  if (!read.ok) return terminal.problems(read.problems, countOf(read.problems, 'Not all was kept.'));
  if (read.warnings.length > 0) terminal.problems(read.warnings, countOf(read.warnings, ''));
  const added = read.value.filter((day) => !before.has(day)).length;
  const replaced = read.value.length - added;
  const [first, last] = [days[0], days.at(-1)].map((day) => (day === undefined ? '' : formatDay(day)));
  terminal.data(
    terminal.json
      ? jsonText({ store: folder, added, replaced, days: days.length, from: first, to: last })
      : `${folder}: ${added} added, ${replaced} replaced; ${days.length} days from ${first} to ${last}\n`,
  );
  return 0;
}
