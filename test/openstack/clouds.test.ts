import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveCloud } from '../../src/openstack/clouds.js';
import { OpenStackFailure } from '../../src/openstack/failure.js';
import type { Problem } from '../../src/problems/problem.js';
import { folder, testIo } from './pulling.js';

const LAB = `clouds:
  lab:
    auth:
      auth_url: https://keystone.example:5000
      username: ops
      password: 0123
      project_name: finance
`;

async function resolve(files: Record<string, string>, named?: string, env: Record<string, string> = {}) {
  const cwd = await folder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(cwd, name, '..'), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
  const inFolder = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('$CWD', cwd)]));
  return resolveCloud(named, testIo(cwd, inFolder));
}

async function value(...of: Parameters<typeof resolve>) {
  const result = await resolve(...of);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

async function problems(...of: Parameters<typeof resolve>): Promise<readonly Problem[]> {
  try {
    const result = await resolve(...of);
    return result.ok ? result.warnings : result.problems;
  } catch (error) {
    if (error instanceof OpenStackFailure) return [error.problem];
    throw error;
  }
}

describe('clouds.yaml', () => {
  it('gives the address of Keystone its version, and the domains the id "default", where the file leaves them out', async () => {
    expect(await value({ 'clouds.yaml': LAB }, 'lab')).toMatchObject({
      name: 'lab',
      authUrl: 'https://keystone.example:5000/v3',
      identity: { kind: 'password', user: { name: 'ops', domain: { id: 'default' } } },
      scope: { kind: 'project', project: { name: 'finance', domain: { id: 'default' } } },
      region: undefined,
      interface: 'public',
      verify: true,
    });
  });

  it('keeps the leading zero of a password that YAML would take for a number', async () => {
    const { identity } = await value({ 'clouds.yaml': LAB }, 'lab');
    expect(identity.kind === 'password' && identity.password.reveal()).toBe('0123');
  });

  it.each([
    ['https://k.example/identity/v3/', 'https://k.example/identity/v3'],
    ['https://k.example/identity', 'https://k.example/identity/v3'],
    ['http://10.0.0.1:5000/', 'http://10.0.0.1:5000/v3'],
  ])('reads the address %s as %s', async (written, read) => {
    expect(await value({ 'clouds.yaml': LAB.replace('https://keystone.example:5000', written) }, 'lab')).toMatchObject({
      authUrl: read,
    });
  });

  it('is looked for in OS_CLIENT_CONFIG_FILE, then here, then in ~/.config/openstack', async () => {
    const at = (name: string) => LAB.replace('finance', name);
    const files = { 'named.yaml': at('named'), 'clouds.yaml': at('here'), '.config/openstack/clouds.yaml': at('home') };
    const scope = (name: string) => ({ scope: { project: { name } } });
    expect(await value(files, 'lab', { OS_CLIENT_CONFIG_FILE: '$CWD/named.yaml' })).toMatchObject(scope('named'));
    expect(await value(files, 'lab')).toMatchObject(scope('here'));
    expect(await value({ '.config/openstack/clouds.yaml': at('home') }, 'lab')).toMatchObject(scope('home'));
  });

  it('takes secrets from secure.yaml and common settings from a merge key', async () => {
    const clouds = `base: &base\n  region_name: north\n  interface: internal\nclouds:\n  lab:\n    <<: *base\n    auth: {auth_url: "https://k/v3", username: u, project_id: p1}\n`;
    const cloud = await value({ 'clouds.yaml': clouds, 'secure.yaml': 'clouds: {lab: {auth: {password: "p w"}}}' }, 'lab');
    expect(cloud).toMatchObject({ region: 'north', interface: 'internal', scope: { project: { id: 'p1' } } });
    expect(cloud.identity.kind === 'password' && cloud.identity.password.reveal()).toBe('p w');
  });

  it('takes domains by id or name, for the user and the project apart', async () => {
    const more = `${LAB}      user_domain_name: Ops\n      project_domain_id: d7\n`;
    expect(await value({ 'clouds.yaml': more }, 'lab')).toMatchObject({
      identity: { user: { domain: { name: 'Ops' } } },
      scope: { project: { domain: { id: 'd7' } } },
    });
  });

  it('reads an application credential by id, which brings its own project', async () => {
    const yaml = `clouds:\n  lab:\n    auth_type: v3applicationcredential\n    auth: {auth_url: "https://k", application_credential_id: ac1, application_credential_secret: s}\n`;
    expect(await value({ 'clouds.yaml': yaml })).toMatchObject({
      identity: { kind: 'application credential', id: 'ac1' },
      scope: { kind: 'unnamed' },
    });
  });

  it('names all that is missing at once, and the line of what is wrong', async () => {
    const yaml = `clouds:\n  lab:\n    interface: sideways\n    cacert: none.pem\n    auth:\n      auth_url: ftp://k\n`;
    const found = await problems({ 'clouds.yaml': yaml }, 'lab');
    expect(found.map(({ code, where }) => [code, where.field, where.line])).toEqual([
      ['OST006', 'lab.cacert', 4],
      ['OST006', 'lab.auth.auth_url', 6],
      ['OST004', 'lab.username', undefined],
      ['OST004', 'lab.password', undefined],
      ['OST006', 'lab.interface', 3],
    ]);
  });

  it('names the cloud that was perhaps meant', async () => {
    expect(await problems({ 'clouds.yaml': LAB }, 'lap')).toMatchObject([
      { code: 'OST003', found: 'cloud "lap"', fix: 'did you mean lab?' },
    ]);
  });

  it('says which way to log in it knows, when the file asks for another', async () => {
    const found = await problems({ 'clouds.yaml': LAB.replace('    auth:', '    auth_type: v3oidcpassword\n    auth:') }, 'lab');
    expect(found).toMatchObject([
      { code: 'OST005', found: 'auth_type v3oidcpassword', wanted: 'password or v3applicationcredential' },
    ]);
  });

  it('never quotes the file, even where it cannot be read: the line may be the password', async () => {
    const found = await problems({ 'clouds.yaml': `${LAB}      password: hunter2: [x\n` }, 'lab');
    expect(found).toMatchObject([{ code: 'OST002', where: { line: 8 } }]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('never shows the password in an address', async () => {
    const found = await problems({ 'clouds.yaml': LAB.replace('https://', 'https://me:hunter2@') }, 'lab');
    expect(found).toMatchObject([{ code: 'OST006' }]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('warns when certificates are not checked', async () => {
    expect(await problems({ 'clouds.yaml': `${LAB}    verify: false\n` }, 'lab')).toMatchObject([
      { code: 'OST007', severity: 'warning' },
    ]);
  });

  it('refuses version 2.0 of Keystone', async () => {
    const found = await problems({ 'clouds.yaml': LAB.replace(':5000', ':5000/v2.0') }, 'lab');
    expect(found).toMatchObject([{ code: 'OST006', found: 'version v2.0 of Keystone' }]);
  });
});

describe('the OS_ variables', () => {
  const env = {
    OS_AUTH_URL: 'https://k:5000/v3',
    OS_USERNAME: 'ops',
    OS_PASSWORD: 'pw',
    OS_PROJECT_NAME: 'finance',
    OS_REGION_NAME: 'north',
  };

  it('are a cloud of their own, also beside a clouds.yaml, when no cloud is named', async () => {
    const cloud = await value({ 'clouds.yaml': LAB }, undefined, env);
    expect(cloud).toMatchObject({ name: 'envvars', authUrl: 'https://k:5000/v3', region: 'north' });
  });

  it('give way to a cloud that is named, by flag or by OS_CLOUD', async () => {
    expect(await value({ 'clouds.yaml': LAB }, 'lab', env)).toMatchObject({ name: 'lab' });
    expect(await value({ 'clouds.yaml': LAB }, undefined, { ...env, OS_CLOUD: 'lab' })).toMatchObject({ name: 'lab' });
  });

  it('fill in a password that the file leaves out', async () => {
    const cloud = await value({ 'clouds.yaml': LAB.replace('      password: 0123\n', '') }, 'lab', { OS_PASSWORD: 'typed' });
    expect(cloud.identity.kind === 'password' && cloud.identity.password.reveal()).toBe('typed');
  });

  it('name the variable that is missing', async () => {
    const { OS_PASSWORD: _, ...rest } = env;
    expect(await problems({}, undefined, rest)).toMatchObject([
      { code: 'OST004', where: { file: 'environment', field: 'OS_PASSWORD' } },
    ]);
  });

  it('say what to do when there is nothing at all, and take the only cloud of a file', async () => {
    expect(await problems({})).toMatchObject([{ code: 'OST001' }]);
    expect(await value({ 'clouds.yaml': LAB })).toMatchObject({ name: 'lab' });
    expect(await problems({ 'clouds.yaml': `${LAB}  other: {}\n` })).toMatchObject([
      { code: 'OST003', found: 'no name of a cloud' },
    ]);
  });
});
