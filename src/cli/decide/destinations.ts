import { didYouMean, nearestNames } from '../../problems/nearest.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import type { Destination, Scenario } from '../../scenario/types.js';
import { formatDay } from '../../units/day.js';
import { resolverOf, type Shelf } from '../load-catalog.js';

/**
 * A destination of the command line: the name of one in the scenario, "provider/region/class", "provider/region/class/archiveClass/days",
 * or "private/store". Priced on the scenario's date.
 */
export function destinationNamed(asked: string, scenario: Scenario, shelf: Shelf): Parsed<Destination> {
  const known = [scenario.destination, ...scenario.compare];
  const named = known.find(({ label }) => label.toLowerCase() === asked.trim().toLowerCase());
  if (named) return parsed(named);
  const parts = asked.split('/').map((part) => part.trim());
  if (parts.some((part) => part === '') || parts.length < 2) return unknown(asked, known);
  return parts[0]?.toLowerCase() === 'private' ? privateStore(parts, scenario, shelf) : publicStore(parts, scenario, shelf);
}

const where = { file: '--to' };

function unknown(asked: string, known: readonly Destination[]): Parsed<never> {
  const labels = known.map(({ label }) => label);
  const fix =
    didYouMean(nearestNames(asked, labels)) ?? `write one as aws/Frankfurt/Glacier; the scenario has: ${labels.join(', ')}`;
  const wanted = 'a destination of the scenario, provider/region/class or private/store';
  return failed({ code: 'CLI005', severity: 'error', where, found: `"${asked}"`, wanted, fix });
}

const failed = (problem: Problem): Parsed<never> => ({ ok: false, problems: [problem] });

function privateStore(parts: readonly string[], { pricesAsOf }: Scenario, shelf: Shelf): Parsed<Destination> {
  const store = resolverOf(shelf).privateStore({ name: parts.slice(1).join('/'), where });
  if (!store.ok) return store;
  const { name, title } = store.value;
  return parsed({
    label: title,
    provider: 'private',
    region: '',
    storageClass: name,
    archiveClass: undefined,
    transitionAfterDays: undefined,
    pricesAsOf,
  });
}

function publicStore(parts: readonly string[], { pricesAsOf }: Scenario, shelf: Shelf): Parsed<Destination> {
  const resolver = resolverOf(shelf);
  const [name = '', city = '', first, second, days] = parts;
  const provider = resolver.provider({ name, where });
  if (!provider.ok) return provider;
  const region = resolver.region(provider.value, { name: city, where });
  if (first === undefined) return failed(form(parts));
  const storageClass = resolver.storageClass(provider.value, { name: first, where });
  const archive = second === undefined ? undefined : resolver.storageClass(provider.value, { name: second, where });
  const problems = [region, storageClass, archive].flatMap((one) => (one === undefined || one.ok ? [] : one.problems));
  const [problem, ...more] = problems;
  if (problem) return { ok: false, problems: [problem, ...more] };
  if (!region.ok || !storageClass.ok || (archive !== undefined && !archive.ok)) return failed(form(parts));
  if (parts.length > 5 || (second !== undefined && !/^\d{1,5}$/.test(days ?? ''))) return failed(form(parts));
  const codes = [storageClass.value, ...(archive === undefined ? [] : [archive.value])];
  const unpriced = codes.find(
    ({ storageClass: code }) => !isPriced(shelf, provider.value, region.value.region, code, pricesAsOf),
  );
  if (unpriced) {
    const found = `${unpriced.title} in ${region.value.title} has no storage price on ${formatDay(pricesAsOf)}`;
    return failed({
      code: 'SCN009',
      severity: 'error',
      where,
      found,
      wanted: 'a class that has one',
      fix: 'stowage prices show lists them',
    });
  }
  const move = archive === undefined ? '' : `, after ${days} days ${archive.value.title}`;
  return parsed({
    label: `${provider.value} ${region.value.title}, ${storageClass.value.title}${move}`,
    provider: provider.value,
    region: region.value.region,
    storageClass: storageClass.value.storageClass,
    archiveClass: archive?.value.storageClass,
    transitionAfterDays: archive === undefined ? undefined : +(days ?? ''),
    pricesAsOf,
  });
}

const form = (parts: readonly string[]): Problem => ({
  code: 'CLI005',
  severity: 'error',
  where,
  found: `"${parts.join('/')}"`,
  wanted: 'provider/region/class, or provider/region/class/archive class/days',
  fix: 'such as aws/Frankfurt/Standard/Glacier/90',
});

/** Does a class have a storage price in a region on a day? */
function isPriced(shelf: Shelf, provider: string, region: string, storageClass: string, day: number): boolean {
  const spans = resolverOf(shelf).pricedSpans({ provider, region, storageClass });
  return spans.some(({ from, until }) => from <= day && (until === undefined || day < until));
}
