import type { DefaultValue } from '../catalog/types.js';
import type { WorkloadRule } from '../inventory/types.js';
import { type Day, formatDay } from '../units/day.js';
import { doubleFromExact, parseDecimal } from '../units/decimal.js';
import { readAppliance } from './appliance.js';
import { RELEASE_NAMES, releaseOf } from './cinder-releases.js';
import { readDecisions } from './decisions.js';
import { readDestination, useCaseOf } from './destination.js';
import { checkCurrency, readDiscounts } from './money-terms.js';
import { readPolicies } from './policies.js';
import { readProfiles } from './profiles.js';
import { assume, derive, type Reading, report, unknownName } from './reading.js';
import { readRestores } from './restores.js';
import { catchesAll, readRules } from './rules.js';
import type { DestinationEntry, ScenarioFile } from './schema.js';
import { applianceOf, cinderOf, networkOf, storeOf } from './sections.js';
import { at, isMap, type Tree } from './tree.js';
import type { Destination, Scenario } from './types.js';
import { readUncertainty } from './uncertainty.js';

/** A scenario file that has its form; names are still to be resolved. */
export interface Checked {
  readonly content: ScenarioFile;
  /** The person's own tree, before defaults: what was written and what was not. */
  readonly written: Tree;
  /** False where the destination itself had faults, so that nothing is said of what inherits from it. */
  readonly soundDestination: boolean;
}

/** Resolves every name and puts the scenario together; undefined after reporting problems. */
export function assemble(checked: Checked, reading: Reading): Scenario | undefined {
  const { content, written } = checked;
  const dates = readDates(content, reading);
  const profiles = readProfiles(content.profiles ?? {}, reading);
  const policies = readPolicies(content.policies, reading);
  const rules = allRules(checked, Object.keys(profiles), reading);
  const useCase = content.useCase ?? useCaseOf(content.destination, reading);
  const context = { pricesAsOf: dates.pricesAsOf, transitionAfter: transitionDays(content, reading) };
  const destination = readDestination(
    content.destination,
    { ...context, path: ['destination'], useCase: content.useCase },
    reading,
  );
  const compare = checked.soundDestination ? readCompare(content, { ...context, destination }, reading) : [];
  const model = readAppliance(content.appliance, reading);
  const restores = readRestores(content.restores, reading);
  checkCurrency(content, reading);
  checkCinder(content, reading);
  const discounts = readDiscounts(content, reading);
  if (content.priceDrift === undefined)
    derive(reading, 'priceDrift', '0% a year', 'prices are taken to stay as they are on the price date, for the whole horizon');
  const values = {
    network: networkOf(content),
    cinder: cinderOf(content),
    declareHours: content.sla.declare,
    annualGrowth: content.growth,
  };
  const uncertainty = readUncertainty(content, values, reading);
  const decisions =
    destination &&
    readDecisions(
      content,
      {
        destination,
        compare,
        readOther: (entry, path) =>
          readDestination(inherited(entry, settled(content)), { ...context, path, useCase: undefined }, reading),
      },
      reading,
    );
  if (!destination || reading.problems.some(({ severity }) => severity === 'error')) return undefined;
  return {
    file: reading.file,
    name: content.name ?? nameOf(reading.file),
    ...dates,
    horizonMonths: content.horizon,
    currency: content.currency,
    exchange: content.exchange && { ...content.exchange, date: formatDay(content.exchange.date) },
    inventory: {
      files: content.inventory.files.map(({ file, project }) => ({ file, project })),
      excludedStatuses: content.inventory.excludeStatuses,
      maxRejects: content.inventory.maxRejects,
    },
    rules,
    profiles,
    policies,
    useCase,
    destination,
    compare,
    appliance: applianceOf(content, model),
    ...values,
    store: storeOf(content),
    restores: at(written, ['restores']) === undefined ? [...restores, ...projectRestore(content, reading)] : restores,
    rpoHours: content.sla.rpo,
    discounts,
    ...(content.priceDrift === undefined ? {} : { priceDrift: content.priceDrift }),
    ...(content.privatePrices === undefined ? {} : { privatePrices: { file: content.privatePrices, applied: false } }),
    ...(content.vat === undefined ? {} : { vat: { name: content.vat.name ?? 'VAT', percent: content.vat.percent } }),
    uncertainty,
    ...(decisions === undefined ? {} : { decisions }),
    assumptions: reading.assumptions,
  };
}

/** Start and price date stand in for each other; without both it is the day the plan is made. */
function readDates({ start, pricesAsOf }: ScenarioFile, reading: Reading): { readonly start: Day; readonly pricesAsOf: Day } {
  const dates = { start: start ?? pricesAsOf ?? reading.today, pricesAsOf: pricesAsOf ?? start ?? reading.today };
  if (start === undefined)
    derive(reading, 'start', formatDay(dates.start), pricesAsOf === undefined ? 'the day the plan is made' : 'the price date');
  if (pricesAsOf === undefined)
    derive(
      reading,
      'pricesAsOf',
      formatDay(dates.pricesAsOf),
      start === undefined ? 'the day the plan is made' : 'the start of the plan',
    );
  return dates;
}

/** The rules of the file, and a last one for the volumes that none of them names. */
function allRules({ content, written }: Checked, profiles: readonly string[], reading: Reading): readonly WorkloadRule[] {
  const named = at(written, ['policies']);
  const policies = isMap(named) ? Object.keys(named) : Object.keys(content.policies);
  const rules = readRules(content.rules, { profiles, policies }, reading);
  const fallback = reading.resolver.defaults['rules.*.profile'];
  const [policy] = policies;
  if (content.rules.some(catchesAll) || !fallback || policy === undefined) return rules;
  assume(reading, 'rules', `all volumes that no rule names: profile ${fallback.value}, policy ${policy}`, {
    ...fallback,
    unit: '',
  });
  return [...rules, { match: {}, action: { kind: 'plan', profile: fallback.value, policy, encrypted: undefined } }];
}

/** The age at which data moves, in days, where a destination combines two classes. */
function transitionDays({ transitionAfter, useCase, destination, compare = [] }: ScenarioFile, reading: Reading): number {
  const fallback = reading.resolver.defaults.transitionAfter;
  const moving = useCase === 'cold' ? compare : [destination, ...compare];
  const combines = moving.some((one) => one.archiveClass !== undefined && one.transitionAfter === undefined);
  if (transitionAfter !== undefined && destination.archiveClass === undefined) {
    const fix = 'add archiveClass, such as Glacier, to the destination, or leave transitionAfter out';
    report(reading, {
      code: 'SCN007',
      path: ['transitionAfter'],
      found: 'a transition without an archiveClass',
      wanted: 'an archiveClass for data to move to',
      fix,
    });
  }
  if (transitionAfter !== undefined && destination.archiveClass !== undefined && useCase === 'cold')
    report(reading, {
      code: 'SCN007',
      path: ['transitionAfter'],
      found: 'a transition with useCase cold',
      wanted: 'useCase combined, or no transition',
      fix: 'cold data goes to its class at once: leave transitionAfter out',
    });
  if (transitionAfter === undefined && combines && fallback) assume(reading, 'transitionAfter', fallback.value, fallback);
  return transitionAfter ?? wholeDays(fallback);
}

function wholeDays(fallback: DefaultValue | undefined): number {
  const exact = fallback && parseDecimal(fallback.value);
  return exact === undefined ? 0 : doubleFromExact(exact);
}

/** The other destinations: what an entry leaves out is the destination's, as far as it still makes sense. */
function readCompare(
  content: ScenarioFile,
  context: { readonly pricesAsOf: Day; readonly transitionAfter: number; readonly destination: Destination | undefined },
  reading: Reading,
): readonly Destination[] {
  return (content.compare ?? []).flatMap((entry, index) => {
    const before = reading.problems.length;
    const read = readDestination(
      inherited(entry, settled(content)),
      { ...context, path: ['compare', index], useCase: undefined },
      reading,
    );
    // What is wrong with the destination has been said once, where it is written.
    if (!context.destination)
      reading.problems.push(...reading.problems.splice(before).filter(({ where }) => isOwn(entry, where.field)));
    return read ? [read] : [];
  });
}

const isOwn = (entry: DestinationEntry, field = ''): boolean => Object.hasOwn(entry, field.replace(/^.*\./, ''));

/** What comparisons inherit: of a cold plan the class that it settled on, not two classes that data moves between. */
function settled({ destination, useCase }: ScenarioFile): DestinationEntry {
  const { archiveClass } = destination;
  return useCase === 'cold' && archiveClass !== undefined
    ? { ...destination, class: archiveClass, archiveClass: undefined }
    : destination;
}

function inherited(entry: DestinationEntry, from: DestinationEntry): DestinationEntry {
  const moved = entry.store !== undefined || (entry.provider !== undefined && entry.provider !== from.provider);
  const { name: _name, ...all } = from;
  // Capacity is bought ahead in one region for one class: a comparison elsewhere has none unless it says so.
  const base = entry.region === undefined && entry.class === undefined ? all : { ...all, commitments: undefined };
  if (moved) return { ...entry, pricesAsOf: entry.pricesAsOf ?? from.pricesAsOf };
  if (entry.class === undefined) return { ...base, ...entry };
  // A class of one's own comes with a lifecycle of one's own.
  return { ...base, archiveClass: undefined, transitionAfter: undefined, ...entry };
}

/** A release we know, and objects that Cinder takes: it refuses to start on a size that is no multiple of its hash block. */
function checkCinder({ cinder }: ScenarioFile, reading: Reading): void {
  if (!releaseOf(cinder.release))
    unknownName(reading, { path: ['cinder', 'release'], what: 'OpenStack release', name: cinder.release, known: RELEASE_NAMES });
  const { objectSize, hashBlock } = cinder;
  if (objectSize % hashBlock === 0) return;
  const fix = `objectSize: ${Math.max(1, Math.floor(objectSize / hashBlock)) * hashBlock} B`;
  report(reading, {
    code: 'SCN006',
    path: ['cinder', 'objectSize'],
    found: `${objectSize} B`,
    wanted: `a multiple of the hash block, ${hashBlock} B`,
    fix,
  });
}

/** Without restores of its own, a scenario whose inventory names a project restores that too. */
function projectRestore({ inventory }: ScenarioFile, reading: Reading): Scenario['restores'] {
  const project = inventory.files.find((file) => file.project !== undefined)?.project;
  if (project === undefined) return [];
  derive(reading, 'restores', `project ${project}`, 'the first project that an inventory file is labelled with');
  return [
    {
      name: `Project ${project}`,
      subject: { kind: 'project', project },
      ageDays: 0,
      to: 'site',
      retrieval: 'standard',
      rtoHours: undefined,
      perYear: undefined,
    },
  ];
}

const nameOf = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '');
