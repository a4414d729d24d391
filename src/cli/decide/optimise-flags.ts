import { EVERY_CLASS } from '../../engine/decide/decisions.js';
import { RETRIEVALS } from '../../engine/decide/optimise/grid.js';
import { didYouMean, nearestNames } from '../../problems/nearest.js';
import { type Parsed, type Problem, parsed, parsedUnless, problemsOf } from '../../problems/problem.js';
import type { ApplianceForm, BoxAsked, OptimiseAsked, SearchLimits, SearchSpace } from '../../scenario/decision-types.js';
import type { Destination, Retention, Scenario } from '../../scenario/types.js';
import { doubleFromExact } from '../../units/decimal.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { resolverOf, type Shelf } from '../load-catalog.js';
import { destinationNamed } from './destinations.js';
import { moneyFlag, percentFlag } from './number-flags.js';

const COMPRESSIONS = ['none', 'zlib', 'bz2', 'zstd'] as const;
const FORMS: readonly ApplianceForm[] = ['physical', 'virtual', 'cloud'];
/** As the report judges: meets is what 95 cases of 100 keep. */
const PROBABILITY = 0.95;

/** What the scenario asks of a search, or nothing in particular; a flag takes the place of what the scenario says. */
export function optimiseAsked(call: Call, scenario: Scenario, shelf: Shelf): Parsed<OptimiseAsked> {
  const nothing = { ...EVERY_CLASS, limits: { ...EVERY_CLASS.limits, probability: PROBABILITY } };
  const base = scenario.decisions?.optimise ?? nothing;
  const space = spaceOf(call, base.space, scenario, shelf);
  const limits = limitsOf(call, base.limits, shelf);
  const wanPrice = moneyFlag(call, 'wan-price');
  const problems = [space, limits, wanPrice].flatMap(problemsOf);
  if (!space.ok || !limits.ok || !wanPrice.ok) return parsedUnless(problems, () => base);
  const wanPerMbit = wanPrice.value === undefined ? base.wanPerMbit : doubleFromExact(wanPrice.value);
  return parsed({ space: space.value, limits: limits.value, wanPerMbit });
}

function spaceOf(call: Call, base: SearchSpace, scenario: Scenario, shelf: Shelf): Parsed<SearchSpace> {
  const read = {
    destinations: destinationsOf(call, scenario, shelf),
    transitionAges: numbers(call, 'transition'),
    retrievals: words(call, 'retrieval', RETRIEVALS),
    boxes: boxesOf(call, shelf),
    forms: words(call, 'form', FORMS),
    cacheDays: numbers(call, 'cache-days'),
    wanMbit: numbers(call, 'wan'),
    fullEvery: numbers(call, 'full-every'),
    compressions: words(call, 'compression', COMPRESSIONS),
    retentions: retentions(call),
  };
  const problems = Object.values(read).flatMap(problemsOf);
  const or = <T>(one: Parsed<readonly T[]>, fallback: readonly T[]): readonly T[] =>
    one.ok && one.value.length > 0 ? one.value : fallback;
  return parsedUnless(problems, () => ({
    destinations: or(read.destinations, base.destinations),
    transitionAges: or(read.transitionAges, base.transitionAges),
    retrievals: or(read.retrievals, base.retrievals),
    boxes: or(read.boxes, base.boxes),
    forms: or(read.forms, base.forms),
    cacheDays: or(read.cacheDays, base.cacheDays),
    wanMbit: or(read.wanMbit, base.wanMbit),
    fullEvery: or(read.fullEvery, base.fullEvery),
    compressions: or(read.compressions, base.compressions),
    retentions: or(read.retentions, base.retentions),
  }));
}

function limitsOf(call: Call, base: SearchLimits, shelf: Shelf): Parsed<SearchLimits> {
  const { providers, regions } = shelf.prices;
  const probability = percentFlag(call, 'probability');
  const budget = moneyFlag(call, 'budget');
  const headroom = percentFlag(call, 'headroom', 999);
  const countries = known(call, 'country', resolverOf(shelf).countries);
  const places = known(call, 'region', [...new Set(Object.values(regions).flatMap(({ region, title }) => [title, region]))]);
  const excluded = known(
    call,
    'exclude',
    providers.map(({ provider }) => provider),
  );
  const all = [probability, budget, headroom, countries, places, excluded];
  const problems = all.flatMap(problemsOf);
  if (!probability.ok || !budget.ok || !headroom.ok || !countries.ok || !places.ok || !excluded.ok)
    return parsedUnless(problems, () => base);
  const share = (value: typeof headroom.value, fallback: number): number =>
    value === undefined ? fallback : doubleFromExact(value);
  const or = (list: readonly string[], fallback: readonly string[]): readonly string[] => (list.length > 0 ? list : fallback);
  return parsed({
    probability: share(probability.value, base.probability),
    budget: budget.value === undefined ? base.budget : doubleFromExact(budget.value),
    countries: or(countries.value, base.countries),
    regions: or(places.value, base.regions),
    excludedProviders: or(excluded.value, base.excludedProviders),
    headroom: share(headroom.value, base.headroom),
  });
}

/** Names of the catalogue, in any case; the nearest for what it has not. */
function known(call: Call, flag: string, names: readonly string[]): Parsed<readonly string[]> {
  const problems: Problem[] = [];
  const found = listOf(text(call, flag)).flatMap((one) => {
    const name = names.find((candidate) => candidate.toLowerCase() === one.toLowerCase());
    if (name !== undefined) return [name];
    const fix = didYouMean(nearestNames(one, names)) ?? `known: ${[...names].sort().slice(0, 40).join(', ')}`;
    problems.push({ ...wrong(flag, one, 'a name of the catalogue'), fix });
    return [];
  });
  return parsedUnless(problems, () => found);
}

function destinationsOf(call: Call, scenario: Scenario, shelf: Shelf): Parsed<readonly Destination[]> {
  const asked = text(call, 'to');
  const named = asked === undefined ? [] : asked.split(';').map((name) => destinationNamed(name, scenario, shelf));
  const problems = named.flatMap(problemsOf);
  return parsedUnless(problems, () => named.flatMap((one) => (one.ok ? [one.value] : [])));
}

/** "auto;DXi6900=1200;auto:cloud=900": models of the catalogue or the ladder, each with its form and its own quote a month. */
function boxesOf(call: Call, { catalog }: Shelf): Parsed<readonly BoxAsked[]> {
  const problems: Problem[] = [];
  const boxes = listOf(text(call, 'appliance'), ';').map((entry): BoxAsked => {
    const [left = '', price] = entry.split('=').map((part) => part.trim());
    const form = FORMS.find((one) => left.toLowerCase().endsWith(`:${one}`));
    const name = form === undefined ? left : left.slice(0, -form.length - 1).trim();
    const model = catalog.appliances.find((one) => one.model.toLowerCase() === name.toLowerCase());
    const isPrice = price === undefined || /^\d{1,12}(\.\d{1,2})?$/.test(price);
    if (!isPrice) problems.push(wrong('appliance', entry, 'a model, = and a monthly price such as 1200.00'));
    if (model && form !== undefined && model.form !== form)
      problems.push(wrong('appliance', entry, `form ${model.form}, the only one of ${model.model}`));
    if (!model && name.toLowerCase() !== 'auto') {
      const fix = didYouMean(
        nearestNames(
          name,
          catalog.appliances.map((one) => one.model),
        ),
      );
      problems.push({ ...wrong('appliance', name, 'auto, or a model of the catalogue'), ...(fix === undefined ? {} : { fix }) });
    }
    return { model, form, monthlyPrice: price };
  });
  return parsedUnless(problems, () => boxes);
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

function numbers(call: Call, flag: string): Parsed<readonly number[]> {
  const given = listOf(text(call, flag));
  const problems = given
    .filter((one) => !/^\d{1,7}$/.test(one) || +one < 1)
    .map((one) => wrong(flag, one, 'whole numbers above 0, with commas between'));
  return parsedUnless(problems, () => given.map(Number));
}

function words<T extends string>(call: Call, flag: string, all: readonly T[]): Parsed<readonly T[]> {
  const given = listOf(text(call, flag));
  const problems = given
    .filter((one) => !all.some((word) => word === one))
    .map((one) => wrong(flag, one, `some of ${all.join(', ')}`));
  return parsedUnless(problems, () => all.filter((one) => given.includes(one)));
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
  const problems: Problem[] = [];
  const found = listOf(text(call, 'keep')).map((one): Retention => {
    if (!/^(\d{1,4}(last|[hdwmqy]))+$/.test(one))
      problems.push(wrong('keep', one, 'such as 7d4w12m: daily, weekly, monthly points'));
    const parts = [...one.matchAll(/(\d+)(last|[hdwmqy])/g)].map(
      ([, count = '0', unit = '']) => [KEEPS[unit] ?? 'last', +count] as const,
    );
    return { semantics: 'restic', ...Object.fromEntries(parts) };
  });
  return parsedUnless(problems, () => found);
}
