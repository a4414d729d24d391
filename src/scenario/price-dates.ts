import type { Region, StorageClass } from '../catalog/types.js';
import { addDays, type Day, formatDay } from '../units/day.js';
import { type Reading, report } from './reading.js';
import type { PricedSpan } from './resolver.js';
import { at, type Path } from './tree.js';

export interface PriceDateQuery {
  readonly path: Path;
  readonly provider: string;
  /** undefined: its name is a problem of its own. */
  readonly region: Region | undefined;
  /** Those whose names are known. */
  readonly classes: readonly StorageClass[];
  readonly asOf: Day;
}

/**
 * Is there a storage price on the price date, for every class of a destination? SCN009 where not, with the days that have one. Where
 * region or class have no known name, still said: that the day is before the provider's first price.
 */
export function checkPriceDate(query: PriceDateQuery, reading: Reading): void {
  const { provider, region, classes, asOf } = query;
  const { resolver } = reading;
  if (region && classes.length > 0) {
    for (const { storageClass, title } of classes) {
      const spans = resolver.pricedSpans({ provider, region: region.region, storageClass });
      if (!spans.some((span) => holds(span, asOf))) unpriced(query, `${title} in ${region.title}`, spans, reading);
    }
    return;
  }
  const spans = resolver.pricedSpans({ provider });
  if (spans[0] !== undefined && asOf < spans[0].from) unpriced(query, provider, spans.slice(0, 1), reading);
}

const holds = ({ from, until }: PricedSpan, day: Day): boolean => from <= day && (until === undefined || day < until);

function unpriced({ path, asOf }: PriceDateQuery, title: string, spans: readonly PricedSpan[], reading: Reading): void {
  const nearest = nearestDay(spans, asOf);
  report(reading, {
    code: 'SCN009',
    path: priceDatePath(path, reading),
    found: `prices as of ${formatDay(asOf)} for ${title}`,
    wanted:
      nearest === undefined
        ? 'a class that the catalogue has a storage price for in that region'
        : `a day that the catalogue has its storage price for: ${spans.map(spanInWords).join(', ')}`,
    fix: nearest === undefined ? 'see "stowage prices list" for what is there' : `pricesAsOf: ${formatDay(nearest)}`,
  });
}

/** "2016-02-15 to 2018-03-31" with both days in, or "from 2019-01-01 on". */
function spanInWords({ from, until }: PricedSpan): string {
  return until === undefined ? `from ${formatDay(from)} on` : `${formatDay(from)} to ${formatDay(addDays(until, -1))}`;
}

function nearestDay(spans: readonly PricedSpan[], day: Day): Day | undefined {
  const ends = spans.flatMap(({ from, until }) => (until === undefined ? [from] : [from, addDays(until, -1)]));
  return ends.reduce<Day | undefined>(
    (best, end) => (best === undefined || Math.abs(end - day) < Math.abs(best - day) ? end : best),
    undefined,
  );
}

/** Where the price date is written: here, at the destination that a comparison inherits from, for the whole plan, or as its start. */
function priceDatePath(path: Path, { yaml }: Reading): Path {
  const places: readonly Path[] = [[...path, 'pricesAsOf'], ['destination', 'pricesAsOf'], ['pricesAsOf'], ['start']];
  return places.find((place) => at(yaml.tree, place) !== undefined) ?? ['pricesAsOf'];
}
