import type { RetrievalOption } from '../../scenario/types.js';
import { doubleFromExact, exactFromDouble } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import { chargeLinesAfterFree } from './allowance.js';
import type { BillTerms } from './bill-terms.js';
import { type Usage, unpricedLine } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { gibAllowance } from './egress.js';
import { fromEngine, shownDouble } from './explained.js';
import { ruleFor } from './lookup.js';
import { peakRetrievalCharges } from './peak-retrieval.js';
import { pricedItem } from './priced-item.js';
import { getCharges, requestLines } from './requests.js';

/** What is read from one class. */
export interface Retrieval {
  readonly option: RetrievalOption;
  readonly gib: number;
  readonly objects: number;
  /** Mean GiB stored in the class that month: the peak-hour fee's free allowance. */
  readonly storedGib: number;
  /** Hours over which the reads are spread; undefined: asked for at once. */
  readonly spreadHours: number | undefined;
  readonly daysOfMonth: number;
}

/**
 * Reading from a class: its price a GiB, one restore request an object where objects must be restored first, one GET an object.
 *
 * Source: docs/methodology.md M-24 and M-27 to M-29; worked examples repost-gfr-expedited-requests and glacier-1tb-1000obj-*.
 */
export function retrievalCharges(bill: BillTerms, terms: ClassTerms, retrieval: Retrieval): readonly Charge[] {
  if (retrieval.gib === 0 && retrieval.objects === 0) return [];
  const get = terms.get.kind === 'missing' ? (terms.overheadClass?.get ?? terms.get) : terms.get;
  const gets = getCharges(get, terms.title, retrieval.objects);
  if (terms.access === 'instant') return [...instantReads(bill, terms, retrieval), ...gets];
  return [...restoredBytes(bill, terms, retrieval), ...restoreRequests(bill, terms, retrieval), ...gets];
}

/**
 * Reads of a class that is read at once. A class without a minimum duration is made to be read and has no such price; one with a
 * minimum has it, so a table without it is a gap, not a gift.
 */
function instantReads(bill: BillTerms, terms: ClassTerms, { gib }: Retrieval): readonly Charge[] {
  const item = pricedItem(bill, terms.code, 'retrieval');
  if (item.kind === 'missing' && (terms.minimumDays === undefined || terms.minimumDays.value.isZero())) return [];
  return chargeLinesAfterFree(item, bytesUsage(`Retrieval, ${terms.title}`, gib), undefined);
}

/** The price a GiB of the option asked for; before there was one, the peak-hour fee, which knew the standard option only. */
function restoredBytes(bill: BillTerms, terms: ClassTerms, retrieval: Retrieval): readonly Charge[] {
  const { option, gib } = retrieval;
  const item = pricedItem(bill, terms.code, `retrieval_${option}`);
  const peak = pricedItem(bill, terms.code, 'retrieval_peak_rate');
  if (item.kind === 'missing' && peak.kind === 'priced' && option === 'standard') return peakFee(bill, terms, retrieval);
  const rule = ruleFor(bill.book, classKey(bill, terms), 'retrieval_free_gib_per_month');
  return chargeLinesAfterFree(
    item,
    bytesUsage(`Retrieval, ${option}, ${terms.title}`, gib),
    option === 'standard' ? gibAllowance(rule) : undefined,
  );
}

function peakFee(bill: BillTerms, terms: ClassTerms, retrieval: Retrieval): readonly Charge[] {
  const rules = {
    freeShareOfStored: ruleFor(bill.book, classKey(bill, terms), 'retrieval_free_share_of_stored'),
    jobHours: ruleFor(bill.book, classKey(bill, terms), 'retrieval_job_hours'),
  };
  const item = pricedItem(bill, terms.code, 'retrieval_peak_rate');
  if (rules.jobHours === undefined) {
    const usage = { ...bytesUsage(`Retrieval, peak hour of the month, ${terms.title}`, retrieval.gib), rule: 'M-29' } as const;
    return [unpricedLine(usage, usage.used, 'the price table does not say over how many hours a retrieval job counts')];
  }
  const jobHours = doubleFromExact(rules.jobHours.value);
  const spreadHours = Math.max(jobHours, retrieval.spreadHours ?? jobHours);
  return peakRetrievalCharges(item, terms.title, { ...retrieval, retrievedGib: retrieval.gib, spreadHours }, rules);
}

function restoreRequests(bill: BillTerms, terms: ClassTerms, { option, objects }: Retrieval): readonly Charge[] {
  const item = pricedItem(bill, terms.code, `retrieval_request_${option}`);
  return requestLines(item, {
    kindOfCost: 'retrieval',
    what: `Restore requests, ${option}`,
    title: terms.title,
    rule: 'M-28',
    objects,
  });
}

function bytesUsage(label: string, gib: number): Usage {
  return {
    kindOfCost: 'retrieval',
    label,
    rule: 'M-27',
    formula: 'GiB read beyond the free allowance x price of the retrieval option',
    used: quantity('GiB', exactFromDouble(gib)),
    inputs: () => [fromEngine('read from the store', `${shownDouble(gib)} GiB`)],
    sources: [],
  };
}

const classKey = (bill: BillTerms, terms: ClassTerms) => ({
  provider: bill.provider,
  region: bill.region,
  storageClass: terms.code,
});
