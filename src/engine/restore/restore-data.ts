import { asGib, type Gib } from '../../units/gib.js';
import { pow } from '../../units/portable-math.js';
import type { CohortState } from '../capacity/types.js';
import { changedPhysical, distanceFromLocal, type Locality, localityOf, localShare } from './cache-locality.js';
import type { ResolvedSubject, SubjectPart } from './subject.js';

/** Less than this share of a point is the dust of doubles, not data to fetch. */
const DUST = 1e-9;

/** The kept point that a restore takes: the newest that is at least as old as asked, else the oldest there is. */
export interface ChosenPoint {
  readonly ageDays: number;
  /** Backups to read: the full and the incrementals up to the point. */
  readonly chain: number;
  /** Days from each backup of the chain to the one before it. */
  readonly gapDays: number;
  /** Age of the full at the chain's start. */
  readonly fullAgeDays: number;
}

/** M-63. A cohort without a kept point has nothing older than the age asked for: that age, as one full. */
export function choosePoint(state: CohortState, ageDays: number): ChosenPoint {
  const found = state.pointAges.findIndex((age) => age >= ageDays);
  const index = found < 0 ? state.pointAges.length - 1 : found;
  const age = state.pointAges[index];
  if (age === undefined) return { ageDays, chain: 1, gapDays: 0, fullAgeDays: ageDays };
  const chain = Math.max(1, state.chainLengths[index] ?? 1);
  const gapDays = chain > 1 ? Math.max(0, (state.pointAges[index + 1] ?? age) - age) : 0;
  const fullAgeDays = state.pointAges[index + chain - 1] ?? age + gapDays * (chain - 1);
  return { ageDays: age, chain, gapDays, fullAgeDays };
}

/**
 * Distinct physical GiB of a share of a cohort (M-62): `L x (1 - (1 - share)^(U/L))`, L the live set, U the same with nothing
 * shared. A segment held by U/L volumes is fetched when any of them is restored: one volume alone needs all its own data, everything together needs each segment once.
 */
export function physicalOfShare(state: CohortState, share: number): Gib {
  const live = state.livePhysical;
  const unshared = Math.max(live, state.changedBase ?? live);
  return asGib(live > 0 ? live * (1 - pow(1 - share, unshared / live)) : 0);
}

/** What one restore has to move. */
export interface RestoreData {
  /** Provisioned GiB plus the incrementals' blocks: what passes the appliance and NFS. */
  readonly read: Gib;
  readonly physical: Gib;
  /** Not in the cache, by class. Together the remote part. */
  readonly remoteFirst: Gib;
  readonly remoteArchive: Gib;
  readonly localShare: number;
  /** Oldest point used, and longest chain. */
  readonly ageDays: number;
  readonly chain: number;
  /** Backups to open over all volumes. */
  readonly links: number;
}

export interface RestoreDataInput {
  readonly subject: ResolvedSubject;
  readonly ageDays: number;
  readonly locality: Locality;
  /** Versions older than this lie in the archive class; undefined: there is one class only. */
  readonly transitionAfterDays: number | undefined;
  /** A plain store keeps every backup whole, so its data is as old as the backup; unset: it deduplicates. */
  readonly isPlain?: boolean;
}

/**
 * Share of a point's remote data that lies in the archive class. Superseded data is as old as its point; live data that the cache
 * lacks is older than A for `1 - D(A)` of the live set, all of it within what did not change since the point.
 */
function archivedShare(state: CohortState, ageDays: number, input: RestoreDataInput): number {
  const after = input.transitionAfterDays;
  if (after === undefined) return 0;
  if (ageDays >= after) return 1;
  if (input.isPlain) return 0;
  const unchanged = 1 - state.changedWithin(distanceFromLocal(input.locality, state, ageDays));
  const remote = 1 - localShare(input.locality, state, ageDays);
  if (remote <= DUST || unchanged <= DUST) return 0;
  const liveRemote = (1 - localityOf(input.locality, state).liveShare) * unchanged;
  return (liveRemote * Math.min(1, (1 - state.changedWithin(after)) / unchanged)) / remote;
}

interface Remote {
  readonly first: number;
  readonly archive: number;
}

function remoteAt(size: number, ageDays: number, state: CohortState, input: RestoreDataInput): Remote {
  const share = 1 - localShare(input.locality, state, ageDays);
  const remote = share <= DUST ? 0 : size * share;
  const archive = remote * archivedShare(state, ageDays, input);
  return { first: remote - archive, archive };
}

function dataOfPart(part: SubjectPart, input: RestoreDataInput): RestoreData {
  const { state } = part;
  const point = choosePoint(state, input.ageDays);
  const increments = point.chain - 1;
  const full = physicalOfShare(state, part.share);
  const changes = increments * part.share * changedPhysical(state, point.gapDays);
  const ofFull = remoteAt(full, point.fullAgeDays, state, input);
  const ofChanges = remoteAt(changes, point.ageDays, state, input);
  const physical = full + changes;
  const remote = ofFull.first + ofFull.archive + ofChanges.first + ofChanges.archive;
  return {
    read: asGib(part.provisioned + increments * part.used * state.changedWithin(point.gapDays)),
    physical: asGib(physical),
    remoteFirst: asGib(ofFull.first + ofChanges.first),
    remoteArchive: asGib(ofFull.archive + ofChanges.archive),
    localShare: physical > 0 ? 1 - remote / physical : 1,
    ageDays: point.ageDays,
    chain: point.chain,
    links: part.volumes * point.chain,
  };
}

/**
 * What a restore reads, and what of it is not in the cache (M-62), over all cohorts that it touches.
 *
 * Source: design model section 6; a restore reads the full and every incremental in order (Cinder 21.3.1, read in its code).
 * Sizes are those at the end of the horizon, so an older point of a growing estate is taken larger than it was.
 */
export function restoreData(input: RestoreDataInput): RestoreData {
  const parts = input.subject.parts.map((part) => dataOfPart(part, input));
  const sum = (of: (data: RestoreData) => number) => parts.reduce((total, data) => total + of(data), 0);
  const most = (of: (data: RestoreData) => number) => parts.reduce((largest, data) => Math.max(largest, of(data)), 0);
  const physical = sum((data) => data.physical);
  const remoteFirst = sum((data) => data.remoteFirst);
  const remoteArchive = sum((data) => data.remoteArchive);
  return {
    read: asGib(sum((data) => data.read)),
    physical: asGib(physical),
    remoteFirst: asGib(remoteFirst),
    remoteArchive: asGib(remoteArchive),
    localShare: physical > 0 ? 1 - (remoteFirst + remoteArchive) / physical : 1,
    ageDays: most((data) => data.ageDays),
    chain: most((data) => data.chain),
    links: sum((data) => data.links),
  };
}
