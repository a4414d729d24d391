import type { Chain } from '../../inventory/lists/chains.js';
import type { Backup } from '../../inventory/lists/types.js';
import type { Cohort, VolumeRef } from '../../inventory/types.js';
import type { ProtectionPolicy } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import { pointsOn } from '../retention/points-on.js';
import { type ProvenCadence, provenCadence, takenOn } from './proven-cadence.js';

/** What is compared: planned volumes, and the backups that there are. */
export interface BackupsInput {
  readonly start: Day;
  /** Day of the list: planned points are those of its end. */
  readonly on: Day;
  readonly policies: Readonly<Record<string, ProtectionPolicy>>;
  readonly cohorts: readonly Cohort[];
  /** The planned ones among the volumes that have backups, by id. */
  readonly planned: Readonly<Record<string, VolumeRef>>;
  /** Of backups taken on `on` or earlier. */
  readonly chains: readonly Chain[];
}

/** actual = planned + volume + mix + policy: provisioned GiB of the kept points. What they take in the store, and its price, no list tells. */
export interface RetainedParts {
  readonly planned: Gib;
  /** Planned volumes without backups, backups of volumes that are not planned, volumes that had another size when backed up. */
  readonly volume: Gib;
  /** The same number of points, but more of them fulls or incrementals. */
  readonly mix: Gib;
  /** More or fewer points a volume. */
  readonly policy: Gib;
  readonly actual: Gib;
}

export interface PolicyBackups {
  readonly name: string;
  readonly volumes: number;
  readonly withBackups: number;
  /** Of each of its volumes on the day; ages in days. */
  readonly planned: PointCounts;
  /** Of its volumes that have backups, on average; undefined: none has. */
  readonly actual: (PointCounts & { readonly fewest: number; readonly most: number }) | undefined;
  readonly proven: ProvenCadence;
}

export interface PointCounts {
  readonly points: number;
  readonly fulls: number;
  readonly oldestDays: number;
  readonly newestDays: number;
  readonly longestChain: number;
}

export interface BackupsVariance {
  readonly fulls: RetainedParts;
  readonly incrementals: RetainedParts;
  readonly all: RetainedParts;
  readonly policies: readonly PolicyBackups[];
  /** Planned, without a backup that can be restored from. */
  readonly unprotected: { readonly volumes: number; readonly size: Gib };
  /** Backups of volumes that the plan excludes or the inventory lacks. */
  readonly unplanned: { readonly volumes: number; readonly backups: number; readonly size: Gib };
  readonly headless: number;
}

type Part = 'volume' | 'mix' | 'policy' | 'planned';
type Sums = Record<Part, number>;
type Kind = 'fulls' | 'incrementals';
const KINDS: readonly Kind[] = ['fulls', 'incrementals'];

/**
 * Holds the points that a plan would have on a day against the backups that there are (M-116). For a volume of s GiB with p planned and e
 * existing points, of a kind pk and ek, each existing one of s' GiB when it was taken:
 *
 *     policy = s x pk x (e / p - 1)
 *     mix    = s x (ek - pk x e / p);  over both kinds 0
 *     volume = SUM (s' - s);  no backup: -s x pk;  a volume that is not planned: SUM s'
 *
 * The parts of a kind add up to SUM s' - s x pk. Where p is 0 all of s x ek is policy. Planned sizes are those of the inventory, without growth.
 */
export function backupsVariance(input: BackupsInput): BackupsVariance {
  const { planned, chains, cohorts } = input;
  const sums = { fulls: noParts(), incrementals: noParts() };
  const pointsOf = new Map(Object.entries(input.policies).map(([name, policy]) => [name, plannedPoints(policy, input)]));
  const policyOf = new Map(cohorts.map(({ name, policy }) => [name, policy]));
  const seen = chainsBy(chains, ({ volume }) => volume);
  for (const [volume, own] of seen) {
    const ref = planned[volume];
    const counts = ref && pointsOf.get(policyOf.get(ref.cohort) ?? '');
    if (ref && counts) addPlanned(sums, ref.size, counts, own);
    else for (const kind of KINDS) sums[kind].volume += sizeOf(linksOf(own, kind));
  }
  for (const { name, policy, provisioned } of cohorts) {
    const counts = pointsOf.get(policy);
    const backedUp = sum(
      Object.values(planned).filter(({ cohort }) => cohort === name),
      ({ size }) => size,
    );
    for (const kind of KINDS) {
      const points = counts === undefined ? 0 : countOf(counts, kind);
      sums[kind].planned += provisioned * points;
      sums[kind].volume -= (provisioned - backedUp) * points;
    }
  }
  const strangers = [...seen].filter(([volume]) => planned[volume] === undefined).flatMap(([, own]) => own);
  const refs = Object.values(planned);
  return {
    fulls: partsOf([sums.fulls]),
    incrementals: partsOf([sums.incrementals]),
    all: partsOf([sums.fulls, sums.incrementals]),
    policies: [...pointsOf].flatMap(([name, counts]) => policyBackups(name, counts, input) ?? []),
    unprotected: {
      volumes: sum(cohorts, ({ volumes }) => volumes) - refs.length,
      size: asGib(sum(cohorts, ({ provisioned }) => provisioned) - sum(refs, ({ size }) => size)),
    },
    unplanned: {
      volumes: new Set(strangers.map(({ volume }) => volume)).size,
      backups: sum(strangers, ({ links }) => links.length),
      size: asGib(sum(strangers, ({ links }) => sizeOf(links))),
    },
    headless: chains.filter(({ isHeadless }) => isHeadless).length,
  };
}

function chainsBy(chains: readonly Chain[], keyOf: (chain: Chain) => string): ReadonlyMap<string, readonly Chain[]> {
  const groups = new Map<string, Chain[]>();
  for (const chain of chains) {
    const key = keyOf(chain);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(chain);
  }
  return groups;
}

const noParts = (): Sums => ({ planned: 0, volume: 0, mix: 0, policy: 0 });

function addPlanned(sums: Record<Kind, Sums>, size: Gib, counts: PointCounts, own: readonly Chain[]): void {
  const existing = sum(own, ({ links }) => links.length);
  for (const kind of KINDS) {
    const links = linksOf(own, kind);
    const points = countOf(counts, kind);
    const inPlansMix = counts.points === 0 ? links.length : (points * existing) / counts.points;
    sums[kind].policy += size * (inPlansMix - points);
    sums[kind].mix += size * (links.length - inPlansMix);
    sums[kind].volume += sizeOf(links) - size * links.length;
  }
}

function partsOf(sums: readonly Sums[]): RetainedParts {
  const of = (part: Part): Gib => asGib(sum(sums, (one) => one[part]));
  const [planned, volume, mix, policy] = [of('planned'), of('volume'), of('mix'), of('policy')];
  return { planned, volume, mix, policy, actual: asGib(planned + volume + mix + policy) };
}

const countOf = ({ points, fulls }: PointCounts, kind: Kind): number => (kind === 'fulls' ? fulls : points - fulls);

function plannedPoints(policy: ProtectionPolicy, { start, on }: BackupsInput): PointCounts {
  const points = pointsOn(policy, start, on);
  return {
    points: points.length,
    fulls: points.filter(({ kind }) => kind === 'full').length,
    oldestDays: points.at(-1)?.ageDays ?? 0,
    newestDays: points[0]?.ageDays ?? 0,
    longestChain: Math.max(0, ...points.map(({ chain }) => chain)),
  };
}

function policyBackups(name: string, planned: PointCounts, input: BackupsInput): PolicyBackups | undefined {
  const cohorts = input.cohorts.filter(({ policy }) => policy === name);
  if (cohorts.length === 0) return undefined;
  const names = new Set(cohorts.map((cohort) => cohort.name));
  const own = input.chains.filter(({ volume }) => names.has(input.planned[volume]?.cohort ?? ''));
  const byVolume = [...chainsBy(own, ({ volume }) => volume).values()];
  return {
    name,
    volumes: sum(cohorts, ({ volumes }) => volumes),
    withBackups: byVolume.length,
    planned,
    actual: byVolume.length === 0 ? undefined : actualPoints(byVolume, input.on),
    proven: provenCadence([...chainsBy(own, ({ volume, project }) => JSON.stringify([volume, project ?? null])).values()]),
  };
}

function actualPoints(byVolume: readonly (readonly Chain[])[], on: Day): PolicyBackups['actual'] {
  const links = byVolume.flat().flatMap((chain) => chain.links);
  const counts = byVolume.map((own) => sum(own, (chain) => chain.links.length));
  const ages = links.map((link) => on - (takenOn(link) ?? on));
  return {
    points: links.length / byVolume.length,
    fulls: links.filter(isFull).length / byVolume.length,
    oldestDays: Math.max(...ages),
    newestDays: Math.min(...ages),
    longestChain: Math.max(...byVolume.flat().map((chain) => chain.links.length)),
    fewest: Math.min(...counts),
    most: Math.max(...counts),
  };
}

const isFull = ({ isIncremental }: Backup): boolean => isIncremental === false;

const linksOf = (chains: readonly Chain[], kind: Kind): readonly Backup[] =>
  chains.flatMap(({ links }) => links.filter((link) => isFull(link) === (kind === 'fulls')));

const sizeOf = (backups: readonly Backup[]): number => sum(backups, ({ size }) => size);

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
