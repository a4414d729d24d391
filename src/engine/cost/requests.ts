import { exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge, CostKind } from '../charge.js';
import { chargeLines, type Usage } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { fromEngine, shownDouble } from './explained.js';
import type { PricedItem } from './priced-item.js';

/**
 * New objects written into a class: one PUT each at that class's price.
 *
 * A class that cannot be written directly (the table has a transition price for it but no PUT, as Glacier had none until
 * 2018-11-26) is reached through its overhead class: one PUT there and one transition, the day it lands.
 *
 * Source: docs/methodology.md M-24; worked example s3faq-put-2019.
 */
export function putCharges(terms: ClassTerms, objects: number): readonly Charge[] {
  const via = stagedThrough(terms);
  if (via === undefined)
    return requestLines(terms.put, { kindOfCost: 'requests', what: 'PUT requests', title: terms.title, rule: 'M-24', objects });
  return [
    ...requestLines(via.put, { kindOfCost: 'requests', what: 'PUT requests', title: via.title, rule: 'M-24', objects }),
    ...transitionCharges(terms, objects),
  ];
}

/** The class that new objects land in first where the class itself takes no PUT; undefined where it does. */
export function stagedThrough(terms: ClassTerms): ClassTerms | undefined {
  const reachable =
    terms.put.kind === 'missing' && terms.transition.kind === 'priced' && terms.overheadClass?.put.kind === 'priced';
  return reachable ? terms.overheadClass : undefined;
}

/** Objects moved into a class by a lifecycle rule: one transition each at the price of the class they enter. Source: M-25. */
export function transitionCharges(into: ClassTerms, objects: number): readonly Charge[] {
  return requestLines(into.transition, {
    kindOfCost: 'transition',
    what: 'Transitions into',
    title: into.title,
    rule: 'M-25',
    objects,
  });
}

/** Objects read from a class: one GET each. Source: docs/methodology.md M-24; worked example s3faq-get-2019. */
export function getCharges(get: PricedItem, title: string, objects: number): readonly Charge[] {
  return requestLines(get, { kindOfCost: 'requests', what: 'GET requests', title, rule: 'M-24', objects });
}

export interface ObjectRequests {
  readonly kindOfCost: CostKind;
  readonly what: string;
  readonly title: string;
  readonly rule: Usage['rule'];
  readonly objects: number;
}

/** One request an object. Objects are a mean of the simulation and may be a fraction: it is billed as it is, not rounded up. */
export function requestLines(item: PricedItem, { kindOfCost, what, title, rule, objects }: ObjectRequests): readonly Charge[] {
  return chargeLines(item, {
    kindOfCost,
    label: what.endsWith(' into') ? `${what} ${title}` : `${what}, ${title}`,
    rule,
    formula: 'objects x 1 request x price',
    used: quantity('Requests', exactFromDouble(objects)),
    inputs: [fromEngine('objects', shownDouble(objects))],
    sources: [],
  });
}
