import type { PriceBook } from '../../../catalog/types.js';
import type { ApplianceForm, BoxAsked, SearchSpace } from '../../../scenario/decision-types.js';
import type { Destination, Retention, RetrievalOption } from '../../../scenario/types.js';
import { bookFor } from '../../plan.js';
import type { PlanInput } from '../../plan-types.js';
import type { BoxOption, Grid, Place, Variant } from './types.js';

/** How data may come out of a class, in the order in which a search tries them. */
export const RETRIEVALS = ['standard', 'bulk', 'expedited'] as const satisfies readonly RetrievalOption[];
const AGES: readonly number[] = [30, 60, 90, 180];
const AUTO: BoxAsked = { model: undefined, form: undefined, monthlyPrice: undefined };

const or = <T>(asked: readonly T[], fallback: readonly T[]): readonly T[] => (asked.length > 0 ? asked : fallback);

/** The grid of a search: what its lists do not name stays as the scenario has it, but for places and retrievals. */
export function gridOf(input: PlanInput, space: SearchSpace): Grid {
  const { scenario } = input;
  const variants = or<number | undefined>(space.fullEvery, [undefined]).flatMap((fullEvery) =>
    or(space.compressions, [scenario.cinder.compression]).flatMap((compression) =>
      or<Retention | undefined>(space.retentions, [undefined]).map(
        (retention): Variant => ({ fullEvery, compression, retention }),
      ),
    ),
  );
  return {
    variants,
    places: placesOf(destinationsOf(input, space), or(space.retrievals, RETRIEVALS), input),
    boxes: or(space.boxes, [AUTO]).flatMap((box) => boxesOf(box, space.forms)),
    cacheDays: or(space.cacheDays, [scenario.appliance.cacheDays]),
    wanMbit: or(space.wanMbit, [scenario.network.wanMbit]),
  };
}

/** A model has the one form that it is sold in; the generic ladder stands anywhere. */
function boxesOf(box: BoxAsked, forms: readonly ApplianceForm[]): readonly BoxOption[] {
  const { model } = box;
  const own = model?.form ?? box.form;
  if (own !== undefined) return forms.length === 0 || forms.includes(own) ? [named({ ...box, form: own })] : [];
  return or<ApplianceForm | undefined>(forms, [undefined]).map((form) => named({ ...box, form }));
}

function named(box: BoxAsked): BoxOption {
  const { model, form } = box;
  return { ...box, name: model?.model ?? (form === undefined ? 'auto' : `auto, ${form}`) };
}

/** A class that is read at once has one way to be read. */
function placesOf(
  destinations: readonly Destination[],
  retrievals: readonly RetrievalOption[],
  input: PlanInput,
): readonly Place[] {
  const waits = (one: Destination): boolean => {
    const { classes } = bookFor(input, one);
    return [one.storageClass, one.archiveClass].some((code) => classes[`${one.provider}|${code}`]?.access === 'restore');
  };
  return destinations.flatMap((destination) =>
    (waits(destination) ? retrievals : (['standard'] as const)).map((retrieval) => ({ destination, retrieval })),
  );
}

/** Those asked for; else the scenario's own, and every class, pair of classes and transition age in their regions. */
function destinationsOf(input: PlanInput, { destinations, transitionAges }: SearchSpace): readonly Destination[] {
  if (destinations.length > 0) return destinations.flatMap((one) => withAges(one, transitionAges));
  const { destination, compare } = input.scenario;
  const own = [destination, ...compare];
  const isPublic = own.filter(({ provider }) => provider !== 'private');
  const sites = [...new Map(isPublic.map((one) => [`${one.provider}|${one.region}`, one])).values()];
  const classes = sites.flatMap((site) => allClasses(site, or(transitionAges, AGES), input));
  return [...new Map([...own, ...classes].map((one) => [keyOf(one), one])).values()];
}

const keyOf = ({ provider, region, storageClass, archiveClass, transitionAfterDays }: Destination): string =>
  [provider, region, storageClass, archiveClass, transitionAfterDays].join('|');

const withAges = (one: Destination, ages: readonly number[]): readonly Destination[] =>
  one.archiveClass === undefined || ages.length === 0
    ? [one]
    : ages.map((age) => ({ ...one, transitionAfterDays: age, label: `${one.label}, ${age} days` }));

/** Every class of a region that has a storage price, alone, and each instant one with each that waits behind it. */
function allClasses(site: Destination, ages: readonly number[], input: PlanInput): readonly Destination[] {
  const { provider, region } = site;
  const book = bookFor(input, { ...site, pricesAsOf: input.scenario.pricesAsOf });
  const title = book.regions[`${provider}|${region}`]?.title ?? region;
  const priced = pricedClasses(book, provider, region);
  const one = { provider, region, pricesAsOf: input.scenario.pricesAsOf };
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

const pricedClasses = ({ classes, rates }: PriceBook, provider: string, region: string) =>
  Object.values(classes).filter(
    (one) => one.provider === provider && rates[`${provider}|${region}|${one.storageClass}|storage`] !== undefined,
  );
