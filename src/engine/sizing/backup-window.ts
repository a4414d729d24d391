import type { Scenario } from '../../scenario/types.js';
import { asGib, type Gib, tbFromGib } from '../../units/gib.js';
import { asGibPerSecond, fromMegabytesPerSecond, type GibPerSecond, toMbitPerSecond, toTbPerHour } from '../../units/rate.js';
import type { CapacityResult } from '../capacity/types.js';
import type { WindowResult } from '../plan-types.js';
import { steadyMonths } from './needs.js';
import { nfsRate, readRate } from './site-pipes.js';
import { usableWan } from './wan.js';
import { mbitInWords, tbInWords } from './words.js';

const SECONDS_PER_HOUR = 3600;

/** Hours to move `size` at `rate`; nothing takes no time, and a rate of 0 never ends. */
export function hoursToMove(size: Gib, rate: GibPerSecond): number {
  if (size <= 0) return 0;
  return rate > 0 ? size / rate / SECONDS_PER_HOUR : Number.POSITIVE_INFINITY;
}

/** The largest night of the plan: what Cinder reads and what it sends, and its largest single volume. GiB. */
export interface BackupNight {
  readonly read: Gib;
  readonly sent: Gib;
  /** One worker reads one volume from end to end. */
  readonly largestVolume: Gib;
}

export function largestNight(capacity: CapacityResult, largestVolume: Gib): BackupNight {
  const months = steadyMonths(capacity.months);
  const largest = (values: readonly number[]) => asGib(values.reduce((most, value) => Math.max(most, value), 0));
  return {
    read: largest(months.map((month) => month.peakDayRead)),
    sent: largest(months.map((month) => month.peakDaySent)),
    largestVolume,
  };
}

/** What everything sent passes: the boxes and their NFS share, or the link where there is no box to take it in first. */
function sharedRate(scenario: Scenario, ingest: GibPerSecond): GibPerSecond {
  return asGibPerSecond(
    Math.min(nfsRate(scenario), scenario.store.kind === 'deduplicating' ? ingest : usableWan(scenario.network)),
  );
}

/** Hours that one worker takes for the largest volume: no number of workers shortens it. */
export function longestVolumeHours(night: BackupNight, { cinder }: Scenario): number {
  return hoursToMove(night.largestVolume, fromMegabytesPerSecond(cinder.readMbPerSecond));
}

/**
 * Hours that a night's backups take (M-57): the slowest of three pipes, since reading, sending and taking in overlap, and never
 * less than the largest volume takes one worker. Workers multiply the read from the volumes; NFS and the boxes' ingest are shared, and only what the writer sends passes
 * through them: the whole volume in a full, the changed blocks in an incremental. A plain store has no box in front of it, so
 * what is sent passes the link within the window.
 */
export function backupHours(night: BackupNight, scenario: Scenario, ingest: GibPerSecond): number {
  return Math.max(
    hoursToMove(night.read, readRate(scenario)),
    hoursToMove(night.sent, sharedRate(scenario, ingest)),
    longestVolumeHours(night, scenario),
  );
}

export interface WindowInput {
  readonly capacity: CapacityResult;
  readonly scenario: Scenario;
  /** What all units together take in. */
  readonly ingest: GibPerSecond;
  readonly largestVolume: Gib;
}

/**
 * The backup window of the plan's largest night against the hours allowed.
 *
 * Source: design model section 5; Cinder's chunked drivers read every volume whole for every backup (21.3.1, read in its code).
 */
export function backupWindow({ capacity, scenario, ingest, largestVolume }: WindowInput): WindowResult {
  const night = largestNight(capacity, largestVolume);
  const hours = backupHours(night, scenario, ingest);
  const allowedHours = scenario.cinder.windowHours;
  return {
    hours,
    allowedHours,
    fits: hours <= allowedHours,
    because: {
      rule: 'M-57',
      formula:
        'hours = max(read / (workers x volume read), sent / min(NFS, ingest of all units, or the link where the store is plain), largest volume / volume read)',
      inputs: [
        { name: 'read in the largest night', value: tbInWords(tbFromGib(night.read)), from: 'engine' },
        { name: 'sent in the largest night', value: tbInWords(tbFromGib(night.sent)), from: 'engine' },
        { name: 'largest volume', value: tbInWords(tbFromGib(night.largestVolume)), from: 'inventory' },
        { name: 'workers', value: `${scenario.cinder.parallel}`, from: 'scenario: cinder.parallel' },
        { name: 'volume read', value: `${scenario.cinder.readMbPerSecond} MB/s`, from: 'scenario: cinder.readMbPerSecond' },
        { name: 'NFS', value: `${scenario.network.nfsMbPerSecond} MB/s`, from: 'scenario: network.nfsMbPerSecond' },
        scenario.store.kind === 'plain'
          ? { name: 'link', value: mbitInWords(toMbitPerSecond(usableWan(scenario.network))), from: 'scenario: network.wan' }
          : { name: 'ingest of all units', value: `${tbInWords(toTbPerHour(ingest))}/h`, from: 'engine' },
      ],
      sources: [],
    },
  };
}
