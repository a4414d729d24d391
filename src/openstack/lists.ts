/** The lists of a pull, as Cinder calls them, in the order in which they are read. */
export const LISTS = ['types', 'volumes', 'snapshots', 'backups'] as const;
export type ListName = (typeof LISTS)[number];

export interface ListForm {
  /** What the lines of a snapshot file call one of them. */
  readonly kind: 'type' | 'volume' | 'snapshot' | 'backup';
  readonly path: string;
  /** The member of the answer that holds the list, and the one that holds the link to the next page. */
  readonly member: string;
  readonly links: string;
  /** Whether the list can be for all projects, and be counted. */
  readonly perProject: boolean;
}

export const FORMS: Readonly<Record<ListName, ListForm>> = {
  types: { kind: 'type', path: '/types', member: 'volume_types', links: 'volume_type_links', perProject: false },
  volumes: { kind: 'volume', path: '/volumes/detail', member: 'volumes', links: 'volumes_links', perProject: true },
  snapshots: { kind: 'snapshot', path: '/snapshots/detail', member: 'snapshots', links: 'snapshots_links', perProject: true },
  backups: { kind: 'backup', path: '/backups/detail', member: 'backups', links: 'backups_links', perProject: true },
};

export function isListName(name: unknown): name is ListName {
  return LISTS.some((list) => list === name);
}
