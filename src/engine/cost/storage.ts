import type { Rule } from '../../catalog/types.js';
import { Decimal, exactFromDouble } from '../../units/decimal.js';
import { sumOf } from '../../units/exact.js';
import type { Charge } from '../charge.js';
import { gibMonths, type MonthPart, monthInputs } from './billing-month.js';
import { gibOfObjects } from './billing-unit.js';
import { chargeLines, type Usage } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { type Coverage, coveredLines } from './commitments.js';
import { fromEngine, fromRule, shownDouble } from './explained.js';
import { labelOf } from './label.js';

/** Mean GiB and objects of one class over the days of one month. */
export interface Held {
  readonly terms: ClassTerms;
  readonly gib: number;
  readonly objects: number;
}

const KIB_PER_MIB = 1024;

/**
 * Per-object overhead or padding of one class, in mean GiB.
 *
 * Source: docs/methodology.md M-22; worked examples s3faq-glacier-overhead-archive and -standard.
 */
export function overheadGib(objects: number, kibPerObject: Decimal): Decimal {
  return gibOfObjects(exactFromDouble(objects), kibPerObject);
}

/**
 * What objects below the class's minimum billable size are short of it, in mean GiB; 0 where objects are as big as the minimum.
 *
 * @param objectMib size of an object towards the store
 *
 * Source: docs/methodology.md M-23.
 */
export function paddingGib(objects: number, objectMib: number, minimumKib: Decimal): Decimal {
  const short = minimumKib.minus(exactFromDouble(objectMib).times(KIB_PER_MIB));
  return short.lte(0) ? new Decimal(0) : overheadGib(objects, short);
}

/** One usage of storage, and the class whose price it pays. */
export interface StoredPart {
  readonly payer: ClassTerms;
  readonly usage: Usage;
}

/**
 * What one month stores, as the bill sees it: the data, its padding and its overhead, by class.
 *
 * Source: docs/methodology.md M-20 to M-23; model section 4.
 */
export function storedParts(held: readonly Held[], month: MonthPart, objectMib: number): readonly StoredPart[] {
  return held.flatMap((inClass) => partsOfClass(inClass, month, objectMib));
}

/**
 * Storage lines of one month. All parts that pay the same class's price fill that class's tiers together, in the order of the parts;
 * what committed capacity covers comes first and is included.
 *
 * Source: docs/methodology.md M-21, M-44.
 */
export function storageCharges(parts: readonly StoredPart[], committed: readonly Coverage[] = []): readonly Charge[] {
  const filled = new Map<string, Decimal>();
  return parts.flatMap(({ payer, usage }) => {
    const startAt = filled.get(payer.code);
    filled.set(payer.code, startAt === undefined ? usage.used.amount : sumOf([startAt, usage.used.amount]));
    const after = startAt === undefined ? usage : startingAt(usage, startAt);
    const coverage = committed.find(({ storageClass }) => storageClass === payer.code);
    return coverage === undefined ? chargeLines(payer.storage, after) : coveredLines(payer.storage, after, coverage);
  });
}

/** Field by field, as in `pricedLine`. */
function startingAt({ kindOfCost, label, rule, formula, used, inputs, sources }: Usage, startAt: Decimal): Usage {
  return { kindOfCost, label, rule, formula, used, inputs, sources, startAt };
}

function partsOfClass({ terms, gib, objects }: Held, month: MonthPart, objectMib: number): readonly StoredPart[] {
  if (gib === 0 && objects === 0) return [];
  const parts: StoredPart[] = [{ payer: terms, usage: dataUsage(terms, gib, month) }];
  const { minimumBillableKib: minimum, overheadArchiveKib: archive, overheadStandardKib: standard } = terms;
  const perObject = { objects, month, monthHours: terms.monthHours };
  // Most objects are far above the minimum: that is seen without exact arithmetic.
  if (minimum !== undefined && terms.leastKib > objectMib * KIB_PER_MIB) {
    const gibShort = paddingGib(objects, objectMib, minimum.value);
    const label = labelOf('Padding to the minimum object size, ', terms.title);
    parts.push({ payer: terms, usage: perObjectUsage(label, gibShort, minimum, { ...perObject, rule: 'M-23' }) });
  }
  if (archive !== undefined) {
    const label = labelOf('Overhead of objects, ', terms.title);
    const gibOver = overheadGib(objects, archive.value);
    parts.push({ payer: terms, usage: perObjectUsage(label, gibOver, archive, { ...perObject, rule: 'M-22' }) });
  }
  if (standard !== undefined) {
    const payer = terms.overheadClass ?? terms;
    const label = labelOf(labelOf('Overhead of objects in ', terms.code), labelOf(', ', payer.title));
    const gibOver = overheadGib(objects, standard.value);
    parts.push({ payer, usage: perObjectUsage(label, gibOver, standard, { ...perObject, rule: 'M-22' }) });
  }
  return parts;
}

function dataUsage(terms: ClassTerms, gib: number, month: MonthPart): Usage {
  const { monthHours } = terms;
  return {
    kindOfCost: 'storage',
    label: labelOf('Storage, ', terms.title),
    rule: 'M-20',
    formula:
      monthHours === undefined
        ? 'mean GiB x days of the plan / days of the month = GiB-Months; GiB-Months x price'
        : 'mean GiB x hours of the plan / hours of a billing month = GiB-Months; GiB-Months x price',
    used: gibMonths(exactFromDouble(gib), month, monthHours?.value),
    inputs: () => [fromEngine('mean size held', `${shownDouble(gib)} GiB`), ...monthInputs(month, monthHours)],
    sources: monthHours === undefined ? [] : [monthHours.source],
  };
}

interface PerObject {
  readonly objects: number;
  readonly month: MonthPart;
  readonly monthHours: Rule | undefined;
  readonly rule: 'M-22' | 'M-23';
}

function perObjectUsage(label: string, gib: Decimal, kib: Rule, { objects, month, monthHours, rule }: PerObject): Usage {
  return {
    kindOfCost: 'storage',
    label,
    rule,
    formula:
      rule === 'M-22'
        ? 'objects x KiB each x share of the month x price'
        : 'objects x (minimum KiB - object KiB) x share of the month x price',
    used: gibMonths(gib, month, monthHours?.value),
    inputs: () => [
      fromEngine('objects held, mean', shownDouble(objects)),
      fromRule(rule === 'M-22' ? 'overhead an object' : 'minimum object size', kib),
      ...monthInputs(month, monthHours),
    ],
    sources: [kib.source, ...(monthHours === undefined ? [] : [monthHours.source])],
  };
}
