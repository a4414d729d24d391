import type { Baseline, BaselineResult, MoneyRange } from '../../engine/decide/baseline-types.js';
import { doubleFromExact } from '../../units/decimal.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { countOf, formatFixed, formatShare } from '../format-number.js';
import { formatSize } from '../format-size.js';
import { badge, type CellInput, type TableView, table } from '../table-view.js';
import type { Subject } from '../tables-document.js';
import type { SourceNumbers } from '../view-model-sources.js';
import { whyView } from '../view-model-why.js';

const range = ({ low, likely, high }: MoneyRange): CellInput => ({
  text: formatMoney(likely),
  note: `${formatMoney(low)} to ${formatMoney(high)}`,
});
const named = ({ title, sites }: Baseline): string => (sites === 2 ? `${title}, two sites` : title);

/** The plan against what stands in its place today. */
export function baselineSubject({ plan, claim, baselines, leftOut }: BaselineResult, numbers: SourceNumbers): Subject {
  const asked = formatShare(doubleFromExact(claim));
  return {
    title: 'The plan against what it replaces',
    lead: [
      verdictText(baselines, claim, asked),
      ...(plan.kind === 'atLeast'
        ? ['The plan has lines without a price: it costs at least this, so every saving is at most what is shown.']
        : []),
    ],
    charts: [],
    tables: [savingTable(baselines, formatTotal(plan), doubleFromExact(claim)), neededTable(baselines, asked)],
    folded: [evidenceTable(baselines)],
    whys: baselines.map((one) => ({ label: named(one), why: whyView(one.because, numbers) })),
    notes: [
      ...leftOut,
      'Every alternative keeps the plan’s points. Low and high have every parameter at its cheap or dear end at once: wider than any one estate. Money is by TB held and month; bought for its last month at once it costs more.',
      'Backup files: the policies’ own cadence or a weekly full with incrementals, whichever holds less, compressed by Cinder. The line to a second site and the move are not in it.',
    ],
  };
}

function verdictText(baselines: readonly Baseline[], claim: BaselineResult['claim'], asked: string): string {
  const share = doubleFromExact(claim);
  const held = baselines.filter(({ saving }) => saving.likely >= share);
  const possible = baselines.filter(({ saving }) => saving.likely < share && saving.high >= share);
  const within =
    possible.length === 0 ? '' : ` At the dear end of the range it is reached against: ${possible.map(named).join('; ')}.`;
  if (baselines.length === 0) return `A saving of ${asked} cannot be judged: no alternative has a price in the plan’s currency.`;
  return held.length === 0
    ? `A saving of ${asked} holds against none of ${countOf(baselines.length, 'alternative', 'alternatives')} at its likely cost.${within}`
    : `A saving of ${asked} holds against: ${held.map(named).join('; ')}.${within}`;
}

function savingTable(baselines: readonly Baseline[], plan: string, claim: number): TableView {
  return table({
    caption: `Saving of the plan, ${plan} over the horizon: likely (low to high)`,
    corner: 'Instead',
    columns: ['#Held at the end', '#A TB and month', '#Over the horizon', '#The plan saves', 'Claim'],
    rows: baselines.map((one) => ({
      head: named(one),
      headNote: one.keeping,
      cells: [
        formatSize(one.heldAtEnd),
        range(one.perTbMonth),
        range(one.cost),
        { text: formatShare(one.saving.likely), note: `${formatShare(one.saving.low)} to ${formatShare(one.saving.high)}` },
        one.saving.likely >= claim
          ? badge('good', 'Holds')
          : one.saving.high >= claim
            ? badge('warn', 'At its dear end')
            : badge('bad', 'Does not hold'),
      ],
    })),
  });
}

function neededTable(baselines: readonly Baseline[], asked: string): TableView {
  return table({
    caption: `What it would have to cost for ${asked} to hold`,
    corner: 'Instead',
    columns: ['#Over the horizon', '#A TB and month', '#Times its likely cost'],
    rows: baselines.map((one) => ({
      head: named(one),
      cells: [formatMoney(one.needed.cost), formatMoney(one.needed.perTbMonth), formatFixed(one.needed.timesLikely, 2)],
    })),
    note: 'M-113: the plan’s cost / (1 - claim).',
  });
}

function evidenceTable(baselines: readonly Baseline[]): TableView {
  const sources = new Map(baselines.flatMap(({ sources: all }) => all.map((source) => [source.id, source] as const)));
  return table({
    caption: 'What the alternatives rest on',
    corner: 'Row',
    columns: ['Label', 'Confidence', 'Checked', '~Source', '~Note'],
    rows: [...sources.values()].map(({ id, label, confidence, title, lastChecked, note }) => ({
      head: id,
      cells: [label, confidence, lastChecked, title, note ?? ''],
    })),
  });
}
