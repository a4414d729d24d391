import type { CostKind } from '../engine/charge.js';

/** Kinds of cost as people read them, in the order of the bill. A new kind does not compile until it is named here. */
const TITLES: Readonly<Record<CostKind, string>> = {
  storage: 'Storage',
  requests: 'Requests',
  transition: 'Transition to archive',
  'early deletion': 'Early deletion',
  retrieval: 'Retrieval',
  egress: 'Egress',
  appliance: 'Appliance',
  'private store': 'Private store',
};

export const kindTitle = (kind: CostKind): string => TITLES[kind];

const isKind = (text: string): text is CostKind => Object.hasOwn(TITLES, text);

export const KINDS_IN_ORDER: readonly CostKind[] = Object.keys(TITLES).filter(isKind);
