import type { Place } from '../../problems/problem.js';
import type { Day } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';

/** One Cinder backup. `undefined` means that the list does not tell. */
export interface Backup {
  readonly id: string;
  readonly name: string;
  /** Id of the volume, which may be gone. */
  readonly volume: string | undefined;
  /** Provisioned size of the volume, not what the backup takes: Cinder tells no stored size (facts: REST, backups). */
  readonly size: Gib;
  readonly status: string;
  readonly project: string | undefined;
  readonly createdAt: Day | undefined;
  /** Point in time that it holds, as Cinder writes it (UTC): sorts as text. */
  readonly takenAt: string | undefined;
  readonly isIncremental: boolean | undefined;
  /** Data objects; side files are not counted. */
  readonly objects: number | undefined;
  readonly place: Place;
}

/** One Cinder snapshot. */
export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly volume: string | undefined;
  /** Provisioned size of the volume. */
  readonly size: Gib;
  readonly status: string;
  readonly project: string | undefined;
  readonly createdAt: Day | undefined;
  readonly place: Place;
}

/** What lists beside those of volumes tell. */
export interface BesideLists {
  readonly backups: readonly Backup[];
  readonly snapshots: readonly Snapshot[];
  /** By the type's name: whether its volumes are encrypted, where the list tells. */
  readonly encryptedTypes: ReadonlyMap<string, boolean>;
}
