import { exactFromDouble } from '../../units/decimal.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { Charge } from '../charge.js';
import { baseFeeCharges, minimumStoredCharges } from './account-charges.js';
import { gibMonths, type MonthPart, monthInputs } from './billing-month.js';
import { chargeLines, type Usage } from './charge-lines.js';
import { type Coverage, commitmentCharges, coverageOf } from './commitments.js';
import type { DestinationTerms, ObjectStoreTerms, PrivateStoreTerms } from './destination-terms.js';
import { earlyDeletionCharges, leavingByClass } from './early-deletion.js';
import { fromEngine, shownDouble } from './explained.js';
import { PRIVATE_STORE_FORMULA } from './private-store.js';
import { putCharges, transitionCharges } from './requests.js';
import { type Held, storageCharges, storedParts } from './storage.js';

/**
 * What the destination bills for one month, appliances aside: fees and commitments, storage, requests, transitions, early deletion, in that
 * order.
 */
export function monthCharges(terms: DestinationTerms, month: CapacityMonth): readonly Charge[] {
  return terms.kind === 'private store' ? privateStoreCharges(terms, month.backEnd, month) : objectStoreCharges(terms, month);
}

const NO_COVERAGE: readonly Coverage[] = [];

function objectStoreCharges(terms: ObjectStoreTerms, month: CapacityMonth): readonly Charge[] {
  const { first, archive, transitionAfterDays, account, committed } = terms;
  const parts = storedParts(heldByClass(terms, month), month, terms.objectMib);
  return [
    ...baseFeeCharges(account, month, first.title),
    ...commitmentCharges(committed, month),
    ...storageCharges(parts, committed.length === 0 ? NO_COVERAGE : coverageOf(committed, month)),
    ...minimumStoredCharges(account, parts, first, month),
    ...putCharges(first, month.objectsPut, terms),
    ...(first === archive ? [] : transitionCharges(archive, month.objectsMoved)),
    ...leavingByClass(month, terms, transitionAfterDays).flatMap((leaving) => earlyDeletionCharges(leaving, month.daysOfMonth)),
  ];
}

/** Mean holdings by class: one entry where first and archive class are the same. */
export function heldByClass({ first, archive }: ObjectStoreTerms, month: CapacityMonth): readonly Held[] {
  if (first === archive) {
    const objects = month.objectsHeldFirst + month.objectsHeldArchive;
    return [{ terms: first, gib: month.inFirstClass + month.inArchiveClass, objects }];
  }
  return [
    { terms: first, gib: month.inFirstClass, objects: month.objectsHeldFirst },
    { terms: archive, gib: month.inArchiveClass, objects: month.objectsHeldArchive },
  ];
}

/** One's own store bills what it holds, and nothing by the request: its requests run on the machines already counted. Source: M-32. */
export function privateStoreCharges(terms: PrivateStoreTerms, gib: number, month: MonthPart): readonly Charge[] {
  return chargeLines(terms.item, {
    ...privateStoreUsage(terms),
    used: gibMonths(exactFromDouble(gib), month),
    inputs: () => [
      fromEngine('mean size held', `${shownDouble(gib)} GiB`),
      ...monthInputs(month, undefined),
      ...(terms.cost?.inputs ?? []),
    ],
  });
}

export function privateStoreUsage({ title }: PrivateStoreTerms): Omit<Usage, 'used' | 'inputs'> {
  return {
    kindOfCost: 'private store',
    label: `Private store, ${title} (assumption)`,
    rule: 'M-32',
    formula: PRIVATE_STORE_FORMULA,
    sources: [],
  };
}
