import { closeSync, openSync, writeSync } from 'node:fs';

/** Names, types and statuses in the shares of the captured 20,000-volume list (facts: Cinder's own test instance). */
const ROLES = [
  'db',
  'pg-data',
  'mysql',
  'oracle',
  'web',
  'log',
  'cache',
  'jenkins',
  'prometheus',
  'es-node',
  'kafka',
  'media',
  'home',
];
const TYPES = [
  'ceph-ssd',
  'ceph-ssd',
  'lvm-hdd',
  'ceph-ssd-encrypted',
  '__DEFAULT__',
  'shared-multiattach',
  '高速',
  'nfs, archive ""cold""',
];
const STATUSES = [...Array<string>(9).fill('in-use'), ...Array<string>(9).fill('available'), 'error', 'attaching', 'deleting'];
const SIZES = [1, 5, 8, 10, 20, 20, 40, 40, 50, 64, 80, 100, 100, 200, 250, 500, 512, 1000, 1024, 2000];
const OWNERS = ["{'env': 'dev', 'owner': 'dba'}", "{'env': 'prod', 'owner': 'Zoë'}", "{'env': 'dev', 'owner': 'ops, team A'}"];
/** Names that break readers, one in 500. */
const HOSTILE = ['a, b', 'quote ""here""', 'two\nlines', 'tab\there', '💾 日本', '', '=1+1', ' padded '];

const HEADER = '"ID","Name","Status","Size","Type","Bootable","Attached to","Properties"\n';

/** xoshiro128++: the same volumes on every machine. */
export function randomFrom(seed: number): () => number {
  const state = new Uint32Array(4);
  for (let index = 0, word = seed >>> 0; index < 4; index++) {
    word = (word + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    state[index] = (mixed ^ (mixed >>> 15)) >>> 0;
  }
  return () => {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const sum = (a + d) >>> 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const shifted = b << 9;
    const [c2, d2] = [c ^ a, d ^ b];
    state[1] = b ^ c2;
    state[0] = a ^ d2;
    state[2] = c2 ^ shifted;
    state[3] = (d2 << 11) | (d2 >>> 21);
    return result;
  };
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

function uuid(next: () => number): string {
  const text = hex(next()) + hex(next()) + hex(next()) + hex(next());
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`;
}

/** One volume as `openstack volume list --all-projects --long -f csv` writes it. */
export function csvRow(next: () => number, index: number): string {
  const pick = <T>(list: readonly T[]): T => list[next() % list.length] as T;
  const id = uuid(next);
  const role = `${pick(ROLES)}-${String(index % 100_000).padStart(5, '0')}`;
  const name = next() % 500 === 0 ? pick(HOSTILE) : role;
  const status = pick(STATUSES);
  const server = `'server_id': '${uuid(next)}', 'host_name': 'cmp${String(1 + (next() % 40)).padStart(2, '0')}'`;
  const attached =
    status === 'in-use'
      ? `[{'id': '${id}', 'attachment_id': '${uuid(next)}', 'volume_id': '${id}', ${server}, 'device': '/dev/vdb', 'attached_at': '2025-05-31T04:23:30.736917'}]`
      : '[]';
  const properties = next() % 4 === 0 ? pick(OWNERS) : '{}';
  return `"${id}","${name}","${status}",${pick(SIZES)},"${pick(TYPES)}","${next() % 3 === 0}","${attached}","${properties}"\n`;
}

/** One volume of GET /v3/volumes/detail, with the members of the captured answers in their order. */
function restVolume(next: () => number, index: number): string {
  const pick = <T>(list: readonly T[]): T => list[next() % list.length] as T;
  const [id, project, status] = [uuid(next), `45952c9ec36d4b03840b1f630fe3f6${String(10 + (next() % 40))}`, pick(STATUSES)];
  const name = next() % 500 === 0 ? pick(HOSTILE) : `${pick(ROLES)}-${String(index % 100_000).padStart(5, '0')}`;
  const day = `2025-05-${String(1 + (next() % 31)).padStart(2, '0')}T04:23:30.${String(next() % 1_000_000).padStart(6, '0')}`;
  const link = (rel: string, path: string): object => ({ rel, href: `http://127.0.0.1:18776${path}/${project}/volumes/${id}` });
  const attachment = { id, attachment_id: uuid(next), volume_id: id, server_id: uuid(next), host_name: null };
  const volume = {
    ...{ id, status, size: pick(SIZES), availability_zone: pick(['nova', 'az2']), created_at: day, updated_at: day },
    ...{ name, description: null, volume_type: pick(TYPES), snapshot_id: null, source_volid: null },
    metadata: next() % 4 === 0 ? { env: pick(['dev', 'prod']), owner: pick(['dba', 'Zoë', 'ops, team A']) } : {},
    links: [link('self', '/v3'), link('bookmark', '')],
    ...{ user_id: 'b792276495d045e798142ca341c7b927', bootable: String(next() % 3 === 0), encrypted: false },
    ...{ replication_status: null, consistencygroup_id: null, multiattach: false },
    attachments: status === 'in-use' ? [{ ...attachment, device: '/dev/vdb', attached_at: day }] : [],
    ...{ group_id: null, shared_targets: false, service_uuid: null, volume_type_id: uuid(next), consumes_quota: true },
    'os-vol-tenant-attr:tenant_id': project,
  };
  return asPython(volume);
}

/** As Python's json module writes it: a space behind each colon and comma, and nothing but ASCII. */
function asPython(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asPython).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, member]) => `"${key}": ${asPython(member)}`)
      .join(', ')}}`;
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes pages of 1000 volumes, one on a line; the same seed gives the same bytes. */
export function writeRestPages(path: string, volumes: number, seed: number): void {
  const next = randomFrom(seed);
  const file = openSync(path, 'w');
  for (let from = 0; from < volumes; from += 1000) {
    const length = Math.min(1000, volumes - from);
    const page = Array.from({ length }, (_, index) => restVolume(next, from + index));
    writeSync(file, `{"volumes": [${page.join(', ')}]}\n`);
  }
  closeSync(file);
}

/** Writes so many volumes; the same seed gives the same bytes. */
export function writeVolumeCsv(path: string, volumes: number, seed: number): void {
  const next = randomFrom(seed);
  const file = openSync(path, 'w');
  let batch = HEADER;
  for (let index = 0; index < volumes; index++) {
    batch += csvRow(next, index);
    if (batch.length < 1 << 20) continue;
    writeSync(file, batch);
    batch = '';
  }
  writeSync(file, batch);
  closeSync(file);
}
