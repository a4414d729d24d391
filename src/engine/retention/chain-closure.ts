/**
 * Closes a set of kept backups under "parent of": a kept incremental keeps its parent, and so on back to its full, since
 * Cinder refuses to delete a backup that others depend on.
 *
 * @param newestFirst numbers of the backups that are still there; an incremental's parent is the number before its own
 * @param kept        for each of them 1 if a rule keeps it; parents are set to 1 in place
 * @param isFull      by backup number: 1 for a full
 *
 * Source: docs/methodology-capacity.md M-4; Cinder's API: "Incremental backups exist for this backup".
 */
export function closeChains(newestFirst: readonly number[], kept: Uint8Array, isFull: Uint8Array): void {
  let parent = -1;
  newestFirst.forEach((backup, index) => {
    if (backup === parent) kept[index] = 1;
    if (kept[index] === 1 && isFull[backup] !== 1) parent = backup - 1;
  });
}

/** Backups to read for a restore from backup n: 1 for a full, one more for each incremental on the way. Source: M-4. */
export function chainLength(backup: number, isFull: Uint8Array): number {
  let link = backup;
  while (link > 0 && isFull[link] !== 1) link--;
  return backup - link + 1;
}
