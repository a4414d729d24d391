import type { ValueAsked } from '../../scenario/decision-types.js';
import { formatDay } from '../../units/day.js';
import { groupDigits } from '../../units/digits.js';
import { tbFromGib } from '../../units/gib.js';
import { type Money, money, plainAmount } from '../../units/quantity.js';
import type { Total } from '../charge.js';
import type { Plan, PlanInput } from '../plan-types.js';
import { mbitInWords, tbInWords } from '../sizing/words.js';
import { estateOf, fullOn, keepingMonths, planWith, type Question } from './solve.js';

const inWords = ({ kind, cost }: Total): string =>
  `${kind === 'atLeast' ? 'at least ' : ''}${groupDigits(plainAmount(cost))} ${cost.currency}`;

const isWithin = ({ cost }: Total, most: Money): boolean => cost.amount.lte(most.amount);

/** Budget over the horizon -> the longest retention: monthly points that every policy keeps, beside its shorter rules. */
export function longestRetention(input: PlanInput, budget: Money): Question {
  const { scenario } = input;
  return {
    question: `How many monthly points can every policy keep for ${groupDigits(plainAmount(budget))} ${budget.currency} over the horizon?`,
    unit: ['monthly point', 'monthly points'],
    because:
      'the total of the plan, whose policies keep so many monthly points and no quarterly or yearly ones, is at most the budget',
    easy: 0,
    hard: scenario.horizonMonths,
    look: (value) => {
      const { total } = planWith(input, keepingMonths(scenario, value)).cost;
      return { value, figure: `total ${inWords(total)}`, holds: isWithin(total, budget) };
    },
  };
}

const MOST_PERCENT = 100_000;

/** The link -> the largest estate of this mix whose largest day it still carries. */
export function largestEstate(input: PlanInput): Question {
  const frontEnd = (plan: Plan): string => tbInWords(tbFromGib(plan.frontEndAtStart.size));
  return {
    question: `How large may the estate be for the link of ${mbitInWords(input.scenario.network.wanMbit)}?`,
    unit: ['% of this estate', '% of this estate'],
    because:
      'the largest day of new back-end data passes the usable link within the upload hours (M-58); the window is another question',
    easy: 1,
    hard: MOST_PERCENT,
    look: (value) => {
      const larger = estateOf(input, value);
      const plan = planWith(larger, larger.scenario);
      const { needMbit, usableMbit, fits } = plan.wan;
      return {
        value,
        figure: `${frontEnd(plan)} front-end need ${mbitInWords(needMbit)} of ${mbitInWords(usableMbit)}`,
        holds: fits,
      };
    },
  };
}

const LONGEST_MONTHS = 120;

/** When the units of the start are full: whole months of the plan before the first in which a limit of theirs is passed. */
export function monthsUntilFull(input: PlanInput): Question {
  const { scenario } = input;
  return {
    question: 'For how many months do the appliances of the start suffice?',
    unit: ['month from the start', 'months from the start'],
    because: 'no limit of the units of the start (M-74) is passed within so many months; growth goes on as the profiles have it',
    easy: 2,
    hard: LONGEST_MONTHS,
    look: (value) => {
      const plan = planWith(input, { ...scenario, horizonMonths: value });
      const full = fullOn(plan);
      const units = `${plan.upgrade.unitsAtStart} x ${plan.appliance.chosen}`;
      const figure = full === undefined ? `${units}: not full` : `${units}: ${full.constraint} full from ${formatDay(full.day)}`;
      return { value, figure, holds: full === undefined };
    },
  };
}

const LONGEST_AGE = 365;

/** The youngest age from which moving data to the archive class costs no more than leaving it where it is. */
export function breakEvenAge(input: PlanInput): Question {
  const { scenario } = input;
  const { destination } = scenario;
  const stay = planWith(input, {
    ...scenario,
    useCase: 'backup',
    destination: { ...destination, archiveClass: undefined, transitionAfterDays: undefined },
  }).cost.total;
  return {
    question: `From what age on does it pay to move data from ${destination.storageClass} to ${destination.archiveClass ?? 'an archive class'}?`,
    unit: ['day', 'days'],
    because: `the plan's total is at most that without an archive class, ${inWords(stay)}: requests of the move and minimum durations against the cheaper GiB`,
    easy: LONGEST_AGE,
    hard: 1,
    look: (value) => {
      const { total } = planWith(input, { ...scenario, destination: { ...destination, transitionAfterDays: value } }).cost;
      return { value, figure: `total ${inWords(total)}`, holds: isWithin(total, stay.cost) };
    },
  };
}

/** The question behind what was asked. */
export function questionOf(input: PlanInput, asked: ValueAsked): Question {
  switch (asked.for) {
    case 'retention':
      return longestRetention(input, money(input.scenario.currency, asked.budget));
    case 'estate':
      return largestEstate(input);
    case 'appliance-full':
      return monthsUntilFull(input);
    case 'transition':
      return breakEvenAge(input);
  }
}
