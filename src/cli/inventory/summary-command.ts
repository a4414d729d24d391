import { type InventorySummary, SummarySink } from '../../inventory/inventory-summary.js';
import type { Tally } from '../../inventory/types.js';
import { printable } from '../../problems/render.js';
import { type Day, formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { dayFlag, text } from '../flag-values.js';
import { jsonText, textTable } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { filesOf, readVolumes } from './read-volumes.js';
import { wrongFlag } from './wrong-flag.js';

/** Longer tables than this are cut in text; JSON has all. */
const MOST_ROWS = 25;

/** `stowage inventory summary`: what the files hold, by project, type, zone, status and size; orphans, backups, snapshots. */
export async function summaryCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const asOf = dayFlag(call, 'as-of');
  const days = text(call, 'idle-days') ?? '90';
  if (!asOf.ok) return terminal.problems(asOf.problems, 'Nothing was read.');
  if (!/^\d{1,5}$/.test(days)) return terminal.problems([wrongFlag('idle-days', days, 'a number of days')], 'Nothing was read.');
  const read = await readVolumes(call, filesOf(call), (lists) => new SummarySink(lists, asOf.value, +days));
  if (!read.ok) return terminal.problems(read.problems, countOf(read.problems, 'Nothing was added up.'));
  if (read.warnings.length > 0) terminal.problems(read.warnings, countOf(read.warnings, ''));
  const summary = read.value.sink.result();
  terminal.data(terminal.json ? jsonText(withDates(summary)) : inWords(summary));
  return 0;
}

const dateOf = (day: Day | undefined): string | undefined => (day === undefined ? undefined : formatDay(day));

function withDates(summary: InventorySummary): unknown {
  const { backups, snapshots, orphans } = summary;
  const dated = <T extends { readonly oldest: Day | undefined; readonly newest: Day | undefined }>(of: T | undefined) =>
    of && { ...of, oldest: dateOf(of.oldest), newest: dateOf(of.newest) };
  const largest = orphans.largest.map((orphan) => ({ ...orphan, since: formatDay(orphan.since) }));
  return { ...summary, orphans: { ...orphans, largest }, backups: dated(backups), snapshots: dated(snapshots) };
}

function inWords(summary: InventorySummary): string {
  const { volumes, orphans, temporary } = summary;
  const sizes = Object.fromEntries(summary.bySizeClass.map(({ upToGib, tally }) => [sizeText(upToGib), tally]));
  const idle = orphans.largest.map(({ id, name, size, project, since }) =>
    printable(`  ${size} GiB  ${id}  ${name === '' ? '(no name)' : name}  ${project ?? ''}  since ${formatDay(since)}`),
  );
  const left =
    `Available and attached to nothing: ${tallyText(orphans.idle)} unchanged for ${orphans.days} days or more, ` +
    `${tallyText(orphans.recent)} changed since, ${tallyText(orphans.untold)} without a date`;
  const parts = [
    `${tallyText(volumes)}\n`,
    table('Project', summary.byProject, volumes),
    table('Type', summary.byType, volumes),
    table('Zone', summary.byZone, volumes),
    table('Status', summary.byStatus, volumes),
    table('Encryption', summary.byEncryption, volumes),
    table('Size', sizes, volumes, 'as they are'),
    `${[left, ...idle].join('\n')}\n`,
    ...(temporary.volumes > 0 ? [`Cinder's own temporary volumes: ${tallyText(temporary)}\n`] : []),
    ...backupsText(summary),
    ...snapshotsText(summary),
  ];
  return parts.join('\n');
}

function backupsText({ backups }: InventorySummary): readonly string[] {
  if (!backups) return [];
  const { full, incremental, untold, unusable, chains, headless, longestChain, oldest, newest } = backups;
  return [
    [
      `Backups: ${backups.backups} of ${backups.provisioned} GiB provisioned; what they take in the store no list tells`,
      `  ${full} full, ${incremental} incremental, ${untold} of which that is not told, ${unusable} that cannot be restored from`,
      `  ${chains} chains, the longest of ${longestChain}${headless > 0 ? `; ${headless} without their full backup` : ''}`,
      `  ${tallyText(backups.protectedVolumes)} with a backup, ${tallyText(backups.unprotectedVolumes)} without; ${backups.ofGoneVolumes} backups of volumes that are gone`,
      `  from ${dateOf(oldest) ?? 'an untold day'} to ${dateOf(newest) ?? 'an untold day'}`,
      '',
    ].join('\n'),
  ];
}

function snapshotsText({ snapshots }: InventorySummary): readonly string[] {
  if (!snapshots) return [];
  const { provisioned, ofGoneVolumes, oldest, newest } = snapshots;
  const days = `from ${dateOf(oldest) ?? 'an untold day'} to ${dateOf(newest) ?? 'an untold day'}`;
  return [
    `Snapshots: ${snapshots.snapshots} of ${provisioned} GiB provisioned, ${ofGoneVolumes} of volumes that are gone; ${days}\n`,
  ];
}

function table(
  title: string,
  tallies: Readonly<Record<string, Tally>>,
  all: Tally,
  order: 'largest first' | 'as they are' = 'largest first',
): string {
  const entries = Object.entries(tallies);
  if (order === 'largest first') entries.sort(([, a], [, b]) => b.size - a.size);
  const rows = entries
    .slice(0, MOST_ROWS)
    .map(([name, { volumes, size }]) => [
      name === '' ? '(not told)' : name,
      String(volumes),
      String(size),
      `${((100 * size) / Math.max(1, all.size)).toFixed(1)}%`,
    ]);
  const more = entries.length > MOST_ROWS ? `and ${entries.length - MOST_ROWS} more: --json has them all\n` : '';
  return textTable([title, 'Volumes', 'GiB', 'Share'], rows) + more;
}

const tallyText = ({ volumes, size }: Tally): string => `${volumes} volume${volumes === 1 ? '' : 's'} of ${size} GiB`;
const sizeText = (gib: number): string => (gib >= 1024 ? `up to ${gib / 1024} TiB` : `up to ${gib} GiB`);
