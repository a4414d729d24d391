import type { SolveAnswer } from '../../engine/decide/decision-types.js';
import type { Look, Solution } from '../../engine/decide/solve.js';
import { formatCount } from '../format-number.js';
import { formatHours } from '../format-time.js';
import { badge, table } from '../table-view.js';
import type { Subject } from '../tables-document.js';
import { optimumSubject } from './optimum-subject.js';

/** A question asked backwards, answered. */
export function answerSubject(answer: SolveAnswer): Subject {
  return answer.kind === 'value'
    ? solutionSubject(answer.solution)
    : optimumSubject(answer.optimum, {
        id: `front-within-${answer.asked.rtoHours}`,
        title: `The cheapest class that restores everything asked for within ${formatHours(answer.asked.rtoHours)}`,
      });
}

const valueText = (value: number, [one, many]: Solution['unit']): string => `${formatCount(value)} ${value === 1 ? one : many}`;

/** An answer with its proof: the plan at it, and the plan one step beyond. */
export function solutionSubject({ question, answer, unit, at, beyond, range, because }: Solution): Subject {
  const row = (head: string, look: Look | undefined) =>
    look === undefined
      ? []
      : [
          {
            head,
            cells: [
              valueText(look.value, unit),
              look.figure,
              look.holds ? badge('good', 'Holds') : badge('bad', 'Does not hold'),
            ],
          },
        ];
  return {
    title: question,
    lead: [answerText({ answer, unit, beyond, range })],
    charts: [],
    tables: [
      table({
        caption: 'Planned again',
        corner: 'Where',
        columns: ['#Value', '~Figure', 'Verdict'],
        rows: [...row('At the answer', at), ...row('One step beyond', beyond)],
      }),
    ],
    folded: [],
    whys: [
      {
        label: 'The answer',
        why: {
          rule: 'M-110',
          formula: because,
          inputs: [
            {
              name: 'looked at',
              value: `${formatCount(range[0])} to ${valueText(range[1], unit)}`,
              from: 'engine: by halves, each look a whole plan',
            },
          ],
          sources: [],
        },
      },
    ],
    notes: [],
  };
}

function answerText({ answer, unit, beyond, range }: Pick<Solution, 'answer' | 'unit' | 'beyond' | 'range'>): string {
  if (answer === undefined)
    return `None: not even ${valueText(range[0], unit)} holds (${beyond?.figure ?? 'nothing looked at'}).`;
  return beyond === undefined
    ? `${valueText(answer, unit)}, and it still holds at the end of what was looked at.`
    : `${valueText(answer, unit)}. At ${valueText(beyond.value, unit)}: ${beyond.figure}.`;
}
