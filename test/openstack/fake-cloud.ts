import { readFileSync } from 'node:fs';
import { createServer as createPlain, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

const own = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const captured = (name: string): Json => JSON.parse(readFileSync(new URL(`../fixtures/cinder/${name}`, import.meta.url), 'utf8'));
const listOf = (name: string, member: string): Json[] => captured(name)[member] as Json[];

export const PASSWORD = 'correct-horse';
export const TOKEN = 'gAAAAA-the-token-';

/** What the fake answers: a status, a body, headers. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
  readonly body: string;
  readonly version: string | undefined;
}

/** A Keystone and a Cinder on one loopback port, with captured answers, the real paging, and whatever goes wrong. */
export class FakeCloud {
  volumes = ['1', '2', '3'].flatMap((page) => listOf(`rest-volumes-page${page}.json`, 'volumes'));
  snapshots = listOf('rest-snapshots-detail-page.json', 'snapshots');
  backups = listOf('rest-backups-detail-page.json', 'backups');
  types = listOf('rest-types.json', 'volume_types');
  /** Like osapi_max_limit. */
  maxLimit = 1000;
  maxVersion = '3.70';
  role: 'admin' | 'reader' = 'admin';
  /** Where links to the next page point. */
  nextOrigin: string | undefined;
  /** A token is refused after so many requests. */
  tokenUses = Number.POSITIVE_INFINITY;
  /** Looks at each request first; what it returns is the answer. 'reset' breaks the connection, 'silence' never answers. */
  before: (seen: Seen) => Reply | 'reset' | 'silence' | undefined = () => undefined;
  readonly seen: Seen[] = [];
  private logins = 0;
  private uses = 0;

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.serve(request, response));
  }

  static async start(options: { tls?: boolean } = {}): Promise<FakeCloud> {
    const tls = { cert: options.tls ? own('tls/loopback.pem') : '', key: options.tls ? own('tls/loopback.key') : '' };
    const server = options.tls ? createTls(tls) : createPlain();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FakeCloud(server, `${options.tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Requests for one path's end, such as /volumes/detail. */
  asked(path: string): Seen[] {
    return this.seen.filter((seen) => seen.url.pathname.endsWith(path));
  }

  get token(): Json {
    const name = this.role === 'admin' ? 'keystone-token-response.json' : 'keystone-token-reader.json';
    return JSON.parse(own(name).replaceAll('http://127.0.0.1:18776', this.origin)) as Json;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const header = (name: string): string | undefined => request.headers[name] as string | undefined;
    const url = new URL(request.url ?? '/', this.origin);
    const seen = {
      method: request.method ?? '',
      url,
      token: header('x-auth-token'),
      body,
      version: header('openstack-api-version'),
    };
    this.seen.push(seen);
    const reply = this.before(seen) ?? this.answer(seen);
    if (reply === 'reset') request.socket.destroy();
    if (typeof reply === 'string') return;
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(text);
  }

  private answer(seen: Seen): Reply {
    const { pathname } = seen.url;
    if (!pathname.startsWith('/v3')) return { status: 404, body: captured('err-404-path.json') };
    if (pathname === '/v3/auth/tokens') return this.login(seen);
    if (seen.token !== TOKEN + this.logins || ++this.uses > this.tokenUses)
      return { status: 401, body: own('err-401-bad-token.json') };
    if (pathname === '/v3/') return { status: 200, body: own('rest-v3-root.json').replace('3.70', this.maxVersion) };
    if (pathname === '/v3/projects')
      return this.role === 'admin' ? { status: 200, body: own('keystone-projects.json') } : FORBIDDEN;
    if (pathname === '/v3/auth/projects') return { status: 200, body: own('keystone-auth-projects.json') };
    if (pathname.endsWith('/encryption')) return this.encryption(pathname);
    if (pathname.endsWith('/volumes/summary')) return { status: 200, body: { 'volume-summary': this.summary() } };
    if (pathname.endsWith('/volumes/detail')) return this.page(seen, 'volumes', this.visible(this.volumes));
    if (pathname.endsWith('/snapshots/detail')) return this.page(seen, 'snapshots', this.snapshots);
    if (pathname.endsWith('/backups/detail')) return this.page(seen, 'backups', this.backups);
    if (pathname.endsWith('/types')) return this.page(seen, 'volume_types', this.types);
    return { status: 404, body: captured('err-404-path.json') };
  }

  private login({ body }: Seen): Reply {
    const { auth } = JSON.parse(body) as { auth: { identity: { password?: { user: { password: string } } } } };
    const { password } = auth.identity;
    if (password && password.user.password !== PASSWORD) return { status: 401, body: own('err-401-keystone-bad-password.json') };
    this.uses = 0;
    return { status: 201, body: this.token, headers: { 'x-subject-token': TOKEN + ++this.logins } };
  }

  private encryption(pathname: string): Reply {
    if (this.role !== 'admin') return FORBIDDEN;
    const type = this.types.find((one) => pathname.includes(String(one.id)));
    return { status: 200, body: String(type?.name).includes('encrypted') ? own('rest-type-encryption.json') : {} };
  }

  /** To a reader Cinder shows the own project's volumes only, whatever is asked, and not where they are. */
  private visible(volumes: Json[]): Json[] {
    if (this.role === 'admin') return volumes;
    const { project } = (this.token as { token: { project: { id: string } } }).token;
    return volumes
      .filter((volume) => volume['os-vol-tenant-attr:tenant_id'] === project.id)
      .map(({ 'os-vol-host-attr:host': _, ...volume }) => volume);
  }

  private summary(): Json {
    const volumes = this.visible(this.volumes);
    return { total_count: volumes.length, total_size: volumes.reduce((sum, volume) => sum + (volume.size as number), 0) };
  }

  private page({ url }: Seen, member: string, all: Json[]): Reply {
    const known = ['limit', 'marker', 'all_tenants', 'is_public', ...(this.maxVersion >= '3.45' ? ['with_count'] : [])];
    // An unknown key is a filter that nothing passes.
    if ([...url.searchParams.keys()].some((key) => !known.includes(key))) return { status: 200, body: { [member]: [] } };
    const marker = url.searchParams.get('marker');
    const at = marker === null ? 0 : all.findIndex((object) => object.id === marker) + 1;
    if (marker !== null && at === 0) return { status: 404, body: own('err-404-marker.json') };
    const size = Math.min(+(url.searchParams.get('limit') ?? 1000), this.maxLimit);
    const objects = all.slice(at, at + size);
    const next = `${this.nextOrigin ?? this.origin}${url.pathname}?limit=${size}&marker=${objects.at(-1)?.id}`;
    const links = objects.length === size ? { [`${member.replace(/types$/, 'type')}_links`]: [{ rel: 'next', href: next }] } : {};
    const count = url.searchParams.has('with_count') ? { count: all.length } : {};
    return { status: 200, body: { [member]: objects, ...links, ...count } };
  }
}

const FORBIDDEN: Reply = {
  status: 403,
  body: { forbidden: { code: 403, message: "Policy doesn't allow this to be performed." } },
};
