import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Pulled } from '../../src/openstack/pull.js';
import type { Parsed } from '../../src/problems/problem.js';
import { cloudsYaml, lab, linesOf, ofKind, testIo } from './pulling.js';

const codes = (result: Parsed<Pulled>): string[] =>
  (result.ok ? result.warnings : result.problems).map((problem) => problem.code);
const ids = (objects: readonly Record<string, unknown>[]): unknown[] => objects.map((object) => object.id);

describe('a pull of a whole cloud', () => {
  it('writes all 200 volumes of three pages of 80, 80 and 40, each once, with the names of their projects', async () => {
    const { cloud, out, pull } = await lab();
    const result = await pull({ pageSize: 80 });
    expect(result).toMatchObject({
      ok: true,
      warnings: [],
      value: { counts: { volumes: 200, types: 7 }, gib: 135705, resumed: false },
    });
    const volumes = ofKind(await linesOf(out), 'volume');
    expect(ids(volumes)).toEqual(ids(cloud.volumes));
    const { kind, project_name, ...first } = volumes[1] ?? {};
    expect(first).toEqual(cloud.volumes[1]);
    expect(volumes.find((volume) => volume.name === 'oracle-00144')).toMatchObject({ project_name: 'finance' });
  });

  it('says in the first line where it comes from and in the last one what the file must hold', async () => {
    const { cloud, out, pull } = await lab();
    await pull();
    const text = gunzipSync(await readFile(out)).toString('utf8');
    const [header, ...rest] = text.split('\n').slice(0, -1);
    const end = rest.pop() ?? '';
    expect(JSON.parse(header ?? '')).toEqual({
      format: 'stowage-inventory',
      version: 1,
      cloud: 'lab',
      region: 'RegionOne',
      scope: { kind: 'all projects' },
      microversion: '3.70',
      pulledFrom: `${cloud.origin}/v3/d382062bc99a4ed7b0643818cb7d9a5f`,
      pulledAt: '2026-11-22T12:00:00.000Z',
      finishedAt: '2026-11-22T12:00:00.000Z',
      counts: { projects: 9, types: 7, volumes: 200, snapshots: 3, backups: 3 },
      counted: { volumes: 200, snapshots: 3, backups: 3 },
    });
    const sha256 = createHash('sha256')
      .update(text.slice(0, -end.length - 1))
      .digest('hex');
    expect(JSON.parse(end)).toEqual({
      kind: 'end',
      counts: { projects: 9, types: 7, volumes: 200, snapshots: 3, backups: 3 },
      sha256,
    });
  });

  it('tells the encryption of each volume type: an object for one, null for the others', async () => {
    const { out, pull } = await lab();
    await pull();
    const types = ofKind(await linesOf(out), 'type');
    expect(types.filter((type) => type.encryption !== null)).toMatchObject([
      { name: 'ceph-ssd-encrypted', encryption: { provider: 'luks' } },
    ]);
    expect(types.filter((type) => type.encryption === null)).toHaveLength(6);
  });

  it('keeps the marks of migration targets and temporary volumes, which are no data of their own', async () => {
    const { out, pull } = await lab();
    await pull();
    const volumes = ofKind(await linesOf(out), 'volume');
    expect(volumes.filter((volume) => String(volume.migration_status).startsWith('target:'))).toMatchObject([
      { name: 'migrating-dst' },
    ]);
    expect(volumes.filter((volume) => volume.consumes_quota === false)).toMatchObject([{ name: 'temp-no-quota' }]);
  });

  it('keeps a name with line separators of Unicode on one line', async () => {
    const { cloud, out, pull } = await lab();
    cloud.volumes = [{ ...cloud.volumes[0], name: 'a\u2028b\u2029c\nd' }, ...cloud.volumes.slice(1)];
    await pull();
    expect(gunzipSync(await readFile(out)).toString('utf8')).not.toMatch(/[\u2028\u2029]/);
    expect(ofKind(await linesOf(out), 'volume')[0]).toMatchObject({ name: 'a\u2028b\u2029c\nd' });
  });

  it('is the same file byte for byte when pulled twice at one time', async () => {
    const { out, cwd, pull } = await lab();
    await pull();
    const first = await readFile(out);
    await pull({}, testIo(cwd));
    expect((await readFile(out)).equals(first)).toBe(true);
  });
});

describe('paging', () => {
  it('ends after an empty page where the last one was exactly full: 200 volumes in pages of 100 take three requests', async () => {
    const { cloud, pull } = await lab();
    const result = await pull({ pageSize: 100 });
    expect(result).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    expect(cloud.asked('/volumes/detail')).toHaveLength(3);
  });

  it('reads all 200 volumes from a server that gives 7 a page though 1,000 are asked', async () => {
    const { cloud, pull } = await lab();
    cloud.maxLimit = 7;
    expect(await pull()).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    expect(cloud.asked('/volumes/detail').every((seen) => seen.url.searchParams.get('limit') === '1000')).toBe(true);
  });

  it('takes only the marker from a link that leads to another host, which never hears of the token', async () => {
    const [mine, evil] = [await lab(), await lab()];
    mine.cloud.nextOrigin = evil.cloud.origin;
    expect(await mine.pull({ pageSize: 80 })).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    expect(evil.cloud.seen).toEqual([]);
  });

  it('begins a list again when the volume that a page was to follow has been deleted, and counts none twice', async () => {
    const { cloud, out, pull } = await lab();
    let gone = false;
    cloud.before = ({ url }) => {
      if (gone || !url.pathname.endsWith('/volumes/detail') || !url.searchParams.has('marker')) return undefined;
      gone = true;
      cloud.volumes = cloud.volumes.filter((volume) => volume.id !== url.searchParams.get('marker'));
      return undefined;
    };
    expect(await pull({ pageSize: 80 })).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    const read = ids(ofKind(await linesOf(out), 'volume'));
    expect(new Set(read).size).toBe(200);
  });

  it('gives up on a list whose markers are always gone, after six beginnings', async () => {
    const { cloud, pull } = await lab();
    cloud.before = ({ url }) =>
      url.searchParams.has('marker') ? { status: 404, body: { itemNotFound: { code: 404, message: 'gone' } } } : undefined;
    const result = await pull({ pageSize: 80 });
    expect(codes(result)).toEqual(['OST032']);
    expect(cloud.asked('/volumes/detail').filter((seen) => !seen.url.searchParams.has('marker'))).toHaveLength(6);
  });

  it('gives up on a server that sends the same page again and again', async () => {
    const { cloud, pull } = await lab();
    cloud.before = ({ url }) => {
      if (!url.pathname.endsWith('/volumes/detail')) return undefined;
      const links = [{ rel: 'next', href: 'http://x/?marker=same' }];
      return { status: 200, body: { volumes: cloud.volumes.slice(0, 2), volumes_links: links } };
    };
    expect(codes(await pull())).toEqual(['OST032']);
  });
});

describe('a partial answer', () => {
  it('is an error when Cinder counts 200 volumes and lists 199, twice, and leaves no file behind', async () => {
    const { cloud, cwd, pull } = await lab();
    const [hidden, ...rest] = cloud.volumes;
    cloud.before = ({ url }) =>
      url.pathname.endsWith('/volumes/detail') ? { status: 200, body: { volumes: rest, count: 200 } } : undefined;
    const result = await pull();
    expect(hidden).toBeDefined();
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: 'OST031', found: '199 volumes, read twice', wanted: 'the 200 that Cinder counts' }],
    });
    expect(cloud.asked('/volumes/detail')).toHaveLength(2);
    expect(await readdir(cwd)).toEqual(['clouds.yaml']);
  });

  it('is none when a volume was deleted during the pull: 199 of 200 are read and 199 are left', async () => {
    const { cloud, pull } = await lab();
    cloud.before = ({ url }) => {
      if (url.searchParams.has('marker'))
        cloud.volumes = cloud.volumes.filter((volume, index) => index < 199 || volume.id === '');
      return undefined;
    };
    expect(await pull({ pageSize: 80 })).toMatchObject({ ok: true, value: { counts: { volumes: 199 } } });
  });

  it('is an error for a reader, to whom Cinder lists and counts its own project only', async () => {
    const { cloud, cwd, pull } = await lab();
    cloud.role = 'reader';
    const result = await pull();
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: 'OST030', found: '35 volumes of project finance, read by planner with the roles reader' }],
    });
    expect(await readdir(cwd)).toEqual(['clouds.yaml']);
  });

  it('is a named scope for a reader who asks for the own project, and all_tenants is not asked then', async () => {
    const { cloud, out, pull } = await lab();
    cloud.role = 'reader';
    const result = await pull({ scope: 'project' });
    const scope = { kind: 'project', id: '45952c9ec36d4b03840b1f630fe3f645', name: 'finance' };
    expect(result).toMatchObject({ ok: true, value: { scope, counts: { volumes: 35 }, gib: 24030 } });
    expect(codes(result)).toEqual(['OST035']);
    expect((await linesOf(out))[0]).toMatchObject({ scope });
    expect(cloud.seen.some((seen) => seen.url.searchParams.has('all_tenants'))).toBe(false);
  });

  it('warns when the sizes add up to less than the GiB that Cinder adds up', async () => {
    const { cloud, pull } = await lab();
    cloud.before = ({ url }) =>
      url.pathname.endsWith('/summary')
        ? { status: 200, body: { 'volume-summary': { total_count: 200, total_size: 135706 } } }
        : undefined;
    const result = await pull();
    expect(result).toMatchObject({ ok: true, warnings: [{ code: 'OST034', found: '135705 GiB in 200 volumes' }] });
  });

  it('never sends with_count to a Cinder before 3.45, which would take it for a filter that nothing passes', async () => {
    const { cloud, pull } = await lab();
    cloud.maxVersion = '3.44';
    const result = await pull();
    expect(result).toMatchObject({ ok: true, value: { microversion: '3.44', counts: { volumes: 200 } } });
    expect(codes(result)).toEqual(['OST033']);
    expect(cloud.asked('/volumes/detail')[0]?.version).toBe('volume 3.44');
  });

  it('is an error when a list comes without its member, with the status 200', async () => {
    const { cloud, pull } = await lab();
    cloud.before = ({ url }) => (url.pathname.endsWith('/backups/detail') ? { status: 200, body: { error: 'x' } } : undefined);
    expect(codes(await pull())).toEqual(['OST015']);
  });
});

describe('an interrupted pull', () => {
  it('goes on with the page after the last whole one, and ends with the same volumes', async () => {
    const { cloud, cwd, out, pull } = await lab();
    cloud.before = ({ url }) =>
      url.searchParams.get('marker') === cloud.volumes[159]?.id ? { status: 503, body: '' } : undefined;
    const first = await pull({ pageSize: 80 });
    expect(codes(first)).toEqual(['OST016']);
    expect((await readdir(cwd)).sort()).toEqual(['clouds.yaml', 'lab.jsonl.gz.partial']);
    cloud.before = () => undefined;
    cloud.seen.length = 0;
    const second = await pull({ pageSize: 80 });
    expect(second).toMatchObject({ ok: true, value: { resumed: true, counts: { volumes: 200, types: 7 }, gib: 135705 } });
    expect(cloud.asked('/volumes/detail')).toHaveLength(1);
    expect(cloud.asked('/types')).toHaveLength(0);
    expect(ids(ofKind(await linesOf(out), 'volume'))).toEqual(ids(cloud.volumes));
    expect((await readdir(cwd)).sort()).toEqual(['clouds.yaml', 'lab.jsonl.gz']);
  });

  it('reads a page again that was cut anywhere in the middle of its writing', async () => {
    const { cloud, out, cwd, pull } = await lab();
    cloud.before = ({ url }) => (url.pathname.endsWith('/snapshots/detail') ? { status: 500, body: '' } : undefined);
    await pull({ pageSize: 80 });
    const partial = await readFile(`${out}.partial`);
    cloud.before = () => undefined;
    for (const kept of [0, 40, 1_000, 30_000, 150_000, partial.length - 30, partial.length - 1]) {
      await writeFile(`${out}.partial`, partial.subarray(0, kept));
      expect(await pull({ pageSize: 80 }, testIo(cwd))).toMatchObject({
        ok: true,
        value: { counts: { volumes: 200 }, gib: 135705 },
      });
      const lines = await linesOf(out);
      expect([ofKind(lines, 'volume').length, ofKind(lines, 'type').length]).toEqual([200, 7]);
    }
  });

  it('begins anew a day later, for another scope, and beside a file that is none of its own', async () => {
    const { cloud, cwd, out, pull } = await lab();
    cloud.before = ({ url }) => (url.pathname.endsWith('/backups/detail') ? { status: 500, body: '' } : undefined);
    await pull();
    const partial = await readFile(`${out}.partial`);
    cloud.before = () => undefined;
    const later = testIo(cwd);
    later.slept.push(25 * 60 * 60 * 1000);
    expect(await pull({}, later)).toMatchObject({ ok: true, value: { resumed: false } });
    await writeFile(`${out}.partial`, partial);
    expect(await pull({ scope: 'project' })).toMatchObject({ ok: true, value: { resumed: false } });
    await writeFile(`${out}.partial`, '{"format":"else"}\n');
    expect(await pull()).toMatchObject({ ok: true, value: { resumed: false, counts: { volumes: 200 } } });
  });
});

describe('trouble on the way', () => {
  it('gets a new token when the old one expires, as often as needed', async () => {
    const { cloud, pull } = await lab();
    cloud.tokenUses = 3;
    expect(await pull({ pageSize: 20 })).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    expect(cloud.asked('/auth/tokens').length).toBeGreaterThan(5);
  });

  it('gives up on a service that refuses a token that is seconds old', async () => {
    const { cloud, pull } = await lab();
    cloud.tokenUses = 0;
    expect(codes(await pull())).toEqual(['OST025']);
    expect(cloud.asked('/auth/tokens')).toHaveLength(2);
  });

  it('waits out 503, a broken connection and too many requests', async () => {
    const { cloud, io, pull } = await lab();
    const troubles = [{ status: 503, body: '' }, 'reset', { status: 429, body: '', headers: { 'retry-after': '7' } }] as const;
    let at = 0;
    cloud.before = ({ url }) => (url.pathname.endsWith('/volumes/detail') ? troubles[at++] : undefined);
    expect(await pull()).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    // Half of each step is fixed, half of the rest is chance (0.5 here): 1 s -> 750 ms, 2 s -> 1,500 ms; then as asked.
    expect(io.slept).toEqual([750, 1500, 7000]);
  });

  it('tries a silent server six times, then says so', async () => {
    const { cloud, pull } = await lab();
    cloud.before = ({ url }) => (url.pathname.endsWith('/snapshots/detail') ? 'silence' : undefined);
    const result = await pull({ timeout: 60 });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'OST013' }] });
    expect(cloud.asked('/snapshots/detail')).toHaveLength(6);
  });

  it('does not follow a redirect, which would take the token elsewhere', async () => {
    const [mine, evil] = [await lab(), await lab()];
    mine.cloud.before = ({ url }) =>
      url.pathname.endsWith('/types')
        ? { status: 302, body: '', headers: { location: `${evil.cloud.origin}/x?secret=1` } }
        : undefined;
    const result = await mine.pull();
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: 'OST014', found: `status 302, a redirect to ${evil.cloud.origin}/x` }],
    });
    expect(evil.cloud.seen).toEqual([]);
  });

  it('says that a folder is not there before it is blamed on the cloud', async () => {
    const { cwd, pull } = await lab();
    const result = await pull({ out: join(cwd, 'no', 'such', 'lab.jsonl.gz') });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'OST040', found: 'ENOENT while writing' }] });
  });

  it('speaks with a Cinder before 3.67 through a URL with the project in it, though the catalogue leaves it out', async () => {
    const { cloud, pull } = await lab();
    const { token } = cloud;
    cloud.maxVersion = '3.59';
    const plain = JSON.stringify(token).replaceAll('/v3/d382062bc99a4ed7b0643818cb7d9a5f', '/v3');
    cloud.before = ({ url }) =>
      url.pathname === '/v3/auth/tokens'
        ? { status: 201, body: plain, headers: { 'x-subject-token': 'gAAAAA-the-token-0' } }
        : undefined;
    expect(await pull()).toMatchObject({ ok: true, value: { microversion: '3.59' } });
    expect(cloud.asked('/v3/d382062bc99a4ed7b0643818cb7d9a5f/volumes/detail').length).toBeGreaterThan(0);
  });

  it('reads a cloud whose clouds.yaml leaves out the version of Keystone', async () => {
    const { cloud, cwd, pull } = await lab();
    await writeFile(join(cwd, 'clouds.yaml'), cloudsYaml(cloud.origin).replace('/v3', '/'));
    expect(await pull()).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
  });
});
