import type { Look, Solution } from '../../engine/decide/solve.js';
import { formatCount } from '../format-number.js';
import type { Sheet } from './sheet.js';

/** An answer with its proof. */
export function solutionSheet({ question, answer, unit, at, beyond, range, because }: Solution): Sheet {
  const row = (name: string, look: Look | undefined) =>
    look === undefined ? [] : [[name, `${formatCount(look.value)} ${unit}`, look.figure, look.holds ? 'holds' : 'does not hold']];
  const from = `looked at from ${formatCount(range[0])} to ${formatCount(range[1])} ${unit}`;
  return {
    title: question,
    answer: [
      answer === undefined
        ? `None: not even ${formatCount(range[0])} ${unit} holds.`
        : beyond === undefined
          ? `${formatCount(answer)} ${unit}, and it still holds at the end of what was looked at.`
          : `${formatCount(answer)} ${unit}.`,
    ],
    tables: [
      {
        title: 'Planned again',
        head: ['Where', 'Value', 'Figure', 'Verdict'],
        rows: [...row('at the answer', at), ...row('one step beyond', beyond)],
      },
    ],
    notes: [`M-110: ${because}; ${from}.`],
  };
}
