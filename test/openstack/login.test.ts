import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullInventory } from '../../src/openstack/pull.js';
import { PASSWORD } from './fake-cloud.js';
import { cloudsYaml, folder, lab, testIo } from './pulling.js';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

type Lab = Awaited<ReturnType<typeof lab>>;
const problem = async (here: Lab) => {
  const result = await here.pull();
  return result.ok ? undefined : result.problems[0];
};
const configure = (here: Lab, changes: Record<string, string>, more = '') =>
  writeFile(join(here.cwd, 'clouds.yaml'), cloudsYaml(here.cloud.origin, changes) + more);

/** The pull of a cloud at this address. */
const pullAt = async (origin: string) => {
  const cwd = await folder();
  await writeFile(join(cwd, 'clouds.yaml'), cloudsYaml(origin));
  const result = await pullInventory({ out: 'x.gz', scope: 'all', timeout: 2_000 }, testIo(cwd));
  return result.ok ? undefined : result.problems[0];
};

describe('logging in', () => {
  it('sends user, password, project and domains as Keystone v3 wants them', async () => {
    const here = await lab();
    await configure(here, { user_domain_name: 'Default', project_domain_id: 'default' });
    await here.pull();
    expect(JSON.parse(here.cloud.asked('/auth/tokens')[0]?.body ?? '')).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'admin', domain: { name: 'Default' }, password: PASSWORD } },
        },
        scope: { project: { name: 'admin', domain: { id: 'default' } } },
      },
    });
  });

  it('sends an application credential without a scope, which Keystone would refuse', async () => {
    const here = await lab();
    const auth = `{auth_url: "${here.cloud.origin}", application_credential_id: ac1, application_credential_secret: s3cret, project_name: x}`;
    await writeFile(join(here.cwd, 'clouds.yaml'), `clouds: {lab: {auth_type: v3applicationcredential, auth: ${auth}}}`);
    expect(await here.pull()).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    expect(JSON.parse(here.cloud.asked('/auth/tokens')[0]?.body ?? '')).toEqual({
      auth: { identity: { methods: ['application_credential'], application_credential: { id: 'ac1', secret: 's3cret' } } },
    });
  });

  it('says what to check when Keystone refuses, which does not say what is wrong', async () => {
    const here = await lab();
    await configure(here, { password: 'wrong' });
    const found = await problem(here);
    expect(found).toMatchObject({ code: 'OST020', found: 'status 401: The request you have made requires authentication.' });
    expect(found?.fix).toContain('user, password, project and their domains');
  });

  it('says that a token is for no project, for which Cinder would list nothing with the status 200', async () => {
    const here = await lab();
    here.cloud.before = ({ url }) =>
      url.pathname.endsWith('/tokens')
        ? { status: 201, body: fixture('keystone-unscoped-response.json'), headers: { 'x-subject-token': 't' } }
        : undefined;
    expect(await problem(here)).toMatchObject({ code: 'OST022', found: 'a token of user admin for no project' });
  });

  it('does not send the password on to where a redirect points', async () => {
    const [here, evil] = [await lab(), await lab()];
    here.cloud.before = () => ({ status: 307, body: '', headers: { location: `${evil.cloud.origin}/v3/auth/tokens` } });
    expect(await problem(here)).toMatchObject({
      code: 'OST014',
      found: `status 307, a redirect to ${evil.cloud.origin}/v3/auth/tokens`,
    });
    expect(evil.cloud.seen).toEqual([]);
  });

  it('names the regions that there are when the wanted one is not', async () => {
    const here = await lab();
    await writeFile(join(here.cwd, 'clouds.yaml'), cloudsYaml(here.cloud.origin).replace('RegionOne', 'RegionTwo'));
    expect(await problem(here)).toMatchObject({ code: 'OST024', found: 'region RegionTwo', wanted: 'one of RegionOne' });
  });

  it('says that a catalogue has no block storage, and what it has', async () => {
    const here = await lab();
    const token = JSON.stringify(here.cloud.token).replaceAll('volumev3', 'dns').replaceAll('block-storage', 'compute');
    here.cloud.before = ({ url }) =>
      url.pathname.endsWith('/tokens') ? { status: 201, body: token, headers: { 'x-subject-token': 't' } } : undefined;
    expect(await problem(here)).toMatchObject({ code: 'OST023', found: 'a catalogue of identity, dns, compute' });
  });

  it('says that an address is not of Keystone', async () => {
    const here = await lab();
    await configure(here, { auth_url: `${here.cloud.origin}/dashboard` });
    expect(await problem(here)).toMatchObject({ code: 'OST021', found: 'status 404: The resource could not be found.' });
  });

  it('says that a role may not read volumes, and which roles the user has', async () => {
    const here = await lab();
    here.cloud.before = ({ url }) =>
      url.pathname.endsWith('/volumes/detail')
        ? { status: 403, body: { forbidden: { message: "Policy doesn't allow it" } } }
        : undefined;
    expect(await problem(here)).toMatchObject({
      code: 'OST025',
      found: "status 403: Policy doesn't allow it",
      fix: 'user admin has the roles admin, reader, member: ask for one that may read volumes',
    });
  });

  it('says that an endpoint has no version 3', async () => {
    const here = await lab();
    here.cloud.before = ({ url }) =>
      url.pathname === '/v3/' || url.pathname === '/' ? { status: 404, body: '<html>' } : undefined;
    expect(await problem(here)).toMatchObject({ code: 'OST026', wanted: 'version 3 of the Block Storage API' });
  });
});

describe('the way to the cloud', () => {
  it('says that nobody listens at a port, at the first try', async () => {
    const here = await lab();
    await here.cloud.stop();
    expect(await problem(here)).toMatchObject({ code: 'OST011', found: expect.stringContaining('ECONNREFUSED') });
    expect(here.io.slept).toEqual([]);
  });

  it('says that a name has no address', async () => {
    expect(await pullAt('https://keystone.invalid:5000')).toMatchObject({
      code: 'OST010',
      found: expect.stringContaining('keystone.invalid:5000'),
    });
  });

  it('says that a certificate is of an unknown issuer, and where to name a private CA', async () => {
    const here = await lab({ tls: true });
    expect(await problem(here)).toMatchObject({
      code: 'OST012',
      fix: 'name the file of your private CA: cacert in clouds.yaml, or OS_CACERT',
    });
  });

  it('trusts a private CA that is named', async () => {
    const here = await lab({ tls: true });
    await configure(here, {}, `    cacert: ${new URL('fixtures/tls/ca.pem', import.meta.url).pathname}\n`);
    expect(await here.pull()).toMatchObject({ ok: true, warnings: [], value: { counts: { volumes: 200 } } });
  });

  it('warns when Keystone is over https and block storage is not', async () => {
    const [here, plain] = [await lab({ tls: true }), await lab()];
    await configure(here, {}, '    verify: false\n');
    const body = plain.cloud.token;
    here.cloud.before = ({ url }) =>
      url.pathname.endsWith('/tokens') ? { status: 201, body, headers: { 'x-subject-token': 'gAAAAA-the-token-0' } } : undefined;
    expect(await here.pull()).toMatchObject({ ok: true, warnings: [{ code: 'OST007' }, { code: 'OST009' }] });
  });

  it('says that a server speaks no TLS', async () => {
    const here = await lab();
    expect(await pullAt(here.cloud.origin.replace('http:', 'https:'))).toMatchObject({
      code: 'OST012',
      found: expect.stringContaining('no TLS'),
    });
  });
});
