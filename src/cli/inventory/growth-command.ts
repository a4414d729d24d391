import { openSource } from '../../files/inventory-source.js';
import { type GrowthReport, growthOf, type MeasuredGrowth, type Moment, MomentSink } from '../../inventory/growth.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { jsonText, textTable } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { growthYaml } from './growth-yaml.js';
import { dayOfSource } from './moment-day.js';
import { filesOf, readVolumes } from './read-volumes.js';

/** `stowage inventory growth A B ..`: what was added, removed and resized between inventories, a year's growth with its error, and lines for a scenario. */
export async function growthCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const moments = await readMoments(call, filesOf(call));
  if (!moments.ok) return terminal.problems(moments.problems, countOf(moments.problems, 'Nothing was measured.'));
  if (moments.warnings.length > 0) terminal.problems(moments.warnings, countOf(moments.warnings, ''));
  const report = growthOf(moments.value);
  terminal.data(terminal.json ? jsonText(withDates(report)) : `${inWords(report)}\n${growthYaml(report)}`);
  return 0;
}

async function readMoments(call: Call, paths: readonly string[]): Promise<Parsed<readonly Moment[]>> {
  if (paths.length < 2)
    return failed([problem('inventory growth', `${paths.length} file`, 'two inventories or more', 'name an older one, too')]);
  const moments: Moment[] = [];
  const warnings: Problem[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const read = await readVolumes(call, [path], () => new MomentSink());
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    warnings.push(...read.warnings);
    const source = await openSource(path);
    const day = await dayOfSource(source);
    await source.close();
    const fix = 'put the date into its name: volumes-2026-03-31.csv';
    if (day === undefined) problems.push(problem(path, 'no date', 'the day of the inventory', fix));
    else if (moments.some((moment) => moment.day === day))
      problems.push(problem(path, `a second inventory of ${formatDay(day)}`, 'one a day', 'leave one out'));
    else moments.push({ day, volumes: read.value.sink.volumes });
  }
  return problems.length > 0
    ? failed(problems)
    : parsed(
        moments.sort((a, b) => a.day - b.day),
        warnings,
      );
}

function failed(problems: readonly Problem[]): { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] } {
  const [first, ...rest] = problems;
  if (first === undefined) throw new Error('a failure without a problem');
  return { ok: false, problems: [first, ...rest] };
}

function problem(file: string, found: string, wanted: string, fix: string): Problem {
  return { code: 'INV022', severity: 'error', where: { file }, found, wanted, fix };
}

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
const percent = (share: number): string => (share > 100 ? 'over 10000 %' : `${(share * 100).toFixed(1)} %`);
