import type { PriceBook } from '../../catalog/types.js';
import type { RetrievalOption, Scenario } from '../../scenario/types.js';
import { asGibPerSecond } from '../../units/rate.js';
import type { RetrievalChange } from './fix.js';
import type { RestoreData } from './restore-data.js';
import { NO_WAIT, RETRIEVAL_OPTIONS, type Retrieval, rangeInWords, retrievalOf, UNLIMITED } from './retrieval-wait.js';

/** The classes that a plan's data lies in. One class: `archive` is undefined and nothing moves. */
export interface RestoreClasses {
  readonly first: string;
  readonly archive: string | undefined;
  readonly transitionAfterDays: number | undefined;
}

/** The same reading of the use cases as the bill's: cold is in the archive class from the start. */
export function restoreClasses({ useCase, destination }: Scenario): RestoreClasses {
  const { storageClass, archiveClass, transitionAfterDays } = destination;
  const single = (first: string): RestoreClasses => ({ first, archive: undefined, transitionAfterDays: undefined });
  if (useCase === 'cold') return single(archiveClass ?? storageClass);
  if (useCase === 'backup' || archiveClass === undefined || archiveClass === storageClass) return single(storageClass);
  return { first: storageClass, archive: archiveClass, transitionAfterDays };
}

export interface ClassQuery {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  readonly classes: RestoreClasses;
  readonly data: RestoreData;
}

interface Way {
  readonly option: RetrievalOption;
  readonly provisionedUnits?: number | undefined;
}

function fromClass({ scenario, book }: ClassQuery, storageClass: string, way: Way): Retrieval {
  return retrievalOf({ book, destination: scenario.destination, storageClass, objectMib: scenario.store.objectMib, ...way });
}

/** The slower of two: a restore is complete when both classes have answered. */
function slower(a: Retrieval, b: Retrieval): Retrieval {
  const longer = b.wait.high > a.wait.high ? b : a;
  const throughput = asGibPerSecond(Math.min(a.throughput, b.throughput));
  return { wait: longer.wait, words: longer.words, throughput, sources: [...a.sources, ...b.sources] };
}

/** How the remote part of a restore is got with an option: over the classes that hold some of it (M-64). */
export function retrievalFor(query: ClassQuery, option: RetrievalOption, provisionedUnits?: number): Retrieval {
  const { classes, data } = query;
  const way: Way = { option, provisionedUnits };
  const archived = classes.archive !== undefined && data.remoteArchive > 0;
  const first = fromClass(query, classes.first, way);
  if (!archived || classes.archive === undefined) return first;
  const archive = fromClass(query, classes.archive, way);
  return data.remoteFirst > 0 ? slower(first, archive) : archive;
}

/** Other ways to the same data, cheapest first: other options, then a class that is read at once. */
export function otherRetrievals(
  query: ClassQuery,
  option: RetrievalOption,
  costs: ReadonlyMap<RetrievalOption, string> = new Map(),
): readonly RetrievalChange[] {
  const asChange = (retrieval: Retrieval, words: string): RetrievalChange => ({
    words,
    waitWords: retrieval.words,
    wait: retrieval.wait,
    throughput: retrieval.throughput,
  });
  const now = retrievalFor(query, option);
  const options = RETRIEVAL_OPTIONS.filter((other) => other !== option).map((other) => {
    const retrieval = retrievalFor(query, other);
    const price = costs.get(other);
    const words = Number.isFinite(now.wait.high) ? `${retrieval.words} instead of ${rangeInWords(now.wait)}` : retrieval.words;
    return asChange(retrieval, price === undefined ? words : `${words} (${price})`);
  });
  const first = fromClass(query, query.classes.first, { option });
  if (query.classes.archive !== undefined && first.wait.high === 0)
    return [...options, asChange(first, `kept in the first class: ${first.words}`)];
  const instant: Retrieval = { wait: NO_WAIT, words: 'a class that is read at once', throughput: UNLIMITED, sources: [] };
  return [...options, asChange(instant, 'in a class that is read at once there is no wait')];
}
