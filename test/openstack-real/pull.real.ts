import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenStackIo, type PullProgress, systemIo } from '../../src/openstack/io.js';
import { type PullOptions, pullInventory } from '../../src/openstack/pull.js';
import { folder, type Line, linesOf, ofKind } from '../openstack/pulling.js';
import { RealCloud } from './real-cloud.js';

let cloud: RealCloud;
beforeAll(async () => {
  // Small pages and a token that is soon old: every pull below takes several of both.
  cloud = await RealCloud.start({ N: '300', MAX_LIMIT: '40', TOKEN_TTL: '15' });
});
afterAll(() => cloud?.stop());

async function pull(options: Partial<PullOptions> = {}, from: Partial<OpenStackIo> & { yaml?: string } = {}) {
  const cwd = options.out === undefined ? await folder() : join(options.out, '..');
  writeFileSync(join(cwd, 'clouds.yaml'), from.yaml ?? cloud.cloudsYaml);
  const out = options.out ?? join(cwd, 'real.jsonl.gz');
  const result = await pullInventory(
    { cloud: 'admin', scope: 'all', ...options, out },
    { ...systemIo(), env: {}, cwd, home: cwd, ...from },
  );
  return { out, result, lines: result.ok ? await linesOf(out) : [] };
}

const idsAndSizes = (lines: readonly Line[]) => lines.map(({ id, size }) => [id, size]).sort();
const asleep = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

describe('a pull of a real Cinder', () => {
  it('has the volumes, snapshots and backups that are counted in its database, each once', async () => {
    const { result, lines } = await pull();
    expect(result).toMatchObject({ ok: true, warnings: [] });
    for (const [kind, table, size] of [
      ['volume', 'volumes', 'size'],
      ['snapshot', 'snapshots', 'volume_size'],
      ['backup', 'backups', 'size'],
    ] as const) {
      const rows = cloud.sql(`SELECT id, ${size} FROM ${table} WHERE deleted = 0`);
      expect(rows.length).toBeGreaterThan(100);
      expect(idsAndSizes(ofKind(lines, kind))).toEqual(rows.sort());
    }
    const [[volumes, gib] = []] = cloud.sql('SELECT count(*), sum(size) FROM volumes WHERE deleted = 0');
    expect(result).toMatchObject({ value: { gib, counts: { volumes } } });
  });

  it('tells of each volume what was put in: name, state, type, project, encryption, attachments, metadata, dates', async () => {
    const { lines } = await pull();
    const read = ofKind(lines, 'volume').map((volume) => ({
      id: volume.id,
      name: volume.name,
      size: volume.size,
      status: volume.status,
      type: volume.volume_type,
      project: volume.project_name,
      bootable: volume.bootable === 'true',
      encrypted: volume.encrypted,
      multiattach: volume.multiattach,
      attachments: (volume.attachments as unknown[]).length,
      metadata: volume.metadata,
      created_at: volume.created_at,
      availability_zone: volume.availability_zone,
      use_quota: volume.consumes_quota,
    }));
    const put = cloud.expected.volumes.map(({ db_status: _, project_id: __, host: ___, ...volume }) => volume);
    const byId = (one: { id: unknown }, other: { id: unknown }) => (String(one.id) < String(other.id) ? -1 : 1);
    expect(read.sort(byId)).toEqual(put.sort(byId));
  });

  it('tells which type is encrypted, of all types, the private one too', async () => {
    const { lines } = await pull();
    const types = ofKind(lines, 'type');
    expect(types).toHaveLength(7);
    expect(types.filter((type) => type.encryption !== null).map((type) => type.name)).toEqual(['ceph-ssd-encrypted']);
  });

  it('reads pages of 23 as it reads pages of 40, and a last page that is exactly full', async () => {
    const whole = cloud.sql('SELECT count(*) FROM volumes WHERE deleted = 0')[0]?.[0];
    expect(299 % 23).toBe(0);
    for (const pageSize of [13, 23]) {
      expect((await pull({ pageSize })).result).toMatchObject({ ok: true, value: { counts: { volumes: whole } } });
    }
  });

  it('gets a new token when the old one has expired on the way', async () => {
    const { project, headers } = await logIn();
    let slept = false;
    const progress = ({ list }: PullProgress) => {
      if (!slept && list === 'volumes') asleep(20_000);
      slept ||= list === 'volumes';
    };
    expect((await pull({}, { progress })).result).toMatchObject({ ok: true, value: { counts: { volumes: 299 } } });
    expect(slept).toBe(true);
    // A token from before the sleep shows that the one of the pull was no longer any good.
    expect((await fetch(`${cloud.cinder}/${project}/types`, { headers })).status).toBe(401);
  });

  it('goes on after it was broken off, and has the same volumes in the end', async () => {
    const out = join(await folder(), 'broken.jsonl.gz');
    const progress = ({ read }: PullProgress) => {
      if (read >= 120) throw new Error('broken off');
    };
    await expect(pull({ out }, { progress })).rejects.toThrow('broken off');
    const { result, lines } = await pull({ out });
    expect(result).toMatchObject({ ok: true, value: { resumed: true } });
    expect(idsAndSizes(ofKind(lines, 'volume'))).toEqual(cloud.sql('SELECT id, size FROM volumes WHERE deleted = 0').sort());
  });
});

describe('a real Keystone and Cinder that give less', () => {
  it('to a reader: an error, or one project by name', async () => {
    expect((await pull({ cloud: 'reader' })).result).toMatchObject({ ok: false, problems: [{ code: 'OST030' }] });
    const { result, lines } = await pull({ cloud: 'reader', scope: 'project' });
    const finance = cloud.expected.projects.finance;
    expect(result).toMatchObject({ ok: true, value: { scope: { kind: 'project', id: finance, name: 'finance' } } });
    const rows = cloud.sql(`SELECT id, size FROM volumes WHERE deleted = 0 AND project_id = '${finance}'`);
    expect(idsAndSizes(ofKind(lines, 'volume'))).toEqual(rows.sort());
  });

  it('to a token for no project, a wrong password, a wrong region: an error each', async () => {
    const code = async (from: string, to: string) => {
      const { result } = await pull({}, { yaml: cloud.cloudsYaml.replaceAll(from, to) });
      return result.ok ? 'ok' : result.problems[0].code;
    };
    expect(await code('      project_name: admin\n', '')).toBe('OST022');
    expect(await code('password: refsecret', 'password: wrong')).toBe('OST020');
    expect(await code('project_name: admin', 'project_name: nobody')).toBe('OST020');
    expect(await code('RegionOne', 'RegionTwo')).toBe('OST024');
    expect(await code('/v3', '')).toBe('ok');
  });

  it('nothing less to an application credential of an administrator', async () => {
    const yaml = `clouds: {admin: {auth_type: v3applicationcredential, auth: ${JSON.stringify(await applicationCredential())}}}`;
    expect((await pull({}, { yaml })).result).toMatchObject({ ok: true, value: { counts: { volumes: 299 } } });
  });
});

describe('a volume that is deleted while the list is read', () => {
  it('at the border of two pages makes the list begin again, and no other volume is lost or doubled', async () => {
    const before = cloud.sql('SELECT id, size FROM volumes WHERE deleted = 0').sort();
    let marker: unknown;
    const progress = ({ list, read }: PullProgress) => {
      if (list !== 'volumes' || read !== 80 || marker !== undefined) return;
      // The list is from new to old, so this is the last one of the second page.
      marker = cloud.sql('SELECT id FROM volumes WHERE deleted = 0 ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET 79')[0]?.[0];
      cloud.sql(`UPDATE volumes SET deleted = 1, status = 'deleted' WHERE id = '${marker}'`);
    };
    const { result, lines } = await pull({}, { progress });
    expect(result).toMatchObject({ ok: true, value: { counts: { volumes: 299 } } });
    expect(cloud.sql('SELECT count(*) FROM volumes WHERE deleted = 0')).toEqual([[298]]);
    expect(idsAndSizes(ofKind(lines, 'volume'))).toEqual(before);
  });
});

async function logIn() {
  const user = { name: 'admin', domain: { name: 'Default' }, password: 'refsecret' };
  const scope = { project: { name: 'admin', domain: { name: 'Default' } } };
  const answer = await fetch(
    `${cloud.keystone}/auth/tokens`,
    post({ auth: { identity: { methods: ['password'], password: { user } }, scope } }),
  );
  const { token } = (await answer.json()) as { token: { user: { id: string }; project: { id: string } } };
  return {
    user: token.user.id,
    project: token.project.id,
    headers: { 'x-auth-token': answer.headers.get('x-subject-token') ?? '' },
  };
}

async function applicationCredential() {
  const { user, headers } = await logIn();
  const wish = post({ application_credential: { name: 'planner', roles: [{ name: 'admin' }] } });
  const url = `${cloud.keystone}/users/${user}/application_credentials`;
  const answer = await fetch(url, { ...wish, headers: { ...wish.headers, ...headers } });
  const made = (await answer.json()) as { application_credential: { id: string; secret: string } };
  const { id, secret } = made.application_credential;
  return { auth_url: cloud.keystone, application_credential_id: id, application_credential_secret: secret };
}

const post = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
