import { Decimal } from '../units/decimal.js';
import { readModel } from './appliance.js';
import type { BoxAsked, DecisionsAsked, MoveAsked, OptimiseAsked, SearchSpace, SolveAsked } from './decision-types.js';
import { assume, type Reading, report, taken, unknownName } from './reading.js';
import { readRetention } from './retention.js';
import type { DestinationEntry, ScenarioFile } from './schema.js';
import type { Path } from './tree.js';
import type { Destination, Scenario } from './types.js';

/** What decisions take from the rest of the scenario. */
export interface DecisionContext {
  readonly destination: Destination;
  readonly compare: readonly Destination[];
  /** Another destination, as an entry of `compare` is read: what it leaves out is the destination's. */
  readonly readOther: (entry: DestinationEntry, path: Path) => Destination | undefined;
}

type File = Pick<ScenarioFile, 'baseline' | 'optimise' | 'migrate' | 'solve' | 'horizon' | 'useCase' | 'store'>;

const shareOf = (percent: string): string => new Decimal(percent).div(100).toFixed();

/** The keys `baseline`, `optimise`, `migrate` and `solve`; undefined where none is written. */
export function readDecisions(file: File, context: DecisionContext, reading: Reading): DecisionsAsked | undefined {
  const { baseline, optimise, migrate, solve } = file;
  const asked: DecisionsAsked = {
    ...(baseline && { baseline: { claim: shareOf(baseline.claim ?? '90') } }),
    ...(optimise && { optimise: optimiseOf(optimise, context, reading) }),
    ...(migrate && { migrate: migrate.flatMap((move, index) => moveOf(move, { file, context, reading, index }) ?? []) }),
    ...(solve && { solve: questionsOf(solve, file, context, reading) }),
  };
  return Object.keys(asked).length === 0 ? undefined : asked;
}

/** Every destination that a scenario names, planned, compared or for a decision: each needs its prices. */
export function destinationsIn({
  destination,
  compare,
  decisions,
}: Pick<Scenario, 'destination' | 'compare' | 'decisions'>): readonly Destination[] {
  return [
    destination,
    ...compare,
    ...(decisions?.optimise?.space.destinations ?? []),
    ...(decisions?.migrate ?? []).map(({ to }) => to),
  ];
}

type OptimiseEntry = NonNullable<ScenarioFile['optimise']>;

function optimiseOf(entry: OptimiseEntry, context: DecisionContext, reading: Reading): OptimiseAsked {
  const at = (key: string): Path => ['optimise', key];
  const places = (entry.destinations ?? []).flatMap(
    (place, index) => placeOf(place, [...at('destinations'), index], context, reading) ?? [],
  );
  const space: SearchSpace = {
    destinations: places,
    transitionAges: entry.transitionAfter ?? [],
    retrievals: entry.retrieval ?? [],
    boxes: (entry.appliance ?? []).map((box, index) => boxOf(box, [...at('appliance'), index], reading)),
    forms: entry.form ?? [],
    cacheDays: entry.cache ?? [],
    wanMbit: (entry.wan ?? []).map((rate) => (rate * 8) / 1e6),
    fullEvery: entry.fullEvery ?? [],
    compressions: entry.compression ?? [],
    retentions: (entry.keep ?? []).map(({ semantics = 'restic', ...keep }, index) =>
      readRetention(keep, semantics, [...at('keep'), index], reading),
    ),
  };
  return {
    space,
    limits: {
      probability: entry.probability ?? 0.95,
      budget: entry.budget === undefined ? undefined : +entry.budget,
      countries: known(entry.countries ?? [], reading.resolver.countries, { path: at('countries'), what: 'country' }, reading),
      regions: entry.regions ?? [],
      excludedProviders: (entry.exclude ?? []).flatMap(
        (name) => taken(reading, reading.resolver.provider({ name, where: reading.yaml.place(at('exclude')) })) ?? [],
      ),
      headroom: entry.headroom ?? 0,
    },
    wanPerMbit: entry.wanPrice === undefined ? undefined : +entry.wanPrice,
  };
}

function known(
  names: readonly string[],
  all: readonly string[],
  { path, what }: { readonly path: Path; readonly what: string },
  reading: Reading,
) {
  return names.flatMap((name) => {
    const found = all.find((one) => one.toLowerCase() === name.toLowerCase());
    return found ?? unknownName(reading, { path, what, name, known: all }) ?? [];
  });
}

/** A name stands for the destination or an entry of `compare` that has it. */
function placeOf(
  place: string | DestinationEntry,
  path: Path,
  { destination, compare, readOther }: DecisionContext,
  reading: Reading,
) {
  if (typeof place !== 'string') return readOther(place, path);
  const all = [destination, ...compare];
  const found = all.find(({ label }) => label.toLowerCase() === place.toLowerCase());
  return found ?? unknownName(reading, { path, what: 'destination', name: place, known: all.map(({ label }) => label) });
}

function boxOf(box: NonNullable<OptimiseEntry['appliance']>[number], path: Path, reading: Reading): BoxAsked {
  return { model: readModel(box, path, reading), form: box.form, monthlyPrice: box.monthlyPrice };
}

interface Moving {
  readonly file: File;
  readonly context: DecisionContext;
  readonly reading: Reading;
  readonly index: number;
}

function moveOf(
  entry: NonNullable<ScenarioFile['migrate']>[number],
  { file, context, reading, index }: Moving,
): MoveAsked | undefined {
  const path: Path = ['migrate', index];
  const to = placeOf(entry.to, [...path, 'to'], context, reading);
  const fallback = (key: string, given: string | undefined, name: string): string => {
    const row = reading.resolver.defaults[key];
    if (given === undefined && row) assume(reading, `migrate.${index + 1}.${name}`, row.value, row);
    return given ?? row?.value ?? '0';
  };
  const middle = Math.max(2, Math.ceil(file.horizon / 2));
  const month = entry.month ?? Math.min(+fallback('month@migrate', undefined, 'month'), middle);
  if (month < 2 || month > file.horizon)
    report(reading, {
      code: 'SCN004',
      path: [...path, 'month'],
      found: `month ${month}`,
      wanted: `a month of the plan after its first, 2 to ${file.horizon}`,
    });
  return (
    to && {
      to,
      month,
      overlapMonths: entry.overlap ?? +fallback('overlap@migrate', undefined, 'overlap'),
      discountRate: shareOf(fallback('discountRate@decide', entry.discountRate, 'discountRate')),
      via: entry.via ?? 'site',
      retrieval: entry.retrieval ?? 'standard',
    }
  );
}

function questionsOf(
  solve: NonNullable<ScenarioFile['solve']>,
  file: File,
  { destination }: DecisionContext,
  reading: Reading,
): readonly SolveAsked[] {
  const { retention, estate, applianceFull, transition } = solve;
  if (applianceFull && file.store.kind === 'plain') cannot(reading, 'applianceFull', 'an appliance: a plain store has none');
  if (transition && destination.archiveClass === undefined)
    cannot(reading, 'transition', 'a destination with an archiveClass that data moves to');
  return [
    ...(retention ? [{ for: 'retention', budget: retention.budget } as const] : []),
    ...(estate ? [{ for: 'estate' } as const] : []),
    ...(applianceFull ? [{ for: 'appliance-full' } as const] : []),
    ...(solve.class ? [{ for: 'class', rtoHours: solve.class.rto } as const] : []),
    ...(transition ? [{ for: 'transition' } as const] : []),
  ];
}

const cannot = (reading: Reading, key: string, wanted: string): undefined =>
  report(reading, {
    code: 'SCN007',
    path: ['solve', key],
    found: `${key} of a scenario without it`,
    wanted,
    fix: 'leave it out',
  });
