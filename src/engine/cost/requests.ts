import { doubleFromExact, exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge, CostKind } from '../charge.js';
import { chargeLines, type Usage } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { fromEngine, shownDouble } from './explained.js';
import { labelOf } from './label.js';
import type { PricedItem } from './priced-item.js';

/** How objects are sent: sizes in MiB. */
export interface Upload {
  readonly objectMib: number;
  /** Size of the parts that an object is sent in; undefined: each object in one request. */
  readonly partMib: number | undefined;
}

/**
 * New objects written into a class: one PUT each at that class's price. An object sent in parts is a request for each part, those that
 * open the upload, and one that completes it.
 *
 * A class that cannot be written directly (the table has a transition price for it but no PUT, as Glacier had none until
 * 2018-11-26) is reached through its overhead class: written there, and one transition, the day it lands.
 *
 * Source: docs/methodology.md M-24 and M-45; worked examples s3faq-put-2019 and az-upload-1000x5gib-*.
 */
export function putCharges(terms: ClassTerms, objects: number, upload?: Upload): readonly Charge[] {
  const via = stagedThrough(terms);
  if (via === undefined) return writes(terms, objects, upload);
  return [...writes(via, objects, upload), ...transitionCharges(terms, objects)];
}

/** Requests an object takes: those of the parts, which an archive class bills at its readable class's price, and the one at its own. */
export function requestsPerObject(
  terms: ClassTerms,
  upload: Upload | undefined,
): { readonly parts: number; readonly own: number } {
  const { objectMib, partMib } = upload ?? { objectMib: 0, partMib: undefined };
  if (partMib === undefined || objectMib <= partMib) return { parts: 0, own: 1 };
  const opening = terms.multipartOpening === undefined ? 0 : doubleFromExact(terms.multipartOpening.value);
  const parts = Math.ceil(objectMib / partMib) + opening;
  return terms.overheadClass === undefined ? { parts: 0, own: parts + 1 } : { parts, own: 1 };
}

function writes(terms: ClassTerms, objects: number, upload: Upload | undefined): readonly Charge[] {
  const { parts, own } = requestsPerObject(terms, upload);
  const isWhole = parts === 0 && own === 1;
  if (isWhole) {
    return requestLines(terms.put, { kindOfCost: 'requests', what: 'PUT requests', title: terms.title, rule: 'M-24', objects });
  }
  const staged = terms.overheadClass ?? terms;
  const put = { kindOfCost: 'requests', what: 'PUT requests', rule: 'M-45' } as const;
  return [
    ...requestLines(staged.put, {
      ...put,
      what: `Parts of uploads to ${terms.code}`,
      title: staged.title,
      objects: objects * parts,
    }),
    ...requestLines(terms.put, { ...put, title: terms.title, objects: objects * own }),
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
  /** Requests: one an object, or as many as its parts take. */
  readonly objects: number;
}

/** One request an object. Objects are a mean of the simulation and may be a fraction: it is billed as it is, not rounded up. */
export function requestLines(item: PricedItem, { kindOfCost, what, title, rule, objects }: ObjectRequests): readonly Charge[] {
  if (objects === 0) return [];
  return chargeLines(item, {
    kindOfCost,
    label: labelOf(what, labelOf(what.endsWith(' into') ? ' ' : ', ', title)),
    rule,
    formula: rule === 'M-45' ? 'objects x requests of an upload in parts x price' : 'objects x 1 request x price',
    used: quantity('Requests', exactFromDouble(objects)),
    inputs: () => [fromEngine(rule === 'M-45' ? 'requests' : 'objects', shownDouble(objects))],
    sources: [],
  });
}
