import type { PriceBook } from '../../catalog/types.js';
import type { Cohorts } from '../../inventory/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import type { CapacityResult, CohortState } from '../capacity/types.js';
import { skipsZeros } from '../restore/release.js';
import { type RestoreClasses, restoreClasses } from '../restore/restore-classes.js';
import { type ChosenPoint, choosePoint } from '../restore/restore-data.js';
import { restorePipes } from '../restore/restore-pipes.js';
import type { Pipe } from '../restore/restore-time.js';
import type { Retrieval } from '../restore/retrieval-wait.js';
import { type ResolvedSubject, resolveSubject, type SubjectPart } from '../restore/subject.js';
import type { BoxLimits } from '../sizing/limits.js';
import { classRetrieval, waitKey } from './inputs.js';

/** The part of a restore that lies in one cohort. */
export interface PartShop {
  readonly cohort: number;
  readonly points: CohortState;
  readonly point: ChosenPoint;
  readonly volumes: number;
  /** A single volume keeps its size; a selection is a share of its growing cohort. */
  readonly size: number | undefined;
  readonly share: number;
}

/** One class that a restore may read from. */
export interface ClassShop {
  readonly key: string;
  readonly retrieval: Retrieval;
}

/** One restore scenario made ready to be timed in every trial. */
export interface RestoreShop {
  readonly scenario: RestoreScenario;
  readonly volumes: number;
  readonly largest: number;
  readonly parts: readonly PartShop[];
  readonly first: ClassShop;
  readonly archive: ClassShop | undefined;
  readonly transitionAfterDays: number | undefined;
  readonly isPlain: boolean;
  readonly skipsZeros: boolean;
  readonly usesCache: boolean;
  /** Without the retrieval limit, at likely rates. */
  readonly fetch: readonly Pipe[];
  readonly rehydrate: readonly Pipe[];
  readonly parallel: number;
  readonly linkSeconds: number;
  /** Longest chain, and backups to open over all volumes. */
  readonly chain: number;
  readonly links: number;
}

export interface RestoreFrom {
  readonly scenario: Scenario;
  readonly cohorts: Cohorts;
  readonly capacity: CapacityResult;
  readonly box: BoxLimits;
  readonly units: number;
  readonly book: PriceBook;
}

/**
 * The restores that the inventory can serve, each with everything that no draw changes.
 *
 * Source: docs/methodology-uncertainty.md M-88; M-62 to M-69.
 */
export function restoreShops(from: RestoreFrom): readonly RestoreShop[] {
  const classes = restoreClasses(from.scenario);
  return from.scenario.restores.flatMap((restore) => {
    const subject = resolveSubject(restore.subject, from.cohorts, from.capacity.states);
    return subject === undefined ? [] : [restoreShop(from, restore, subject, classes)];
  });
}

function restoreShop(
  from: RestoreFrom,
  restore: RestoreScenario,
  subject: ResolvedSubject,
  classes: RestoreClasses,
): RestoreShop {
  const { scenario, box, units } = from;
  const ofClass = (storageClass: string): ClassShop => ({
    key: waitKey(storageClass, restore),
    retrieval: classRetrieval(from, storageClass, restore),
  });
  const first = ofClass(classes.first);
  const pipes = restorePipes({ scenario, to: restore.to, box, units, retrieval: first.retrieval });
  const parts = subject.parts.map((part) => partShop(from, restore, part));
  return {
    scenario: restore,
    volumes: subject.volumes,
    largest: subject.largest,
    parts,
    first,
    archive: classes.archive === undefined ? undefined : ofClass(classes.archive),
    transitionAfterDays: classes.transitionAfterDays,
    isPlain: scenario.store.kind === 'plain',
    skipsZeros: skipsZeros(scenario.cinder.release),
    usesCache: cacheHoldsData(scenario, restore),
    fetch: pipes.fetch.filter(({ kind }) => kind !== 'retrieval'),
    rehydrate: pipes.rehydrate,
    parallel: pipes.parallel,
    linkSeconds: pipes.linkSeconds,
    chain: parts.reduce((longest, { point }) => Math.max(longest, point.chain), 0),
    links: parts.reduce((total, { point, volumes }) => total + volumes * point.chain, 0),
  };
}

function partShop({ capacity }: RestoreFrom, restore: RestoreScenario, part: SubjectPart): PartShop {
  const cohort = capacity.states.findIndex((state) => state.name === part.state.name);
  const { kind } = restore.subject;
  const single = kind === 'volume' || kind === 'largest' || kind === 'percentile';
  return {
    cohort,
    points: part.state,
    point: choosePoint(part.state, restore.ageDays),
    volumes: part.volumes,
    size: single ? part.provisioned : undefined,
    share: part.share,
  };
}

/** The same reading as the restore plan's own. */
function cacheHoldsData({ appliance, store, useCase }: Scenario, restore: RestoreScenario): boolean {
  const inCloud = (appliance.model?.form ?? appliance.form) === 'cloud';
  const warm = restore.cache === undefined ? restore.to === 'site' || inCloud : restore.cache === 'warm';
  return store.kind === 'deduplicating' && useCase !== 'cold' && warm;
}
