import type { Volume } from './types.js';

/** 64 or more hexadecimal digits that depend on the key and the text, and tell neither: HMAC-SHA-256, from the edge. */
export type KeyedHash = (text: string) => string;

/** What volumes may not tell when a file leaves the building. */
export type Secret = 'id' | 'name' | 'project' | 'host' | 'key' | 'value';

/** Letters of a pseudonym: 60 bits of the hash, so that two of a million volumes are the same once in two million files. */
const DIGITS = 15;

/**
 * Gives stable pseudonyms: the same text has the same one in every file of one key, whatever form the file has; of the same text
 * as a name and as a project, two. An id keeps the form of an id, so that lists of backups still meet their volumes.
 */
export class Pseudonyms {
  private readonly known = new Map<string, string>();

  constructor(private readonly hash: KeyedHash) {}

  of(kind: Secret, text: string): string {
    if (text === '') return '';
    if (kind !== 'project' && kind !== 'key') return this.made(kind, text);
    const key = `${kind}:${text}`;
    const known = this.known.get(key) ?? this.made(kind, text);
    this.known.set(key, known);
    return known;
  }

  private made(kind: Secret, text: string): string {
    const digits = this.hash(`${kind}:${text}`);
    if (kind !== 'id') return `${kind}-${digits.slice(0, DIGITS)}`;
    const parts = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)];
    return parts.join('-');
  }
}

/** Keeps what a plan needs (size, type, status, zone, days, encryption) and hides who and what it is: id, name, project, metadata. */
export function anonymised(volume: Volume, pseudonyms: Pseudonyms): Volume {
  const metadata = Object.entries(volume.metadata).map(
    ([key, value]) => [pseudonyms.of('key', key), pseudonyms.of('value', value)] as const,
  );
  return {
    ...volume,
    id: pseudonyms.of('id', volume.id),
    name: pseudonyms.of('name', volume.name),
    project: volume.project === undefined ? undefined : pseudonyms.of('project', volume.project),
    metadata: Object.fromEntries(metadata),
  };
}

/** One volume as an object of REST's form, which every reader takes; what the files did not tell is left out. No host, server or attachment is in it. */
export function restForm(volume: Volume, dayText: (day: number) => string): Readonly<Record<string, unknown>> {
  const {
    id,
    name,
    size,
    status,
    type,
    encrypted,
    bootable,
    attached,
    project,
    zone,
    createdAt,
    updatedAt,
    metadata,
    temporary,
  } = volume;
  return {
    id,
    name,
    size,
    status,
    ...(type === undefined ? {} : { volume_type: type }),
    ...(encrypted === undefined ? {} : { encrypted }),
    ...(bootable === undefined ? {} : { bootable: String(bootable) }),
    ...(attached === undefined ? {} : { attachments: attached ? [{}] : [] }),
    ...(project === undefined ? {} : { project_name: project }),
    ...(zone === undefined ? {} : { availability_zone: zone }),
    ...(createdAt === undefined ? {} : { created_at: dayText(createdAt) }),
    ...(updatedAt === undefined ? {} : { updated_at: dayText(updatedAt) }),
    ...(temporary === 'migration target' ? { migration_status: 'target:hidden' } : {}),
    ...(temporary === 'temporary volume' ? { consumes_quota: false } : {}),
    metadata,
  };
}
