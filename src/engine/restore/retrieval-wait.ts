import type { PriceBook, Rule, RuleName, Source } from '../../catalog/types.js';
import type { Destination, RetrievalOption } from '../../scenario/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import { asGibPerSecond, fromMegabytesPerSecond, type GibPerSecond } from '../../units/rate.js';
import { classOf, ruleFor } from '../cost/lookup.js';
import { counted, hoursInWords } from '../sizing/words.js';

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
  /** Provisioned units bought for expedited retrieval; absent: none. */
  readonly provisionedUnits?: number | undefined;
}

/** No published limit. */
export const UNLIMITED = asGibPerSecond(Number.POSITIVE_INFINITY);

function throughputOf(requests: Rule | undefined, objectMib: number): GibPerSecond {
  return requests ? asGibPerSecond((doubleFromExact(requests.value) * objectMib) / MIB_PER_GIB) : UNLIMITED;
}

/** What provisioned units let through; undefined: none are bought, or nobody published what one gives. */
function provisionedRate(rate: Rule | undefined, { option, provisionedUnits = 0 }: RetrievalQuery): GibPerSecond | undefined {
  if (!rate || option !== 'expedited' || provisionedUnits === 0) return undefined;
  return fromMegabytesPerSecond(doubleFromExact(rate.value) * provisionedUnits);
}

/** "3 hours to 5 hours". */
export function rangeInWords({ low, high }: HoursRange): string {
  return low === high ? hoursInWords(high) : `${hoursInWords(low)} to ${hoursInWords(high)}`;
}

/**
 * The wait before a class's data can be read (M-64): none where objects are read at once and in a private store; else the published
 * hours of the option, likely in their middle. An option that the class does not offer never comes back.
 *
 * Source: rules.csv, retrieval_hours_min and retrieval_hours_max of the class on the price date, and what a provisioned unit lets through.
 * Expedited retrieval without provisioned units is taken as accepted, which the provider does not promise.
 */
export function retrievalOf(query: RetrievalQuery): Retrieval {
  const { book, destination, storageClass, option, objectMib } = query;
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
  const unit = ruleFor(book, where, 'provisioned_capacity_mb_per_second');
  const provisioned = provisionedRate(unit, query);
  const sources = [min.source, max.source, ...(requests ? [requests.source] : [])];
  const words = `${option} retrieval from ${title} waits ${rangeInWords(wait)}`;
  const throughput = throughputOf(requests, objectMib);
  if (!unit || provisioned === undefined) return { wait, words, throughput, sources };
  return {
    wait,
    words: `${words}, ${counted(query.provisionedUnits ?? 0, 'provisioned unit')}`,
    throughput: asGibPerSecond(Math.min(throughput, provisioned)),
    sources: [...sources, unit.source],
  };
}
