import { grouped, hoursInWords, mbitInWords } from '../sizing/words.js';
import { at, knownNumber, listAt, type PlanTree, textAt } from './plan-tree.js';
import { distinct, sourceOf } from './provenance.js';
import type { ExplainedFigure } from './types.js';

type Frame = Pick<ExplainedFigure, 'figure' | 'title' | 'value' | 'steps'>;

/** A figure whose explanation is part of the plan already. */
export function fromBecause(frame: Frame, because: PlanTree): ExplainedFigure {
  return {
    ...frame,
    rule: textAt(because, 'rule'),
    formula: textAt(because, 'formula'),
    inputs: listAt(because, 'inputs').map((input) => ({
      name: textAt(input, 'name'),
      value: textAt(input, 'value'),
      from: textAt(input, 'from'),
    })),
    sources: distinct(listAt(because, 'sources').map(sourceOf)),
  };
}

const hours = (tree: PlanTree, ...path: readonly (string | number)[]): string => {
  const known = knownNumber(tree, ...path);
  return known === undefined ? 'never' : hoursInWords(known);
};

/** Restore number n of the plan, from 1. */
export function explainRestore(tree: PlanTree, number: number): ExplainedFigure {
  const restore = at(tree, 'restores', number - 1);
  const steps = listAt(restore, 'stages').map((stage) => ({
    name: `${textAt(stage, 'name')}: ${textAt(stage, 'limit')}`,
    value: `${hours(stage, 'hoursLow')} / ${hours(stage, 'hours')} / ${hours(stage, 'hoursHigh')}`,
  }));
  const value = `${hours(restore, 'hours')} (${hours(restore, 'hoursLow')} to ${hours(restore, 'hoursHigh')})`;
  return fromBecause({ figure: `restore.${number}.time`, title: textAt(restore, 'what'), value, steps }, at(restore, 'because'));
}

export function explainWan(tree: PlanTree): ExplainedFigure {
  const mbit = (name: string): string => mbitInWords(knownNumber(tree, 'wan', name) ?? 0);
  const seed = knownNumber(tree, 'wan', 'seedDays');
  const steps = [
    { name: 'usable link', value: mbit('usableMbit') },
    { name: 'first full', value: seed === undefined ? 'never' : `${grouped(seed, 1)} days` },
  ];
  return fromBecause(
    { figure: 'wan.need', title: 'Link that the largest day needs', value: mbit('needMbit'), steps },
    at(tree, 'wan', 'because'),
  );
}

export function explainWindow(tree: PlanTree): ExplainedFigure {
  const steps = [{ name: 'allowed', value: hours(tree, 'window', 'allowedHours') }];
  const value = hours(tree, 'window', 'hours');
  return fromBecause(
    { figure: 'window.hours', title: 'Time that the largest night takes', value, steps },
    at(tree, 'window', 'because'),
  );
}

export function explainRpo(tree: PlanTree): ExplainedFigure {
  const steps = listAt(tree, 'rpo', 'parts').map((part) => ({ name: textAt(part, 'name'), value: hours(part, 'hours') }));
  const value = hours(tree, 'rpo', 'achievableHours');
  return fromBecause({ figure: 'rpo.hours', title: 'Work that can be lost at worst', value, steps }, at(tree, 'rpo', 'because'));
}
