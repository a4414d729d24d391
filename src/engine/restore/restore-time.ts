import { asGib, type Gib } from '../../units/gib.js';
import { asGibPerSecond, type GibPerSecond } from '../../units/rate.js';
import type { RestoreStage } from '../plan-types.js';
import { hoursToMove } from '../sizing/backup-window.js';
import { counted, grouped, hoursInWords } from '../sizing/words.js';
import type { HoursRange } from './retrieval-wait.js';

const SECONDS_PER_HOUR = 3600;

/** A pipe that data must pass, with the words for it: "WAN 1,000 Mbit/s x 70 %". */
export interface Pipe {
  readonly kind: 'wan' | 'retrieval' | 'appliance' | 'nfs';
  readonly name: string;
  readonly rate: GibPerSecond;
}

/** What a restore moves. */
export interface RestoreWork {
  /** Physical, not in the cache. */
  readonly remote: Gib;
  /** Read through the appliance: provisioned size and the incrementals' blocks. */
  readonly read: Gib;
  /** Written to the volumes. */
  readonly written: Gib;
  readonly volumes: number;
  readonly largest: Gib;
  readonly chain: number;
  /** Backups to open over all volumes. */
  readonly links: number;
}

/** What it moves through. */
export interface RestorePipes {
  readonly declareHours: number;
  readonly wait: HoursRange;
  readonly waitWords: string;
  /** All that the remote data passes: link, retrieval limit, appliance's cloud read. */
  readonly fetch: readonly [Pipe, ...Pipe[]];
  /** All that the restored data passes on its way to Cinder: appliance, NFS. */
  readonly rehydrate: readonly [Pipe, ...Pipe[]];
  /** One worker's write to one volume. */
  readonly write: GibPerSecond;
  /** Restores at once. */
  readonly parallel: number;
  readonly linkSeconds: number;
}

export interface RestoreTime {
  readonly stages: readonly RestoreStage[];
  readonly dominant: RestoreStage['name'];
  readonly hoursLow: number;
  readonly hours: number;
  readonly hoursHigh: number;
}

/** The slowest of pipes in a row. */
export function slowest([first, ...rest]: readonly [Pipe, ...Pipe[]]): Pipe {
  return rest.reduce((worst, pipe) => (pipe.rate < worst.rate ? pipe : worst), first);
}

function stage(name: RestoreStage['name'], hours: number, limit: string): RestoreStage {
  return { name, hoursLow: hours, hours, hoursHigh: hours, limit };
}

function streamed(name: 'fetch' | 'rehydrate', size: Gib, pipes: readonly [Pipe, ...Pipe[]], nothing: string): RestoreStage {
  const pipe = slowest(pipes);
  return stage(name, hoursToMove(size, pipe.rate), size > 0 ? pipe.name : nothing);
}

/** Workers share the volumes; the largest volume is one worker's alone (M-67). */
function writeStage(work: RestoreWork, pipes: RestorePipes): RestoreStage {
  const workers = Math.max(1, Math.min(pipes.parallel, work.volumes));
  const together = hoursToMove(work.written, asGibPerSecond(pipes.write * workers));
  const alone = hoursToMove(asGib(Math.min(work.largest, work.written)), pipes.write);
  const limit = alone > together ? "the largest volume is one worker's alone" : `${grouped(workers)} workers`;
  return stage('write', Math.max(together, alone), workers === 1 ? 'one worker' : limit);
}

/** Every backup that is opened costs a fixed time; workers open them side by side, but one volume's chain is opened in order (M-68). */
function chainStage(work: RestoreWork, pipes: RestorePipes): RestoreStage {
  const workers = Math.max(1, Math.min(pipes.parallel, work.volumes));
  const links = Math.max(work.chain, work.links / workers);
  const limit = `${counted(work.links, 'backup')} to open, ${grouped(pipes.linkSeconds, 0)} s each`;
  return stage('chain', work.volumes > 0 ? (links * pipes.linkSeconds) / SECONDS_PER_HOUR : 0, limit);
}

function waitStage(work: RestoreWork, pipes: RestorePipes): RestoreStage {
  if (work.remote <= 0) return stage('wait', 0, 'everything is local');
  const { low, likely, high } = pipes.wait;
  return { name: 'wait', hoursLow: low, hours: likely, hoursHigh: high, limit: pipes.waitWords };
}

type Stages = readonly [RestoreStage, RestoreStage, RestoreStage, RestoreStage, RestoreStage, RestoreStage];

function total([declare, wait, fetch, rehydrate, write, chain]: Stages, of: (stage: RestoreStage) => number): number {
  return of(declare) + of(wait) + Math.max(of(fetch), of(rehydrate), of(write)) + of(chain);
}

/** The longest stage that counts: of fetch, rehydrate and write, which overlap, only the slowest does. */
function dominantOf(stages: Stages): RestoreStage['name'] {
  return stages.reduce((longest, candidate) => (candidate.hours > longest.hours ? candidate : longest)).name;
}

/**
 * How long a restore takes (M-69): `declare + wait + max(fetch, rehydrate, write) + chain`. The three in the middle stream, so the
 * slowest rules. A pipe of 0 is an Infinity of hours, never an error.
 *
 * Source: design model section 6.
 */
export function restoreTime(work: RestoreWork, pipes: RestorePipes): RestoreTime {
  const stages: Stages = [
    stage('declare', pipes.declareHours, `${hoursInWords(pipes.declareHours)} from the loss to the first restore`),
    waitStage(work, pipes),
    streamed('fetch', work.remote, pipes.fetch, 'everything is local'),
    streamed('rehydrate', work.read, pipes.rehydrate, 'nothing to read'),
    writeStage(work, pipes),
    chainStage(work, pipes),
  ];
  return {
    stages,
    dominant: dominantOf(stages),
    hoursLow: total(stages, (one) => one.hoursLow),
    hours: total(stages, (one) => one.hours),
    hoursHigh: total(stages, (one) => one.hoursHigh),
  };
}
