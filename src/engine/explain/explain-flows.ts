import { asGib, type Gib } from '../../units/gib.js';
import { counted, grouped, sizeInWords } from '../sizing/words.js';
import { at, listAt, numberAt, type PlanTree, textAt } from './plan-tree.js';
import { fromScenario } from './provenance.js';
import type { ExplainedFigure } from './types.js';

/** Ages shown one by one; the rest is a sum. */
const SHOWN = 8;

const sized = (tree: PlanTree, month: number, name: string): Gib => asGib(numberAt(tree, 'capacity', 'months', month, name));

/** Data protected, before any reduction. Source: docs/methodology-capacity.md M-5. */
export function explainFrontEnd(tree: PlanTree, month: number): ExplainedFigure {
  const cohorts = listAt(tree, 'inventory', 'cohorts');
  return {
    figure: 'capacity.front-end',
    title: `Data protected in month ${month + 1} (mean)`,
    value: sizeInWords(sized(tree, month, 'frontEnd')),
    rule: 'M-5',
    formula: 'SUM over cohorts of provisioned size x used fraction x (1 + yearly growth)^(days / 365)',
    inputs: [
      {
        name: `provisioned on the first day, ${counted(cohorts.length, 'cohort')}`,
        value: sizeInWords(asGib(cohorts.reduce<number>((sum, cohort) => sum + numberAt(cohort, 'provisioned'), 0))),
        from: 'inventory',
      },
      {
        name: 'yearly growth of the estate, on top of each profile’s',
        value: `${grouped(numberAt(tree, 'scenario', 'annualGrowth') * 100, 1)}%`,
        from: fromScenario(tree, 'annualGrowth'),
      },
    ],
    steps: [{ name: 'provisioned size by then (mean)', value: sizeInWords(sized(tree, month, 'provisioned')) }],
    sources: [],
  };
}

/** What a month's backups add to the store. Source: M-9, M-12, M-17. */
export function explainNew(tree: PlanTree, month: number): ExplainedFigure {
  const size = (name: string): Gib => sized(tree, month, name);
  const [sent, fresh] = [size('sent'), size('newBackEnd')];
  return {
    figure: 'capacity.new',
    title: `New in the store in month ${month + 1}`,
    value: sizeInWords(fresh),
    ...ruleOfNew(textAt(tree, 'scenario', 'store', 'mode'), textAt(tree, 'scenario', 'store', 'kind')),
    inputs: [
      {
        name: 'read from the volumes',
        value: sizeInWords(size('sourceRead')),
        from: 'engine: every backup reads the whole volume (M-9)',
      },
      { name: 'sent by the writer', value: sizeInWords(sent), from: 'engine: fulls and changed blocks (M-9)' },
    ],
    steps: [
      ...(fresh > 0 ? [{ name: 'sent : new', value: `${grouped(sent / fresh, 1)}:1` }] : []),
      { name: 'largest day, new', value: sizeInWords(size('peakDayNew')) },
      { name: 'largest day, sent', value: sizeInWords(size('peakDaySent')) },
      { name: 'objects written', value: grouped(numberAt(tree, 'capacity', 'months', month, 'objectsPut')) },
    ],
    sources: [],
  };
}

function ruleOfNew(mode: string, kind: string): Pick<ExplainedFigure, 'rule' | 'formula'> {
  if (mode === 'ratio') return { rule: 'M-13', formula: 'SUM over the month’s backups of used data / ratio' };
  if (kind === 'plain')
    return { rule: 'M-14', formula: 'SUM over the month’s backups of what the writer sends, side files included' };
  return {
    rule: 'M-12',
    formula:
      'SUM over the month’s backups of [ growth (1 - s) + B D(gap to the newest kept one) ] (1 + m) / c, for the very first B (1 - s) (1 + m) / c, + side files and unshared backups',
  };
}

/** What leaves the store in a month, by age, and how new and freed make the change of what is held. Source: M-15. */
export function explainFreed(tree: PlanTree, month: number): ExplainedFigure {
  const freed = listAt(tree, 'capacity', 'months', month, 'freed').map((part) => ({
    size: numberAt(part, 'size'),
    ageDays: numberAt(part, 'ageDays'),
    storageClass: textAt(part, 'storageClass'),
  }));
  const largest = [...freed].sort((a, b) => b.size - a.size);
  const rest = largest.slice(SHOWN);
  const sum = (parts: readonly { readonly size: number }[]): Gib => asGib(parts.reduce((total, { size }) => total + size, 0));
  const before = month === 0 ? asGib(0) : sized(tree, month - 1, 'backEndAtEnd');
  return {
    figure: 'capacity.freed',
    title: `Freed in month ${month + 1}`,
    value: sizeInWords(sum(freed)),
    rule: 'M-15',
    formula:
      'SUM over deleted points of what only they held, B (D(a) + D(b) - D(a + b)) between neighbours a and b days away, and their parcels; removed by the cleaning run after its lag. Held at the end = held before + new - freed',
    inputs: [
      { name: 'held at the end of the month before', value: sizeInWords(before), from: 'figure: capacity.physical' },
      { name: 'new in the store', value: sizeInWords(sized(tree, month, 'newBackEnd')), from: 'figure: capacity.new' },
    ],
    steps: [
      ...largest.slice(0, SHOWN).map(({ size, ageDays, storageClass }) => ({
        name: `${grouped(ageDays)} days old, ${storageClass} class`,
        value: sizeInWords(asGib(size)),
      })),
      ...(rest.length === 0 ? [] : [{ name: counted(rest.length, 'other age'), value: sizeInWords(sum(rest)) }]),
      {
        name: 'held at the end of the month',
        value: sizeInWords(asGib(numberAt(at(tree, 'capacity', 'months', month), 'backEndAtEnd'))),
      },
    ],
    sources: [],
  };
}
