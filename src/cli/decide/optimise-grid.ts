import type { BoxOption, Grid, Place, Variant } from '../../engine/decide/optimise/types.js';
import { didYouMean, nearestNames } from '../../problems/nearest.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import type { Destination, Retention, RetrievalOption, Scenario } from '../../scenario/types.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { resolverOf, type Shelf } from '../load-catalog.js';
import { destinationNamed } from './destinations.js';

const RETRIEVALS: readonly RetrievalOption[] = ['standard', 'bulk', 'expedited'];
const COMPRESSIONS = ['none', 'zlib', 'bz2', 'zstd'] as const;

/** The grid that the flags ask for: what a flag does not name stays as the scenario has it, but for the places. */
export function gridFrom(call: Call, scenario: Scenario, shelf: Shelf): Parsed<Grid> {
  const destinations = destinationsOf(call, scenario, shelf);
  const fullEvery = numbers(call, 'full-every');
  const cacheDays = numbers(call, 'cache-days');
  const wanMbit = numbers(call, 'wan');
  const compression = words(call, 'compression', COMPRESSIONS, [scenario.cinder.compression]);
  const retrieval = words(call, 'retrieval', RETRIEVALS, RETRIEVALS);
  const retention = retentions(call);
  const boxes = boxesOf(call, shelf);
  const all = [destinations, fullEvery, cacheDays, wanMbit, compression, retrieval, retention, boxes];
  const [problem, ...more] = all.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems));
  if (problem) return { ok: false, problems: [problem, ...more] };
  const or = <T>(value: Parsed<readonly T[]>, fallback: readonly T[]): readonly T[] =>
    value.ok && value.value.length > 0 ? value.value : fallback;
  const variants = or<number | undefined>(fullEvery, [undefined]).flatMap((every) =>
    or(compression, [scenario.cinder.compression]).flatMap((one) =>
      or<Retention | undefined>(retention, [undefined]).map(
        (keep): Variant => ({ fullEvery: every, compression: one, retention: keep }),
      ),
    ),
  );
  return parsed({
    variants,
    places: placesOf(or(destinations, [scenario.destination]), or(retrieval, RETRIEVALS), shelf),
    boxes: or(boxes, [AUTO]),
    cacheDays: or(cacheDays, [scenario.appliance.cacheDays]),
    wanMbit: or(wanMbit, [scenario.network.wanMbit]),
  });
}

/** A class that is read at once has one way to be read. */
function placesOf(
  destinations: readonly Destination[],
  retrievals: readonly RetrievalOption[],
  { prices }: Shelf,
): readonly Place[] {
  const waits = ({ provider, storageClass, archiveClass }: Destination): boolean =>
    [storageClass, archiveClass].some((code) => prices.classes[`${provider}|${code}`]?.access === 'restore');
  return destinations.flatMap((destination) =>
    (waits(destination) ? retrievals : (['standard'] as const)).map((retrieval) => ({ destination, retrieval })),
  );
}

/** Those named with --to; else the scenario's, and its provider's regions of the scenario with every class and transition age. */
function destinationsOf(call: Call, scenario: Scenario, shelf: Shelf): Parsed<readonly Destination[]> {
  const asked = text(call, 'to');
  const ages = numbers(call, 'transition');
  if (!ages.ok) return ages;
  if (asked !== undefined) {
    const named = asked.split(';').map((name) => destinationNamed(name, scenario, shelf));
    const [problem, ...more] = named.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems));
    if (problem) return { ok: false, problems: [problem, ...more] };
    return parsed(named.flatMap((one) => (one.ok ? withAges(one.value, ages.value) : [])));
  }
  const own = [scenario.destination, ...scenario.compare];
  const sites = [
    ...new Map(
      own.filter(({ provider }) => provider !== 'private').map((one) => [`${one.provider}|${one.region}`, one]),
    ).values(),
  ];
  const after = ages.value.length > 0 ? ages.value : [30, 60, 90, 180];
  const classes = sites.flatMap((site) => allClasses(site, after, scenario, shelf));
  const unique = new Map([...own, ...classes].map((one) => [keyOf(one), one]));
  return parsed([...unique.values()]);
}

const keyOf = ({ provider, region, storageClass, archiveClass, transitionAfterDays }: Destination): string =>
  [provider, region, storageClass, archiveClass, transitionAfterDays].join('|');

const withAges = (one: Destination, ages: readonly number[]): readonly Destination[] =>
  one.archiveClass === undefined || ages.length === 0
    ? [one]
    : ages.map((age) => ({ ...one, transitionAfterDays: age, label: `${one.label}, ${age} days` }));

/** Every class of a region that has a storage price on the day, alone, and each instant one with each that waits behind it. */
function allClasses(site: Destination, ages: readonly number[], { pricesAsOf }: Scenario, shelf: Shelf): readonly Destination[] {
  const { provider, region } = site;
  const resolver = resolverOf(shelf);
  const title = shelf.prices.regions[`${provider}|${region}`]?.title ?? region;
  const priced = Object.values(shelf.prices.classes).filter(({ provider: of, storageClass }) => {
    const spans = of === provider ? resolver.pricedSpans({ provider, region, storageClass }) : [];
    return spans.some(({ from, until }) => from <= pricesAsOf && (until === undefined || pricesAsOf < until));
  });
  const one = { provider, region, pricesAsOf };
  const alone = priced.map(
    ({ storageClass, title: name }): Destination => ({
      ...one,
      storageClass,
      label: `${title}, ${name}`,
      archiveClass: undefined,
      transitionAfterDays: undefined,
    }),
  );
  const pairs = priced
    .filter(({ access }) => access === 'instant')
    .flatMap((first) =>
      priced
        .filter(({ access }) => access === 'restore')
        .flatMap((archive) =>
          ages.map(
            (age): Destination => ({
              ...one,
              storageClass: first.storageClass,
              archiveClass: archive.storageClass,
              transitionAfterDays: age,
              label: `${title}, ${first.title}, after ${age} days ${archive.title}`,
            }),
          ),
        ),
    );
  return [...alone, ...pairs];
}

const AUTO: BoxOption = { name: 'auto', model: undefined, monthlyPrice: undefined };

/** "auto,DXi6900=1200": models of the catalogue, each with its own quote a month. */
function boxesOf(call: Call, { catalog }: Shelf): Parsed<readonly BoxOption[]> {
  const given = listOf(text(call, 'appliance'), ';');
  const problems: Problem[] = [];
  const boxes = given.flatMap((entry): readonly BoxOption[] => {
    const [name = '', price] = entry.split('=').map((part) => part.trim());
    const model = catalog.appliances.find((one) => one.model.toLowerCase() === name.toLowerCase());
    const isPrice = price === undefined || /^\d{1,12}(\.\d{1,2})?$/.test(price);
    if (!isPrice) problems.push(wrong('appliance', entry, 'a model, = and a monthly price such as 1200.00'));
    if (!model && name.toLowerCase() !== 'auto') {
      const fix = didYouMean(
        nearestNames(
          name,
          catalog.appliances.map((one) => one.model),
        ),
      );
      problems.push({ ...wrong('appliance', name, 'auto, or a model of the catalogue'), ...(fix === undefined ? {} : { fix }) });
    }
    return [{ name: model?.model ?? 'auto', model, monthlyPrice: price }];
  });
  return problemsOr(problems, boxes);
}

const listOf = (given: string | undefined, separator = ','): readonly string[] =>
  (given ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const wrong = (flag: string, found: string, wanted: string): Problem => ({
  code: 'CLI005',
  severity: 'error',
  where: { file: `--${flag}` },
  found: `"${found}"`,
  wanted,
});

function problemsOr<T>(problems: readonly Problem[], value: T): Parsed<T> {
  const [first, ...rest] = problems;
  return first === undefined ? parsed(value) : { ok: false, problems: [first, ...rest] };
}

function numbers(call: Call, flag: string): Parsed<readonly number[]> {
  const given = listOf(text(call, flag));
  const problems = given
    .filter((one) => !/^\d{1,7}$/.test(one) || +one < 1)
    .map((one) => wrong(flag, one, 'whole numbers above 0, with commas between'));
  return problemsOr(problems, given.map(Number));
}

function words<T extends string>(call: Call, flag: string, known: readonly T[], fallback: readonly T[]): Parsed<readonly T[]> {
  const given = listOf(text(call, flag));
  if (given.length === 0) return parsed(fallback);
  const found = known.filter((one) => given.includes(one));
  const problems = given
    .filter((one) => !known.some((word) => word === one))
    .map((one) => wrong(flag, one, `some of ${known.join(', ')}`));
  return problemsOr(problems, found);
}

const KEEPS: Readonly<Record<string, keyof Omit<Retention, 'semantics'>>> = {
  last: 'last',
  h: 'hourly',
  d: 'daily',
  w: 'weekly',
  m: 'monthly',
  q: 'quarterly',
  y: 'yearly',
};

/** "7d4w12m,14d8w24m": what every policy keeps, by restic's rules. */
function retentions(call: Call): Parsed<readonly Retention[]> {
  const given = listOf(text(call, 'keep'));
  const problems: Problem[] = [];
  const found = given.map((one): Retention => {
    if (!/^(\d{1,4}(last|[hdwmqy]))+$/.test(one))
      problems.push(wrong('keep', one, 'such as 7d4w12m: daily, weekly, monthly points'));
    const parts = [...one.matchAll(/(\d+)(last|[hdwmqy])/g)].map(
      ([, count = '0', unit = '']) => [KEEPS[unit] ?? 'last', +count] as const,
    );
    return { semantics: 'restic', ...Object.fromEntries(parts) };
  });
  return problemsOr(problems, found);
}
