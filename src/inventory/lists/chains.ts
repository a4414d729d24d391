import type { Backup } from './types.js';

/** A full backup and the incrementals that need it and each other: they can be restored, and deleted, only together. */
export interface Chain {
  readonly volume: string;
  readonly project: string | undefined;
  /** Oldest first. The first is the full one, unless `isHeadless`. */
  readonly links: readonly Backup[];
  /** The full backup that the first link builds on is not in the list. */
  readonly isHeadless: boolean;
}

export interface Chains {
  readonly chains: readonly Chain[];
  /** Backups of which the list does not tell what they build on, or when or of which volume they are. */
  readonly untold: readonly Backup[];
  /** Backups that cannot be restored from: being made, failed, being deleted. */
  readonly unusable: readonly Backup[];
}

/**
 * Rebuilds the chains that Cinder keeps to itself: the parent of an incremental backup is its volume's latest earlier backup in the same
 * project, by the point in time it holds. Only backups that can be restored from are parents.
 *
 * Source: facts, Cinder's REST API (no parent id in the answers) and backup code (an incremental needs its parent available).
 */
export function chainsOf(backups: readonly Backup[]): Chains {
  const usable = backups.filter(({ status }) => status === 'available' || status === 'restoring');
  const told = usable.filter(
    ({ volume, takenAt, isIncremental }) => volume !== undefined && takenAt !== undefined && isIncremental !== undefined,
  );
  const groups = new Map<string, Backup[]>();
  for (const backup of told) {
    const key = JSON.stringify([backup.volume, backup.project ?? null]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(backup);
  }
  return {
    chains: [...groups.values()].flatMap(chainsOfVolume),
    untold: usable.filter((backup) => !told.includes(backup)),
    unusable: backups.filter((backup) => !usable.includes(backup)),
  };
}

function chainsOfVolume(backups: readonly Backup[]): readonly Chain[] {
  const sorted = backups.toSorted((a, b) => ((a.takenAt ?? '') < (b.takenAt ?? '') ? -1 : 1));
  const chains: Backup[][] = [];
  for (const backup of sorted) {
    const open = chains.at(-1);
    if (backup.isIncremental === true && open !== undefined) open.push(backup);
    else chains.push([backup]);
  }
  return chains.map((links) => ({
    volume: links[0]?.volume ?? '',
    project: links[0]?.project,
    links,
    isHeadless: links[0]?.isIncremental === true,
  }));
}
