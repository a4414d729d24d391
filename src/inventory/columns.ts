/** What a record can tell of a volume, whatever its form calls it. */
export type Field =
  | 'id'
  | 'name'
  | 'status'
  | 'size'
  | 'type'
  | 'bootable'
  | 'attached'
  | 'metadata'
  | 'project'
  | 'projectName'
  | 'encrypted'
  | 'zone'
  | 'createdAt'
  | 'updatedAt'
  | 'migration'
  | 'consumesQuota';

export type Cells = Partial<Record<Field, unknown>>;

/**
 * Column titles and JSON keys, in lower case with blanks for underscores, as the clients and the API write them:
 * python-openstackclient 3.0 to 10.2, python-cinderclient 9.1 (also with --fields), Cinder API 3.0 to 3.71.
 */
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['id', 'id'],
  ['name', 'name'],
  ['display name', 'name'],
  ['status', 'status'],
  ['size', 'size'],
  ['type', 'type'],
  ['volume type', 'type'],
  ['bootable', 'bootable'],
  ['attached to', 'attached'],
  ['attachments', 'attached'],
  ['properties', 'metadata'],
  ['metadata', 'metadata'],
  ['project', 'project'],
  ['project id', 'project'],
  ['tenant id', 'project'],
  ['os-vol-tenant-attr:tenant id', 'project'],
  ['project name', 'projectName'],
  ['encrypted', 'encrypted'],
  ['availability zone', 'zone'],
  ['created at', 'createdAt'],
  ['updated at', 'updatedAt'],
  ['migration status', 'migration'],
  ['os-vol-mig-status-attr:migstat', 'migration'],
  ['consumes quota', 'consumesQuota'],
]);

/** A title or key as the maps of this folder have it. */
export const normalised = (title: string): string => title.trim().toLowerCase().replaceAll('_', ' ');

/** The field that a column title or JSON key stands for; undefined for one that a plan has no use for. */
export function fieldOf(title: string): Field | undefined {
  return FIELDS.get(normalised(title));
}

/** One of the clients' other lists. */
export type OtherList = 'backup list' | 'snapshot list' | 'type list';

/** Which list these columns belong to, where it is another one than a list of volumes. */
export function otherList(titles: Iterable<string>): OtherList | undefined {
  const has = new Set([...titles].map(normalised));
  if (has.has('container') || has.has('object count') || has.has('is incremental')) return 'backup list';
  if (has.has('volume') || has.has('volume id')) return 'snapshot list';
  if (has.has('is public')) return 'type list';
  return undefined;
}

/** Whether a line of titles is the head of any of the clients' lists. */
export function isHeader(titles: readonly string[]): boolean {
  const known = titles.filter((title) => fieldOf(title) !== undefined).length;
  return known >= 2 || (known === 1 && titles.length === 1) || otherList(titles) !== undefined;
}
