import type { PriceBook, Rule, RuleName, Source } from '../../catalog/types.js';
import type { Destination, RetrievalOption } from '../../scenario/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import { asGibPerSecond, type GibPerSecond } from '../../units/rate.js';
import { classOf, ruleFor } from '../cost/lookup.js';
import { hoursInWords } from '../sizing/words.js';

const MIB_PER_GIB = 1024;

/** Hours as a range: best, likely, worst. */
export interface HoursRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export const NO_WAIT: HoursRange = { low: 0, likely: 0, high: 0 };
/** Nobody says how long: the option does not exist there, or the class is not in the catalogue. */
const NEVER: HoursRange = { low: Number.POSITIVE_INFINITY, likely: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** How long a class takes until its data can be read, and how fast it lets go. */
export interface Retrieval {
  readonly wait: HoursRange;
  /** "standard retrieval of GLACIER takes 3 hours to 5 hours". */
  readonly words: string;
  /** Restore requests a second times the object size; Infinity where no limit is published. */
  readonly throughput: GibPerSecond;
  readonly sources: readonly Source[];
}

const BOUNDS: Readonly<Record<RetrievalOption, { readonly min: RuleName; readonly max: RuleName }>> = {
  expedited: { min: 'retrieval_hours_min_expedited', max: 'retrieval_hours_max_expedited' },
  standard: { min: 'retrieval_hours_min_standard', max: 'retrieval_hours_max_standard' },
  bulk: { min: 'retrieval_hours_min_bulk', max: 'retrieval_hours_max_bulk' },
};
export const RETRIEVAL_OPTIONS: readonly RetrievalOption[] = ['bulk', 'standard', 'expedited'];

export interface RetrievalQuery {
  readonly book: PriceBook;
  readonly destination: Destination;
  readonly storageClass: string;
  readonly option: RetrievalOption;
  /** Object size towards the cloud, MiB. */
  readonly objectMib: number;
}

/** No published limit. */
export const UNLIMITED = asGibPerSecond(Number.POSITIVE_INFINITY);

function throughputOf(requests: Rule | undefined, objectMib: number): GibPerSecond {
  return requests ? asGibPerSecond((doubleFromExact(requests.value) * objectMib) / MIB_PER_GIB) : UNLIMITED;
}

/** "3 hours to 5 hours". */
export function rangeInWords({ low, high }: HoursRange): string {
  return low === high ? hoursInWords(high) : `${hoursInWords(low)} to ${hoursInWords(high)}`;
}

/**
 * The wait before a class's data can be read (M-64): none where objects are read at once and in a private store; else the published
 * hours of the option, likely in their middle. An option that the class does not offer never comes back.
 *
 * Source: rules.csv, retrieval_hours_min and retrieval_hours_max of the class on the price date. Expedited retrieval without
 * provisioned capacity is taken as accepted, which the provider does not promise.
 */
export function retrievalOf({ book, destination, storageClass, option, objectMib }: RetrievalQuery): Retrieval {
  const known = classOf(book, destination.provider, storageClass);
  const instant = known?.access === 'instant' || destination.provider === 'private';
  if (instant) {
    const sources = known ? [known.source] : [];
    return { wait: NO_WAIT, words: `${known?.title ?? storageClass} is read at once`, throughput: UNLIMITED, sources };
  }
  const where = { provider: destination.provider, region: destination.region, storageClass };
  const min = ruleFor(book, where, BOUNDS[option].min);
  const max = ruleFor(book, where, BOUNDS[option].max);
  const title = known?.title ?? storageClass;
  if (!min || !max) {
    return { wait: NEVER, words: `the catalogue knows no ${option} retrieval from ${title}`, throughput: UNLIMITED, sources: [] };
  }
  const low = doubleFromExact(min.value);
  const high = doubleFromExact(max.value);
  const wait = { low, likely: (low + high) / 2, high };
  const requests = ruleFor(book, where, 'restore_requests_per_second');
  return {
    wait,
    words: `${option} retrieval from ${title} waits ${rangeInWords(wait)}`,
    throughput: throughputOf(requests, objectMib),
    sources: requests ? [min.source, max.source, requests.source] : [min.source, max.source],
  };
}
