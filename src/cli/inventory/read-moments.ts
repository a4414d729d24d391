import { openSource } from '../../files/inventory-source.js';
import { type Moment, MomentSink } from '../../inventory/growth.js';
import { type Parsed, type Problem, parsedUnless } from '../../problems/problem.js';
import { type Day, formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { dayOfSource } from './moment-day.js';
import { readVolumes } from './read-volumes.js';

/**
 * Reads inventories of different days one after the other, in the order given.
 *
 * @param take is handed each as soon as it is read; none after a problem
 * @returns their days, or every problem: INV022 for an inventory without a date, or a second one of a day
 */
export async function readMoments(
  call: Call,
  paths: readonly string[],
  take: (moment: Moment) => Promise<void> | void,
): Promise<Parsed<readonly Day[]>> {
  const problems: Problem[] = [];
  const days = new Map<string, Day>();
  for (const path of paths) {
    const day = await dayOf(path);
    if (typeof day === 'object') problems.push(...day);
    else if ([...days.values()].includes(day))
      problems.push(unusable(path, `a second inventory of ${formatDay(day)}`, 'one a day', 'leave one out'));
    else days.set(path, day);
  }
  for (const path of paths) {
    const read = await readVolumes(call, [path], () => new MomentSink());
    problems.push(...(read.ok ? read.warnings : read.problems));
    const day = days.get(path);
    if (read.ok && day !== undefined && problems.every(({ severity }) => severity === 'warning'))
      await take({ day, volumes: read.value.sink.volumes });
  }
  return parsedUnless(problems, () => [...days.values()]);
}

/** INV022: an inventory that growth cannot be measured with. */
export function unusable(file: string, found: string, wanted: string, fix: string): Problem {
  return { code: 'INV022', severity: 'error', where: { file }, found, wanted, fix };
}

/** A file that cannot be opened is told of by its reader. */
async function dayOf(path: string): Promise<Day | readonly Problem[]> {
  const source = await openSource(path).catch(() => undefined);
  if (source === undefined) return [];
  try {
    const fix = 'put the date into its name: volumes-2026-03-31.csv';
    return (await dayOfSource(source)) ?? [unusable(path, 'no date', 'the day of the inventory', fix)];
  } catch {
    // So is a gzip file that is cut.
    return [];
  } finally {
    await source.close();
  }
}
