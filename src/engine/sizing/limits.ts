import type { ApplianceModel, Catalog, Rung } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import { type Gib, gibFromTb } from '../../units/gib.js';
import { asGibPerSecond, fromTbPerHour, type GibPerSecond } from '../../units/rate.js';

/** What one unit of a box gives. Cache and cloud are undefined when nobody published them: unknown, not unlimited. */
export interface BoxLimits {
  readonly name: string;
  readonly cache: Gib | undefined;
  readonly cloud: Gib | undefined;
  readonly ingest: GibPerSecond;
  /** Read from the cache by whoever restores. */
  readonly restore: GibPerSecond;
  /** Read from the object store. */
  readonly cloudRead: GibPerSecond;
  /** Objects that it may hold; undefined or absent: not published. */
  readonly objects?: number | undefined;
  /** Where cache and cloud, ingest, and restore come from: a catalogue row or a scenario path. */
  readonly sizeSource: string;
  readonly ingestSource: string;
  readonly restoreSource: string;
}

type ApplianceTerms = Scenario['appliance'];

/** The limits of a catalogue model (M-54). A missing rate is the scenario's; a missing size stays unknown. */
export function limitsOfModel(model: ApplianceModel, terms: ApplianceTerms): BoxLimits {
  return {
    name: model.model,
    cache: model.cacheTb === undefined ? undefined : gibFromTb(model.cacheTb),
    cloud: model.maxCloudTb === undefined ? undefined : gibFromTb(model.maxCloudTb),
    ingest: fromTbPerHour(model.ingestTbPerHour ?? terms.ingestTbPerHour),
    restore: fromTbPerHour(model.restoreTbPerHour ?? terms.restoreTbPerHour),
    cloudRead: fromTbPerHour(terms.cloudReadTbPerHour),
    objects: terms.maxObjects,
    sizeSource: model.source.id,
    ingestSource: model.ingestTbPerHour === undefined ? 'scenario: appliance.ingestTbPerHour' : model.source.id,
    restoreSource: model.restoreTbPerHour === undefined ? 'scenario: appliance.restoreTbPerHour' : model.source.id,
  };
}

/** The limits of a rung of the ladder (M-54): its sizes are inferred, its rates are the scenario's. */
export function limitsOfRung(rung: Rung, terms: ApplianceTerms): BoxLimits {
  return {
    name: rung.name,
    cache: gibFromTb(rung.cacheTb),
    cloud: gibFromTb(rung.maxCloudTb),
    ingest: fromTbPerHour(terms.ingestTbPerHour),
    restore: fromTbPerHour(terms.restoreTbPerHour),
    cloudRead: fromTbPerHour(terms.cloudReadTbPerHour),
    objects: terms.maxObjects,
    sizeSource: rung.source.id,
    ingestSource: 'scenario: appliance.ingestTbPerHour',
    restoreSource: 'scenario: appliance.restoreTbPerHour',
  };
}

/** A plain store has no box: nothing to hold, nothing to pass. */
const NO_BOX: BoxLimits = {
  name: '',
  cache: undefined,
  cloud: undefined,
  ingest: asGibPerSecond(0),
  restore: asGibPerSecond(0),
  cloudRead: asGibPerSecond(0),
  sizeSource: '',
  ingestSource: '',
  restoreSource: '',
};

/**
 * The limits of the box that `chooseAppliance` chose, by its name; of none where the store is plain.
 *
 * @throws RangeError when the name is neither the scenario's model nor a rung: a bug in the caller.
 */
export function chosenLimits(chosen: string, scenario: Scenario, catalog: Catalog): BoxLimits {
  if (scenario.store.kind === 'plain') return NO_BOX;
  const { model } = scenario.appliance;
  if (model?.model === chosen) return limitsOfModel(model, scenario.appliance);
  const rung = catalog.ladder.find((candidate) => candidate.name === chosen);
  if (!rung) throw new RangeError(`"${chosen}" is neither the scenario's model nor a rung of the ladder`);
  return limitsOfRung(rung, scenario.appliance);
}
