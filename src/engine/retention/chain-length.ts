/** Backups to read for a restore from backup n: 1 for a full, one more for each incremental on the way. Source: M-4. */
export function chainLength(backup: number, isFull: Uint8Array): number {
  let link = backup;
  while (link > 0 && isFull[link] !== 1) link--;
  return backup - link + 1;
}
