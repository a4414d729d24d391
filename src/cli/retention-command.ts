import { type PointOn, pointsOn } from '../engine/retention/points-on.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Problem } from '../problems/problem.js';
import { printable } from '../problems/render.js';
import type { ProtectionPolicy, Scenario } from '../scenario/types.js';
import { addDays, addMonths, type Day, formatDay } from '../units/day.js';
import type { Call } from './commands.js';
import { choice, dayFlag, text, today } from './flag-values.js';
import { loadScenario } from './load-plan-input.js';
import { csvTable, jsonText, textTable } from './tables.js';
import { countOf, type ExitCode } from './terminal.js';

const HEAD = ['policy', 'point', 'age', 'kind', 'backups to read', 'kept by', 'because'] as const;

/** `stowage retention`: which points each policy has on a day, and every reason. Inventory and prices are not read. */
export async function retentionCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const format = choice(call, 'format', ['text', 'json', 'csv']);
  const on = text(call, 'on') === undefined ? undefined : dayFlag(call, 'on');
  if (!format.ok) return terminal.problems(format.problems, 'Nothing was listed.');
  if (on !== undefined && !on.ok) return terminal.problems(on.problems, 'Nothing was listed.');
  const loaded = await loadScenario(text(call, 'scenario') ?? '', today());
  if (!loaded.ok) return terminal.problems(loaded.problems, countOf(loaded.problems, 'Nothing was listed.'));
  const { scenario } = loaded.value;
  const day = on?.value ?? addDays(addMonths(scenario.start, scenario.horizonMonths), -1);
  const named = text(call, 'policy');
  const problems = [...beforeStart(scenario, day), ...unknownPolicy(scenario, named)];
  if (problems.length > 0) return terminal.problems(problems, 'Nothing was listed.');
  const policies = Object.values(scenario.policies).filter(({ name }) => named === undefined || name === named);
  const lists = policies.map((policy) => ({ policy, points: pointsOn(policy, scenario.start, day) }));
  terminal.data(rendered(lists, day, format.value));
  return 0;
}

interface List {
  readonly policy: ProtectionPolicy;
  readonly points: readonly PointOn[];
}

function rendered(lists: readonly List[], on: Day, format: 'text' | 'json' | 'csv'): string {
  switch (format) {
    case 'text':
      return lists.map((list) => asText(list, on)).join('\n');
    case 'csv':
      return csvTable(HEAD, lists.flatMap(rows));
    case 'json':
      return jsonText({ on: formatDay(on), policies: lists.map(asData) });
  }
}

function asText(list: List, on: Day): string {
  const { name, retention } = list.policy;
  const by = (what: PointOn['keptBy']): number => list.points.filter(({ keptBy }) => keptBy === what).length;
  const parts = [`${by('rule')} by rule`, `${by('chain')} only as parents in a chain`, `${by('lock or hold')} by a lock or hold`];
  const ahead = list.policy.schedule.calendarHours ?? 0;
  const shifted = ahead === 0 ? '' : `, times ${ahead > 0 ? '+' : ''}${ahead} h from the schedule's (timezone)`;
  const title = `${printable(name)} (${retention.semantics}), ${formatDay(on)}: ${list.points.length} points, ${parts.join(', ')}${shifted}\n`;
  return (
    title +
    textTable(
      HEAD.slice(1),
      rows(list).map((row) => row.slice(1)),
    )
  );
}

const twoPlaces = (value: number): string => String(value).padStart(2, '0');

const rows = ({ policy, points }: List): readonly (readonly string[])[] =>
  points.map(({ date, hour, minute, ageDays, kind, chain, keptBy, reasons }) => [
    policy.name,
    `${formatDay(date)} ${twoPlaces(hour)}:${twoPlaces(minute)}`,
    `${ageDays} d`,
    kind,
    String(chain),
    keptBy,
    reasons.join('; '),
  ]);

const asData = ({ policy, points }: List) => ({
  name: policy.name,
  semantics: policy.retention.semantics,
  points: points.map(({ date, ...point }) => ({ date: formatDay(date), ...point })),
});

function beforeStart({ start }: Scenario, on: Day): readonly Problem[] {
  if (on >= start) return [];
  return [
    {
      code: 'CLI005',
      severity: 'error',
      where: { file: '--on' },
      found: formatDay(on),
      wanted: `the start of the plan, ${formatDay(start)}, or a later day`,
    },
  ];
}

function unknownPolicy({ policies }: Scenario, name: string | undefined): readonly Problem[] {
  const known = Object.keys(policies);
  if (name === undefined || known.includes(name)) return [];
  const fix = didYouMean(nearestNames(name, known, 2));
  return [
    {
      code: 'CLI005',
      severity: 'error',
      where: { file: '--policy' },
      found: `"${name}"`,
      wanted: `one of ${known.join(', ')}`,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}
