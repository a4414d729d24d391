import type { Plan } from '../../engine/plan-types.js';
import { addDays, type Day } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { GIB_PER_TB } from '../../units/gib.js';
import { labelIn } from './label-words.js';
import { dateIn, numberIn } from './locale.js';
import type { Language } from './quote-types.js';
import { QUOTE_WORDS } from './quote-words.js';

/** What is quoted, in figures: the estate, what it becomes, where it lies, for how long. */
export function quoteFacts(plan: Plan, language: Language): readonly { readonly name: string; readonly value: string }[] {
  const words = QUOTE_WORDS[language];
  const months = plan.cost.months;
  const [first, last] = [months[0], months.at(-1)];
  const { frontEnd, backEndAtEnd } = plan.capacity.months.at(-1) ?? { frontEnd: 0, backEndAtEnd: 0 };
  const count = (value: number): string => numberIn(language, new Decimal(value), 0, 0);
  return [
    { name: words.volumes, value: count(plan.inventory.planned.volumes) },
    { name: words.protectedAtEnd, value: tb(language, frontEnd) },
    { name: words.storedAtEnd, value: tb(language, backEndAtEnd) },
    { name: words.destination, value: labelIn(language, plan.cost.destination.label) },
    ...(first && last ? [{ name: words.term, value: span(language, first.from, addDays(last.until, -1)) }] : []),
  ];
}

const span = (language: Language, from: Day, to: Day): string => `${dateIn(language, from)} – ${dateIn(language, to)}`;

/** Decimal terabytes with one decimal: what a contract is written in. */
function tb(language: Language, gib: number): string {
  return `${numberIn(language, new Decimal((gib / GIB_PER_TB).toFixed(3)), 1, 1)} TB`;
}
