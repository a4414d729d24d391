import type { Day } from '../units/day.js';
import { asGib, type Gib } from '../units/gib.js';
import type { Field } from './columns.js';
import { chainsOf } from './lists/chains.js';
import type { Backup, BesideLists, Snapshot } from './lists/types.js';
import { sizeBucket } from './size-distribution.js';
import { RunningTally, TallyBy } from './tally-by.js';
import type { Tally, Volume } from './types.js';

type Tallies = Readonly<Record<string, Tally>>;

/** What an inventory holds, in volumes and GiB. '' stands for what the files do not tell. */
export interface InventorySummary {
  readonly volumes: Tally;
  readonly byProject: Tallies;
  readonly byType: Tallies;
  readonly byZone: Tallies;
  readonly byStatus: Tallies;
  /** By size, ascending: volumes above the class before, up to so many GiB. */
  readonly bySizeClass: readonly { readonly upToGib: number; readonly tally: Tally }[];
  readonly byEncryption: Tallies;
  /** Made by Cinder for its own work. */
  readonly temporary: Tally;
  readonly orphans: Orphans;
  readonly backups: BackupSummary | undefined;
  readonly snapshots: SnapshotSummary | undefined;
}

/** Volumes that are available and attached to nothing. */
export interface Orphans {
  /** How long nothing may have happened to a volume before it counts. */
  readonly days: number;
  /** Not changed, or as far as is told not made, within that time. */
  readonly idle: Tally;
  readonly recent: Tally;
  /** Of which no date is told. */
  readonly untold: Tally;
  /** The largest idle ones, at most 20. */
  readonly largest: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: Gib;
    readonly project: string | undefined;
    readonly since: Day;
  }[];
}

export interface BackupSummary {
  readonly backups: number;
  /** Of their volumes: what they take in the store is told by no list. */
  readonly provisioned: Gib;
  readonly full: number;
  readonly incremental: number;
  readonly untold: number;
  readonly unusable: number;
  readonly chains: number;
  readonly headless: number;
  readonly longestChain: number;
  /** Volumes of the inventory with a backup, and without one. */
  readonly protectedVolumes: Tally;
  readonly unprotectedVolumes: Tally;
  /** Backups of volumes that the inventory does not have. */
  readonly ofGoneVolumes: number;
  readonly oldest: Day | undefined;
  readonly newest: Day | undefined;
}

export interface SnapshotSummary {
  readonly snapshots: number;
  readonly provisioned: Gib;
  readonly ofGoneVolumes: number;
  readonly oldest: Day | undefined;
  readonly newest: Day | undefined;
}

const MOST_ORPHANS = 20;

/** Adds an inventory up, volume by volume, in memory that does not grow with it. */
export class SummarySink {
  readonly needless: ReadonlySet<Field> = new Set<Field>(['metadata']);
  private readonly all = new RunningTally();
  private readonly byProject = new TallyBy();
  private readonly byType = new TallyBy();
  private readonly byZone = new TallyBy();
  private readonly byStatus = new TallyBy();
  private readonly bySize = new TallyBy();
  private readonly byEncryption = new TallyBy();
  private readonly temporary = new RunningTally();
  private readonly idle = new RunningTally();
  private readonly recent = new RunningTally();
  private readonly undated = new RunningTally();
  private readonly covered = new RunningTally();
  private largest: readonly Orphans['largest'][number][] = [];
  private readonly backedUp: ReadonlySet<string>;
  /** Volumes that a backup or a snapshot is of, once seen. */
  private readonly seen = new Set<string>();
  private readonly asked: ReadonlySet<string>;

  /**
   * @param today  the day that ages are counted to
   * @param idleDays how long an available, unattached volume may be unchanged before it counts as an orphan
   */
  constructor(
    private readonly beside: BesideLists,
    private readonly today: Day,
    private readonly idleDays: number,
  ) {
    const { backups, snapshots } = beside;
    const usable = backups.filter(({ status }) => status === 'available' || status === 'restoring');
    this.backedUp = volumesOf(usable);
    this.asked = volumesOf([...backups, ...snapshots]);
  }

  add(volume: Volume): void {
    const { size } = volume;
    const encrypted = volume.encrypted ?? this.beside.encryptedTypes.get(volume.type ?? '');
    this.all.add(size);
    this.byProject.add(volume.project ?? '', size);
    this.byType.add(volume.type ?? '', size);
    this.byZone.add(volume.zone ?? '', size);
    this.byStatus.add(volume.status, size);
    this.bySize.add(String(sizeBucket(size)).padStart(2, '0'), size);
    this.byEncryption.add(encrypted === undefined ? '' : encrypted ? 'encrypted' : 'not encrypted', size);
    if (volume.temporary !== undefined) this.temporary.add(size);
    if (this.asked.has(volume.id)) this.seen.add(volume.id);
    if (this.backedUp.has(volume.id)) this.covered.add(size);
    // What Cinder has made for its own work goes by itself: nobody is to delete it.
    if (volume.status === 'available' && volume.attached !== true && volume.temporary === undefined) this.orphan(volume);
  }

  result(): InventorySummary {
    const { beside } = this;
    return {
      volumes: this.all.total(),
      byProject: this.byProject.totals(),
      byType: this.byType.totals(),
      byZone: this.byZone.totals(),
      byStatus: this.byStatus.totals(),
      bySizeClass: this.bySize.entries().map(([bucket, tally]) => ({ upToGib: 2 ** +bucket, tally })),
      byEncryption: this.byEncryption.totals(),
      temporary: this.temporary.total(),
      orphans: {
        days: this.idleDays,
        idle: this.idle.total(),
        recent: this.recent.total(),
        untold: this.undated.total(),
        largest: this.largest,
      },
      backups: beside.backups.length === 0 ? undefined : this.backups(beside.backups),
      snapshots: beside.snapshots.length === 0 ? undefined : this.snapshots(beside.snapshots),
    };
  }

  /** Cinder does not say since when a volume is detached: its last change, or else its making, is the latest it can be. */
  private orphan({ id, name, size, project, updatedAt, createdAt }: Volume): void {
    const since = updatedAt ?? createdAt;
    if (since === undefined) this.undated.add(size);
    else if (this.today - since < this.idleDays) this.recent.add(size);
    else {
      this.idle.add(size);
      const smallest = this.largest[MOST_ORPHANS - 1];
      if (smallest !== undefined && smallest.size > size) return;
      const more = [...this.largest, { id, name, size, project, since }];
      this.largest = more.sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1)).slice(0, MOST_ORPHANS);
    }
  }

  private backups(backups: readonly Backup[]): BackupSummary {
    const { chains, untold, unusable } = chainsOf(backups);
    const links = chains.flatMap((chain) => chain.links);
    const [all, covered] = [this.all.total(), this.covered.total()];
    return {
      backups: backups.length,
      provisioned: sizeOf(backups),
      full: links.filter(({ isIncremental }) => isIncremental === false).length,
      incremental: links.filter(({ isIncremental }) => isIncremental === true).length,
      untold: untold.length,
      unusable: unusable.length,
      chains: chains.length,
      headless: chains.filter(({ isHeadless }) => isHeadless).length,
      longestChain: Math.max(0, ...chains.map((chain) => chain.links.length)),
      protectedVolumes: covered,
      unprotectedVolumes: { volumes: all.volumes - covered.volumes, size: asGib(all.size - covered.size) },
      ...this.agesOf(backups),
    };
  }

  private snapshots(snapshots: readonly Snapshot[]): SnapshotSummary {
    return { snapshots: snapshots.length, provisioned: sizeOf(snapshots), ...this.agesOf(snapshots) };
  }

  private agesOf(records: readonly Snapshot[]): Pick<SnapshotSummary, 'ofGoneVolumes' | 'oldest' | 'newest'> {
    const days = records.flatMap(({ createdAt }) => (createdAt === undefined ? [] : [createdAt])).sort((a, b) => a - b);
    const gone = records.filter(({ volume }) => volume !== undefined && !this.seen.has(volume));
    return { ofGoneVolumes: gone.length, oldest: days[0], newest: days.at(-1) };
  }
}

const volumesOf = (records: readonly { readonly volume: string | undefined }[]): ReadonlySet<string> =>
  new Set(records.flatMap(({ volume }) => (volume === undefined ? [] : [volume])));

const sizeOf = (records: readonly Snapshot[]): Gib => asGib(records.reduce((sum, { size }) => sum + size, 0));
