import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Parsed, type Problem, parsedUnless } from '../problems/problem.js';
import type { Cloud, Domain, Identity, Interface, NamedOrId, TokenScope } from './cloud.js';
import type { OpenStackIo } from './io.js';
import { Secret, shownUrl } from './secret.js';
import { findSettings, type Settings } from './settings.js';

/**
 * Reads how to log in to a cloud: clouds.yaml (with secure.yaml) or the OS_ variables.
 *
 * @param named the cloud's name; else OS_CLOUD, else the OS_ variables, else the only cloud of the file
 * @returns the cloud, or all that is wrong with its settings; never a secret in a message
 * @throws OpenStackFailure if there is no configuration at all, or none of that name
 */
export async function resolveCloud(named: string | undefined, io: OpenStackIo): Promise<Parsed<Cloud>> {
  const settings = await findSettings(named, io);
  const problems: Problem[] = [];
  const reader = new CloudReader(settings, problems);
  const ca = await readCa(settings, io, problems);
  const cloud: Cloud = {
    name: settings.name,
    source: settings.source,
    authUrl: reader.authUrl(),
    identity: reader.identity(),
    scope: reader.scope(),
    region: settings.get('region_name'),
    interface: reader.interface(),
    verify: reader.verify(),
    ca,
  };
  return parsedUnless(problems, () => cloud);
}

const METHODS: Readonly<Record<string, Identity['kind']>> = {
  password: 'password',
  v3password: 'password',
  v3applicationcredential: 'application credential',
};

class CloudReader {
  constructor(
    private readonly settings: Settings,
    private readonly problems: Problem[],
  ) {}

  /** With /v3 behind it: a cloud may give the address with or without the version. */
  authUrl(): string {
    const text = this.need('auth_url');
    let url: URL;
    try {
      url = new URL(text);
    } catch {
      if (text !== '') this.wrong('OST006', ['auth_url'], 'text that is no URL', 'https://host:port/v3');
      return text;
    }
    const path = url.pathname.replace(/\/+$/, '');
    if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
      this.wrong('OST006', ['auth_url'], 'a URL with more than scheme, host and path', `${shownUrl(text)} as http or https`);
    if (/\/v2\.0$/.test(path)) this.wrong('OST006', ['auth_url'], 'version v2.0 of Keystone', 'v3', 'end the URL in /v3');
    return `${url.protocol}//${url.host}${/\/v\d[^/]*$/.test(path) ? path : `${path}/v3`}`;
  }

  identity(): Identity {
    const credential = this.settings.get('application_credential_id', 'application_credential_name') !== undefined;
    const named = this.settings.get('auth_type');
    const kind = named === undefined ? (credential ? 'application credential' : 'password') : METHODS[named];
    if (kind === undefined) {
      const fix = 'make an application credential (openstack application credential create) and use v3applicationcredential';
      this.wrong('OST005', ['auth_type'], `auth_type ${named}`, 'password or v3applicationcredential', fix);
    }
    if (kind !== 'application credential')
      return { kind: 'password', user: this.user(kind !== undefined), password: this.secret('password', kind !== undefined) };
    const secret = this.secret('application_credential_secret', true);
    const id = this.settings.get('application_credential_id');
    if (id !== undefined) return { kind, id, secret };
    return { kind, name: this.need('application_credential_name'), user: this.user(true), secret };
  }

  scope(): TokenScope {
    const { get } = this.settings;
    // A credential knows its own project: Keystone refuses a scope beside it.
    if (get('application_credential_id', 'application_credential_name') !== undefined) return { kind: 'unnamed' };
    if (get('system_scope') !== undefined) return { kind: 'system' };
    const id = get('project_id', 'tenant_id');
    if (id !== undefined) return { kind: 'project', project: { id } };
    const name = get('project_name', 'tenant_name');
    return name === undefined ? { kind: 'unnamed' } : { kind: 'project', project: { name, domain: this.domain('project') } };
  }

  interface(): Interface {
    const found = this.settings.get('interface', 'endpoint_type') ?? 'public';
    const name = found.replace(/URL$/, '');
    if (name === 'public' || name === 'internal' || name === 'admin') return name;
    this.wrong('OST006', ['interface', 'endpoint_type'], `interface ${found}`, 'public, internal or admin');
    return 'public';
  }

  verify(): boolean {
    const found = this.settings.get('verify') ?? 'true';
    if (/^(true|yes|on|1)$/i.test(found)) return true;
    if (!/^(false|no|off|0)$/i.test(found)) this.wrong('OST006', ['verify'], found, 'true or false');
    const fix = 'name the private CA with cacert, and leave verify out';
    const where = this.settings.place('verify');
    this.problems.push({
      code: 'OST007',
      severity: 'warning',
      where,
      found: 'verify: false',
      wanted: 'certificates that are checked',
      fix,
    });
    return false;
  }

  private user(needed: boolean): NamedOrId {
    const id = this.settings.get('user_id');
    if (id !== undefined) return { id };
    const name = needed ? this.need('username', 'user_name') : '';
    return { name, domain: this.domain('user') };
  }

  /** As the openstack command has it: the user's or project's own, the common one, else the domain with the id "default". */
  private domain(of: 'user' | 'project'): Domain {
    for (const prefix of [`${of}_domain`, 'domain', 'default_domain']) {
      const id = this.settings.get(`${prefix}_id`);
      if (id !== undefined) return { id };
      const name = this.settings.get(`${prefix}_name`);
      if (name !== undefined) return { name };
    }
    return { id: this.settings.get('default_domain') ?? 'default' };
  }

  private secret(name: string, needed: boolean): Secret {
    return new Secret(needed ? this.need(name) : '');
  }

  private need(...names: readonly string[]): string {
    const value = this.settings.get(...names);
    if (value === undefined) this.wrong('OST004', names, 'nothing', `${names[0]} of ${this.settings.source}`);
    return value ?? '';
  }

  private wrong(code: Problem['code'], names: readonly string[], found: string, wanted: string, fix?: string): void {
    const where = this.settings.place(...names);
    this.problems.push({ code, severity: 'error', where, found, wanted, ...(fix !== undefined && { fix }) });
  }
}

async function readCa(settings: Settings, io: OpenStackIo, problems: Problem[]): Promise<string | undefined> {
  const named = settings.get('cacert');
  if (named === undefined) return undefined;
  const file = resolve(io.cwd, named.startsWith('~/') ? join(io.home, named.slice(2)) : named);
  const pem = await readFile(file, 'utf8').catch(() => undefined);
  if (pem?.includes('-----BEGIN CERTIFICATE-----')) return pem;
  const found = pem === undefined ? `${named}, which cannot be read` : `${named}, which holds no certificate`;
  problems.push({
    code: 'OST006',
    severity: 'error',
    where: settings.place('cacert'),
    found,
    wanted: 'a file of certificates in PEM',
  });
  return undefined;
}
