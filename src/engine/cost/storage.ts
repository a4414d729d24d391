import type { Rule } from '../../catalog/types.js';
import { Decimal, exactFromDouble } from '../../units/decimal.js';
import { type Quantity, quantity } from '../../units/quantity.js';
import type { CapacityMonth } from '../capacity/types.js';
import type { Charge, ExplainedInput } from '../charge.js';
import { gibOfObjects } from './billing-unit.js';
import { chargeLines, type Usage } from './charge-lines.js';
import type { ClassTerms } from './class-terms.js';
import { fromEngine, fromRule, shownDouble } from './explained.js';

/** The part of a calendar month that the plan covers. */
export type MonthPart = Pick<CapacityMonth, 'days' | 'daysOfMonth'>;

/** Mean GiB and objects of one class over the days of one month. */
export interface Held {
  readonly terms: ClassTerms;
  readonly gib: number;
  readonly objects: number;
}

const KIB_PER_MIB = 1024;

/**
 * Stock x time: mean GiB x days / days of the calendar month, which is byte-hours / hours of that month.
 *
 * Source: docs/methodology.md M-20; worked examples s3faq-versioning and usage-report-2021-03.
 */
export function gibMonths(meanGib: Decimal, { days, daysOfMonth }: MonthPart): Quantity<'GiB-Months'> {
  if (days === daysOfMonth) return quantity('GiB-Months', meanGib);
  return quantity('GiB-Months', meanGib.times(exactFromDouble(days)).div(exactFromDouble(daysOfMonth)));
}

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

/**
 * Storage lines of one month: the data, its padding and its overhead, by class. All lines that pay the same class's price fill that
 * class's tiers together, in the order of the lines.
 *
 * Source: docs/methodology.md M-20 to M-23; model section 4.
 */
export function storageCharges(held: readonly Held[], month: MonthPart, objectMib: number): readonly Charge[] {
  const filled = new Map<string, Decimal>();
  return held
    .flatMap((inClass) => storedParts(inClass, month, objectMib))
    .flatMap(({ payer, usage }) => {
      const startAt = filled.get(payer.code);
      filled.set(payer.code, startAt?.plus(usage.used.amount) ?? usage.used.amount);
      return chargeLines(payer.storage, startAt === undefined ? usage : { ...usage, startAt });
    });
}

interface StoredPart {
  readonly payer: ClassTerms;
  readonly usage: Usage;
}

function storedParts({ terms, gib, objects }: Held, month: MonthPart, objectMib: number): readonly StoredPart[] {
  const parts: StoredPart[] = [{ payer: terms, usage: dataUsage(terms, gib, month) }];
  const { minimumBillableKib: minimum, overheadArchiveKib: archive, overheadStandardKib: standard } = terms;
  const perObject = { objects, month };
  if (minimum !== undefined) {
    const padding = paddingGib(objects, objectMib, minimum.value);
    parts.push({
      payer: terms,
      usage: perObjectUsage(`Padding to the minimum object size, ${terms.title}`, padding, minimum, {
        ...perObject,
        rule: 'M-23',
      }),
    });
  }
  if (archive !== undefined) {
    const overhead = overheadGib(objects, archive.value);
    parts.push({
      payer: terms,
      usage: perObjectUsage(`Overhead of objects, ${terms.title}`, overhead, archive, { ...perObject, rule: 'M-22' }),
    });
  }
  if (standard !== undefined) {
    const overhead = overheadGib(objects, standard.value);
    const payer = terms.overheadClass ?? terms;
    parts.push({
      payer,
      usage: perObjectUsage(`Overhead of objects in ${terms.code}, ${payer.title}`, overhead, standard, {
        ...perObject,
        rule: 'M-22',
      }),
    });
  }
  return parts;
}

function dataUsage(terms: ClassTerms, gib: number, month: MonthPart): Usage {
  return {
    kindOfCost: 'storage',
    label: `Storage, ${terms.title}`,
    rule: 'M-20',
    formula: 'mean GiB x days of the plan / days of the month = GiB-Months; GiB-Months x price',
    used: gibMonths(exactFromDouble(gib), month),
    inputs: [fromEngine('mean size held', `${shownDouble(gib)} GiB`), daysInput(month)],
    sources: [],
  };
}

interface PerObject {
  readonly objects: number;
  readonly month: MonthPart;
  readonly rule: 'M-22' | 'M-23';
}

function perObjectUsage(label: string, gib: Decimal, kib: Rule, { objects, month, rule }: PerObject): Usage {
  return {
    kindOfCost: 'storage',
    label,
    rule,
    formula:
      rule === 'M-22'
        ? 'objects x KiB each x share of the month x price'
        : 'objects x (minimum KiB - object KiB) x share of the month x price',
    used: gibMonths(gib, month),
    inputs: [
      fromEngine('objects held, mean', shownDouble(objects)),
      fromRule(rule === 'M-22' ? 'overhead an object' : 'minimum object size', kib),
      daysInput(month),
    ],
    sources: [kib.source],
  };
}

export function daysInput({ days, daysOfMonth }: MonthPart): ExplainedInput {
  return fromEngine('days', `${days} of ${daysOfMonth}`);
}
