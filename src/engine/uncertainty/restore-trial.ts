import { pow } from '../../units/portable-math.js';
import { changedWithin } from '../capacity/changed-share.js';
import { distanceFromLocal, type Locality, localityOf } from '../restore/cache-locality.js';
import type { Pipe } from '../restore/restore-time.js';
import type { DrawnState } from './drawn-state.js';
import type { ClassShop, PartShop, RestoreShop } from './restore-shop.js';
import type { SiteValues } from './site.js';

const SECONDS_PER_HOUR = 3600;
/** Less than this share of a point is the dust of doubles, not data to fetch. */
const DUST = 1e-9;

/** What a trial knows of the site and the waits. */
export interface RestoreDraw {
  readonly states: readonly DrawnState[];
  readonly locality: Locality;
  readonly nothingLocal: Locality;
  readonly site: SiteValues;
  readonly likelySite: SiteValues;
  /** Drawn hours by the key of the wait; the class's likely wait where it has no range. */
  readonly waits: ReadonlyMap<string, number>;
}

/** Sizes that one restore moves, GiB. */
interface Moved {
  first: number;
  archive: number;
  read: number;
  used: number;
  provisioned: number;
}

/**
 * Hours that one restore takes in one trial: M-61 to M-69 with drawn sizes, rates and wait. Infinity where it never ends.
 *
 * Source: docs/methodology-uncertainty.md M-88; held to `restorePlan` by a test.
 */
export function restoreHours(shop: RestoreShop, draw: RestoreDraw): number {
  const moved: Moved = { first: 0, archive: 0, read: 0, used: 0, provisioned: 0 };
  for (const part of shop.parts) addPart(moved, shop, part, draw);
  const { site } = draw;
  const remote = moved.first + moved.archive;
  const fetch =
    remote > 0 ? hours(remote, Math.min(rateOf(shop.fetch, draw, 'appliance.cloudRead'), throughput(shop, moved))) : 0;
  const rehydrate = hours(moved.read, rateOf(shop.rehydrate, draw, 'appliance.restore'));
  const wait = remote > 0 ? waitFor(shop, moved, draw) : 0;
  return site.declareHours + wait + Math.max(fetch, rehydrate, writeHours(shop, moved, site)) + chainHours(shop);
}

function hours(size: number, rate: number): number {
  if (size <= 0) return 0;
  return rate > 0 ? size / rate / SECONDS_PER_HOUR : Number.POSITIVE_INFINITY;
}

function addPart(moved: Moved, shop: RestoreShop, part: PartShop, draw: RestoreDraw): void {
  const state = draw.states[part.cohort];
  if (state === undefined) return;
  const { point } = part;
  const share = part.size === undefined ? part.share : state.provisioned > 0 ? Math.min(1, part.size / state.provisioned) : 0;
  const increments = point.chain - 1;
  const changed = increments > 0 ? changedWithin(state.law, point.gapDays) : 0;
  const used = share * state.used;
  const provisioned = part.size ?? share * state.provisioned;
  const full = state.live > 0 ? state.live * (1 - pow(1 - share, Math.max(state.live, state.unshared) / state.live)) : 0;
  addRemote(moved, shop, { part, state, size: full, ageDays: point.fullAgeDays }, draw);
  if (increments > 0) {
    const size = increments * share * state.unshared * changed;
    addRemote(moved, shop, { part, state, size, ageDays: point.ageDays }, draw);
  }
  moved.read += provisioned + increments * used * changed;
  moved.used += used;
  moved.provisioned += provisioned;
}

interface Piece {
  readonly part: PartShop;
  readonly state: DrawnState;
  readonly size: number;
  readonly ageDays: number;
}

/** What of a piece the cache lacks (M-61), by the class that has it. */
function addRemote(moved: Moved, shop: RestoreShop, { part, state, size, ageDays }: Piece, draw: RestoreDraw): void {
  const locality = shop.usesCache ? draw.locality : draw.nothingLocal;
  const { liveShare } = localityOf(locality, part.points);
  const unchanged = 1 - changedWithin(state.law, distanceFromLocal(locality, part.points, ageDays));
  const missing = 1 - liveShare * unchanged;
  if (missing <= DUST) return;
  const remote = size * missing;
  const archive = remote * archivedShare(shop, state, { ageDays, unchanged, missing, liveShare });
  moved.first += remote - archive;
  moved.archive += archive;
}

interface Missing {
  readonly ageDays: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly liveShare: number;
}

function archivedShare(shop: RestoreShop, state: DrawnState, { ageDays, unchanged, missing, liveShare }: Missing): number {
  const after = shop.transitionAfterDays;
  if (after === undefined) return 0;
  if (ageDays >= after) return 1;
  if (shop.isPlain || unchanged <= DUST) return 0;
  const liveRemote = (1 - liveShare) * unchanged;
  return (liveRemote * Math.min(1, (1 - changedWithin(state.law, after)) / unchanged)) / missing;
}

/** The slowest of the pipes, each moved by what was drawn for it. */
function rateOf(
  pipes: readonly Pipe[],
  { site, likelySite }: RestoreDraw,
  box: 'appliance.cloudRead' | 'appliance.restore',
): number {
  let slowest = Number.POSITIVE_INFINITY;
  for (const { kind, rate } of pipes) slowest = Math.min(slowest, rate * timesLikely(kind, site, likelySite, box));
  return slowest;
}

function timesLikely(
  kind: Pipe['kind'],
  site: SiteValues,
  likely: SiteValues,
  box: 'appliance.cloudRead' | 'appliance.restore',
): number {
  switch (kind) {
    case 'wan':
      return (
        ratio(site['network.wanMbit'], likely['network.wanMbit']) *
        ratio(site['network.usableShare'], likely['network.usableShare'])
      );
    case 'nfs':
      return ratio(site['network.nfsMbPerSecond'], likely['network.nfsMbPerSecond']);
    case 'appliance':
      return site[box];
    case 'retrieval':
      return 1;
  }
}

/** A pipe of nothing stays one. */
function ratio(value: number, likely: number): number {
  return likely > 0 ? value / likely : 0;
}

/** The class that answers last, by its published worst wait; M-64. */
function classOf({ first, archive }: RestoreShop, moved: Moved): ClassShop {
  if (archive === undefined || moved.archive <= 0) return first;
  return moved.first > 0 && first.retrieval.wait.high >= archive.retrieval.wait.high ? first : archive;
}

function waitFor(shop: RestoreShop, moved: Moved, { waits }: RestoreDraw): number {
  const { key, retrieval } = classOf(shop, moved);
  return waits.get(key) ?? retrieval.wait.likely;
}

function throughput({ first, archive }: RestoreShop, moved: Moved): number {
  if (archive === undefined || moved.archive <= 0) return first.retrieval.throughput;
  const limit = archive.retrieval.throughput;
  return moved.first > 0 ? Math.min(first.retrieval.throughput, limit) : limit;
}

const MB_PER_GIB = 2 ** 30 / 1e6;

/** Workers share the volumes; the largest volume is one worker's alone (M-67). */
function writeHours(shop: RestoreShop, moved: Moved, site: SiteValues): number {
  const write = site['cinder.writeMbPerSecond'] / MB_PER_GIB;
  const written = shop.skipsZeros ? moved.read - moved.provisioned + moved.used : moved.read;
  const largest = shop.skipsZeros && moved.provisioned > 0 ? (shop.largest * moved.used) / moved.provisioned : shop.largest;
  return Math.max(hours(written, write * workersOf(shop)), hours(Math.min(largest, written), write));
}

function workersOf({ parallel, volumes }: RestoreShop): number {
  return Math.max(1, Math.min(parallel, volumes));
}

/** Backups opened in turn (M-68). */
function chainHours(shop: RestoreShop): number {
  if (shop.volumes === 0) return 0;
  return (Math.max(shop.chain, shop.links / workersOf(shop)) * shop.linkSeconds) / SECONDS_PER_HOUR;
}
