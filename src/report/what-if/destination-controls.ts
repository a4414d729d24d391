import type { PriceBook, Region, StorageClass } from '../../catalog/types.js';
import type { PlanInput } from '../../engine/plan-types.js';
import type { Tree } from '../../scenario/tree.js';
import type { Destination, Scenario } from '../../scenario/types.js';
import { formatDay, parseDay } from '../../units/day.js';
import { formatIsoDate } from '../format-date.js';
import type { Control, ControlGroup, Edit } from './control.js';
import { choiceControl, numberControl } from './number-control.js';

const PRIVATE = 'private';
const NONE = 'none';

/** Where the data lives and on which day it is priced: what the embedded price books know. */
export function destinationGroups(input: PlanInput): readonly ControlGroup[] {
  const controls = [placeControl(input), classControl(input), archiveControl(input), afterControl(input), dateControl(input)];
  return [{ title: 'Destination and prices', controls }];
}

const bookOf = ({ books }: PlanInput, { destination }: Scenario): PriceBook | undefined =>
  books[formatDay(destination.pricesAsOf)] ?? Object.values(books)[0];

const regionsOf = (book: PriceBook | undefined): readonly Region[] => Object.values(book?.regions ?? {});

/** The classes that have a storage price somewhere in the embedded books. */
function classesOf({ books }: PlanInput): readonly StorageClass[] {
  const priced = new Set(
    Object.values(books).flatMap(({ rates }) =>
      Object.values(rates).flatMap((rate) => (rate.item === 'storage' ? [`${rate.provider}|${rate.storageClass}`] : [])),
    ),
  );
  const known = new Map(Object.values(books).flatMap((book) => Object.entries(book.classes)));
  return [...known].filter(([key]) => priced.has(key)).map(([, one]) => one);
}

const placeValue = ({ provider, region, storageClass }: Destination): string =>
  provider === PRIVATE ? `${PRIVATE}/${storageClass}` : `${provider}/${region}`;

function placeControl(input: PlanInput): Control {
  const { scenario, catalog } = input;
  const regions = regionsOf(bookOf(input, scenario));
  const stores = Object.values(catalog.privateStores);
  const several = new Set(regions.map(({ provider }) => provider)).size > 1;
  return choiceControl({
    id: 'destination/place',
    label: 'Place',
    value: placeValue(scenario.destination),
    choices: [
      ...regions.map(({ provider, region, title }) => ({
        value: `${provider}/${region}`,
        label: several ? `${title} (${provider})` : title,
      })),
      ...stores.map(({ name, title }) => ({ value: `${PRIVATE}/${name}`, label: title })),
    ],
    apply: (changed, text) => withPlace(changed, text, input),
    edits: (changed) => destinationEdits(changed, input),
  });
}

/** A move to another provider takes that provider's first class: the class field then says which. */
function withPlace(scenario: Scenario, text: string, input: PlanInput): Scenario {
  const [provider = '', ...rest] = text.split('/');
  const place = rest.join('/');
  const { destination } = scenario;
  if (provider === PRIVATE) {
    const own = { provider, region: '', storageClass: place, archiveClass: undefined, transitionAfterDays: undefined };
    return settled(scenario, { ...destination, ...own }, input);
  }
  if (provider === destination.provider) return settled(scenario, { ...destination, region: place }, input);
  const storageClass = classesOf(input).find((one) => one.provider === provider)?.storageClass ?? destination.storageClass;
  const moved = { provider, region: place, storageClass, archiveClass: undefined, transitionAfterDays: undefined };
  return settled(scenario, { ...destination, ...moved }, input);
}

const classChoices = (input: PlanInput, several: boolean) =>
  classesOf(input).map(({ provider, storageClass, title }) => ({
    value: `${provider}/${storageClass}`,
    label: several ? `${title} (${provider})` : title,
  }));

const hasSeveral = (input: PlanInput): boolean => new Set(classesOf(input).map(({ provider }) => provider)).size > 1;

function classControl(input: PlanInput): Control {
  const { destination } = input.scenario;
  const own = destination.provider === PRIVATE;
  return choiceControl({
    id: 'destination/class',
    label: 'Storage class',
    value: own ? NONE : `${destination.provider}/${destination.storageClass}`,
    choices: [{ value: NONE, label: 'The store’s own' }, ...classChoices(input, hasSeveral(input))],
    apply: (changed, text) => withClass(changed, text, 'storageClass', input),
    edits: (changed) => destinationEdits(changed, input),
  });
}

function archiveControl(input: PlanInput): Control {
  const { destination } = input.scenario;
  return choiceControl({
    id: 'destination/archiveClass',
    label: 'Archive class for older data',
    value: destination.archiveClass === undefined ? NONE : `${destination.provider}/${destination.archiveClass}`,
    choices: [{ value: NONE, label: 'None: all stays in one class' }, ...classChoices(input, hasSeveral(input))],
    apply: (changed, text) => withClass(changed, text, 'archiveClass', input),
    edits: (changed) => destinationEdits(changed, input),
  });
}

/** A class of another provider than the place's has no meaning there and changes nothing. */
function withClass(scenario: Scenario, text: string, key: 'storageClass' | 'archiveClass', input: PlanInput): Scenario {
  const { destination } = scenario;
  const [provider = '', name = ''] = text.split('/');
  if (text === NONE) {
    return key === 'archiveClass'
      ? settled(scenario, { ...destination, archiveClass: undefined, transitionAfterDays: undefined }, input)
      : scenario;
  }
  return provider === destination.provider ? settled(scenario, { ...destination, [key]: name }, input) : scenario;
}

const USUAL_AFTER = 90;

function afterControl(input: PlanInput): Control {
  return numberControl({
    id: 'destination/transitionAfter',
    label: 'Moves to the archive after',
    unit: 'days',
    low: 1,
    high: 36_500,
    whole: true,
    value: `${transitionOf(input.scenario)}`,
    apply: (changed, text) =>
      changed.destination.archiveClass === undefined
        ? changed
        : settled(changed, { ...changed.destination, transitionAfterDays: +text }, input),
    edits: (changed) => destinationEdits(changed, input),
  });
}

/** The age at which data moves: the plan's, else one that a comparison has, else the usual one. */
function transitionOf({ destination, compare }: Scenario): number {
  return [destination, ...compare].find((one) => one.transitionAfterDays !== undefined)?.transitionAfterDays ?? USUAL_AFTER;
}

function dateControl(input: PlanInput): Control {
  const { scenario, books } = input;
  const old = scenario.destination.pricesAsOf;
  return choiceControl({
    id: 'pricesAsOf',
    label: 'Prices of',
    value: formatDay(old),
    choices: Object.keys(books)
      .sort()
      .map((date) => ({ value: date, label: formatIsoDate(date) })),
    apply: (changed, text) => {
      const pricesAsOf = parseDay(text) ?? old;
      const compare = changed.compare.map((one) => (one.pricesAsOf === old ? { ...one, pricesAsOf } : one));
      return { ...changed, pricesAsOf, compare, destination: { ...changed.destination, pricesAsOf } };
    },
    edits: (changed) => [
      { path: ['pricesAsOf'], value: formatDay(changed.destination.pricesAsOf) },
      { path: ['start'], value: formatDay(changed.start) },
      ...destinationEdits(changed, input),
    ],
  });
}

/** The destination with the name and the use case that follow from it, as the scenario's own reader names them. */
function settled(scenario: Scenario, destination: Destination, input: PlanInput): Scenario {
  const book = bookOf(input, scenario);
  const first = book?.classes[`${destination.provider}|${destination.storageClass}`];
  const archive = destination.archiveClass;
  if (archive !== undefined && archive !== destination.storageClass) {
    const transitionAfterDays = destination.transitionAfterDays ?? transitionOf(input.scenario);
    const moving = { ...destination, transitionAfterDays };
    return { ...scenario, useCase: 'combined', destination: { ...moving, label: labelOf(moving, book, input) } };
  }
  const plain = { ...destination, archiveClass: undefined, transitionAfterDays: undefined };
  const useCase = first?.access === 'restore' ? 'cold' : 'backup';
  return { ...scenario, useCase, destination: { ...plain, label: labelOf(plain, book, input) } };
}

function labelOf(destination: Destination, book: PriceBook | undefined, { catalog, scenario }: PlanInput): string {
  const { provider, region, storageClass, archiveClass, transitionAfterDays } = destination;
  if (provider === PRIVATE) return catalog.privateStores[storageClass]?.title ?? storageClass;
  const title = (code: string): string => book?.classes[`${provider}|${code}`]?.title ?? code;
  const place = book?.regions[`${provider}|${region}`]?.title ?? region;
  const label = `${place}, ${title(storageClass)}`;
  const whole = archiveClass === undefined ? label : `${label}, after ${transitionAfterDays} days ${title(archiveClass)}`;
  return sameData(destination, scenario.destination) ? scenario.destination.label : whole;
}

const sameData = (a: Destination, b: Destination): boolean =>
  placeValue(a) === placeValue(b) &&
  a.storageClass === b.storageClass &&
  a.archiveClass === b.archiveClass &&
  a.transitionAfterDays === b.transitionAfterDays;

/** Destination and comparisons written out, because a comparison inherits what it does not say. */
function destinationEdits(changed: Scenario, { scenario }: PlanInput): readonly Edit[] {
  return [
    { path: ['transitionAfter'], value: undefined },
    { path: ['useCase'], value: changed.useCase },
    { path: ['destination'], value: entryOf(changed.destination, changed) },
    ...(changed.compare.length === 0
      ? []
      : [{ path: ['compare'], value: changed.compare.map((one) => entryOf(one, changed)) } as const]),
    ...writerEdits(changed, scenario),
  ];
}

function entryOf(destination: Destination, { pricesAsOf }: Scenario): Tree {
  const { label, provider, region, storageClass, archiveClass, transitionAfterDays } = destination;
  const dated = destination.pricesAsOf === pricesAsOf ? {} : { pricesAsOf: formatDay(destination.pricesAsOf) };
  if (provider === PRIVATE) return { name: label, store: storageClass, ...dated };
  const moves = archiveClass === undefined ? {} : { archiveClass, transitionAfter: `${transitionAfterDays} days` };
  return { name: label, provider, region, class: storageClass, ...moves, ...dated };
}

/** Which driver a plain store's writer uses follows from the destination in the file, but not in the page: so it is written. */
function writerEdits({ store, cinder, destination }: Scenario, before: Scenario): readonly Edit[] {
  if (store.kind !== 'plain' || destination.provider === before.destination.provider) return [];
  return [
    { path: ['cinder', 'driver'], value: cinder.driver },
    { path: ['cinder', 'objectSize'], value: `${cinder.objectBytes} B` },
  ];
}
