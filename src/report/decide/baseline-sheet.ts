import type { Baseline, BaselineResult, MoneyRange } from '../../engine/decide/baseline-types.js';
import { doubleFromExact } from '../../units/decimal.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { formatFixed, formatShare } from '../format-number.js';
import { formatSize } from '../format-size.js';
import type { Sheet } from './sheet.js';

const range = ({ low, likely, high }: MoneyRange): string =>
  `${formatMoney(likely)} (${formatMoney(low)} to ${formatMoney(high)})`;
const named = ({ title, sites }: Baseline): string => (sites === 2 ? `${title}, two sites` : title);

/** "saves 45.2% (12% to 80%)", or what the plan costs more. */
export function savingText({ saving }: Baseline): string {
  return `${formatShare(saving.likely)} (${formatShare(saving.low)} to ${formatShare(saving.high)})`;
}

/** The plan against what stands in its place today. */
export function baselineSheet({ plan, claim, baselines, leftOut }: BaselineResult): Sheet {
  const asked = formatShare(doubleFromExact(claim));
  const held = baselines.filter(({ saving }) => saving.likely >= doubleFromExact(claim));
  const verdict =
    held.length === 0
      ? `A saving of ${asked} holds against none of them.`
      : `A saving of ${asked} holds against: ${held.map(named).join('; ')}.`;
  return {
    title: `The plan, ${formatTotal(plan)} over the horizon, against what it replaces`,
    answer: [
      verdict,
      ...(plan.kind === 'atLeast'
        ? ['The plan has lines without a price: it costs at least this, so every saving is at most this.']
        : []),
    ],
    tables: [savingTable(baselines), neededTable(baselines, asked), evidenceTable(baselines)],
    notes: [
      ...leftOut,
      'Every alternative keeps the plan’s points. Low and high have every parameter at its cheap or dear end at once: wider than any one estate. Money is by TB held and month; bought for its last month at once it costs more.',
      'Backup files: the policies’ own cadence or a weekly full with incrementals, whichever holds less, compressed by Cinder. The line to a second site and the move are not in it.',
      'M-111: TB held by keeping. M-112: TB held x sites x months x money a TB and month. M-113: saving = 1 - plan / alternative; needed = plan / (1 - claim).',
    ],
  };
}

function savingTable(baselines: readonly Baseline[]) {
  return {
    title: 'Saving of the plan: likely (low to high)',
    head: ['Instead', 'Keeps', 'Held at the end', 'A TB and month', 'Over the horizon', 'The plan saves'],
    rows: baselines.map((one) => [
      named(one),
      one.keeping,
      formatSize(one.heldAtEnd),
      range(one.perTbMonth),
      range(one.cost),
      savingText(one),
    ]),
  };
}

function neededTable(baselines: readonly Baseline[], asked: string) {
  return {
    title: `What it would have to cost for ${asked} to hold`,
    head: ['Instead', 'Over the horizon', 'A TB and month', 'Times its likely cost'],
    rows: baselines.map((one) => [
      named(one),
      formatMoney(one.needed.cost),
      formatMoney(one.needed.perTbMonth),
      formatFixed(one.needed.timesLikely, 2),
    ]),
  };
}

function evidenceTable(baselines: readonly Baseline[]) {
  const sources = new Map(baselines.flatMap(({ sources: all }) => all.map((source) => [source.id, source] as const)));
  return {
    title: 'What the alternatives rest on',
    head: ['Row', 'Label', 'Source', 'Checked', 'Note'],
    rows: [...sources.values()].map(({ id, label, title, lastChecked, note }) => [id, label, title, lastChecked, note ?? '']),
  };
}
