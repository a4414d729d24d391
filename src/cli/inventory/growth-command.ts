import { type GrowthReport, growthOf, type MeasuredGrowth, type Moment, measureGrowth } from '../../inventory/growth.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { asDay, type Day, formatDay, parseDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { progressFor } from '../progress.js';
import { jsonText, textTable } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { growthYaml } from './growth-yaml.js';
import { withStore } from './open-store.js';
import { readMoments, unusable } from './read-moments.js';
import { filesOf } from './read-volumes.js';
import { wrongFlag } from './wrong-flag.js';

/** `stowage inventory growth A B ..` or `--store DIR`: what was added, removed and resized between inventories, a year's growth with its error, and lines for a scenario. */
export async function growthCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const store = text(call, 'store');
  const measured = store === undefined ? await growthOfFiles(call) : await growthOfStore(call, store);
  if (!measured.ok) return terminal.problems(measured.problems, countOf(measured.problems, 'Nothing was measured.'));
  if (measured.warnings.length > 0) terminal.problems(measured.warnings, countOf(measured.warnings, ''));
  const report = measured.value;
  terminal.data(terminal.json ? jsonText(withDates(report)) : `${inWords(report)}\n${growthYaml(report)}`);
  return 0;
}

async function growthOfFiles(call: Call): Promise<Parsed<GrowthReport>> {
  const paths = filesOf(call);
  if (text(call, 'from') !== undefined || text(call, 'until') !== undefined)
    return failed(wrongFlag(text(call, 'from') === undefined ? 'until' : 'from', 'files', 'days of a store', 'add --store'));
  const older = 'name an older one, too';
  if (paths.length < 2) return failed(unusable('inventory growth', `${paths.length} file`, 'two inventories or more', older));
  const moments: Moment[] = [];
  const read = await readMoments(call, paths, (moment) => void moments.push(moment));
  if (!read.ok) return read;
  return parsed(growthOf(moments.sort((a, b) => a.day - b.day)), read.warnings);
}

async function growthOfStore(call: Call, folder: string): Promise<Parsed<GrowthReport>> {
  if (Array.isArray(call.flags.files) && call.flags.files.length > 0)
    return failed(wrongFlag('store', folder, 'files or a store', 'keep the files first: stowage inventory keep'));
  const span = daySpan(call);
  if (!span.ok) return span;
  const { from, until } = span.value;
  const progress = progressFor(call.terminal);
  const measured = await withStore(folder, async (store) => {
    const days = (await store.days()).filter((day) => day >= from && day <= until);
    if (days.length < 2) return days.length;
    const flows = await store.flows(days, (done, of) => progress.step(`measuring ${done} of ${of} intervals`));
    return measureGrowth(days, flows);
  });
  progress.done();
  if (!measured.ok) return measured;
  if (typeof measured.value === 'object') return parsed(measured.value);
  const found = `${measured.value} ${measured.value === 1 ? 'day' : 'days'} in the store, or in the days asked for`;
  return failed(unusable(folder, found, 'two days or more', 'add some: stowage inventory keep'));
}

function daySpan(call: Call): Parsed<{ readonly from: Day; readonly until: Day }> {
  const dayOf = (name: string, absent: number): Day | undefined => {
    const given = text(call, name);
    return given === undefined ? asDay(absent) : parseDay(given);
  };
  const [from, until] = [dayOf('from', Number.NEGATIVE_INFINITY), dayOf('until', Number.POSITIVE_INFINITY)];
  if (from !== undefined && until !== undefined && from <= until) return parsed({ from, until });
  const name = from === undefined ? 'from' : 'until';
  return failed(wrongFlag(name, text(call, name) ?? '', 'a calendar date, --from before --until', 'write it as 2026-02-15'));
}

const failed = (problem: Problem): Parsed<never> => ({ ok: false, problems: [problem] });

function withDates(report: GrowthReport): unknown {
  const dated = (growth: MeasuredGrowth) => ({
    ...growth,
    intervals: growth.intervals.map((interval) => ({ ...interval, from: formatDay(interval.from), to: formatDay(interval.to) })),
  });
  const each = (record: GrowthReport['byType']) =>
    Object.fromEntries(Object.entries(record).map(([key, growth]) => [key, dated(growth)]));
  const { from, to, total, byProject, byType } = report;
  return { from: formatDay(from), to: formatDay(to), total: dated(total), byProject: each(byProject), byType: each(byType) };
}

function inWords({ from, to, total, byProject, byType }: GrowthReport): string {
  const head = ['', 'GiB then', 'GiB now', 'Added', 'Removed', 'Resized', 'GiB a day', 'A year', 'Two times in three'];
  const intervals = total.intervals.length;
  const parts = [
    `Growth from ${formatDay(from)} to ${formatDay(to)}, ${intervals} interval${intervals === 1 ? '' : 's'}, in GiB provisioned\n`,
    textTable(head, [rowOf('All volumes', total)]),
    textTable(
      ['Project', ...head.slice(1)],
      Object.entries(byProject).map(([name, growth]) => rowOf(name || '(not told)', growth)),
    ),
    textTable(
      ['Type', ...head.slice(1)],
      Object.entries(byType).map(([name, growth]) => rowOf(name || '(not told)', growth)),
    ),
  ];
  return parts.join('\n');
}

function rowOf(name: string, { intervals, gibPerDay, perYear, range }: MeasuredGrowth): readonly string[] {
  const sum = (of: (interval: MeasuredGrowth['intervals'][number]) => number): string =>
    String(intervals.reduce((total, one) => total + of(one), 0));
  return [
    name,
    String(intervals[0]?.startGib ?? 0),
    String(intervals.at(-1)?.endGib ?? 0),
    sum(({ added }) => added.gib),
    sum(({ removed }) => -removed.gib),
    sum(({ resized }) => resized.gib),
    gibPerDay.toFixed(1),
    perYear === undefined ? '-' : percent(perYear),
    range === undefined ? '-' : `${percent(range.low)} to ${percent(range.high)}`,
  ];
}

/** A year made of a few days can be anything: beyond a hundredfold the digits mean nothing. */
const percent = (share: number): string => (share > 100 ? 'over 10000%' : `${(share * 100).toFixed(1)}%`);
