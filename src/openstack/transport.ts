import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import type { Cloud } from './cloud.js';
import { OpenStackFailure, ostError } from './failure.js';
import type { OpenStackIo } from './io.js';
import { shownUrl } from './secret.js';

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** A header by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

/** One request, one answer: redirects are not followed, nothing is repeated. Rejects with what undici or Node throws. */
export interface Transport {
  readonly send: (sent: Sent) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** No answer of a list is near this; a server that sends more is not read to its end. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * HTTP with the cloud's certificates and the environment's proxies (http_proxy, https_proxy, all_proxy, no_proxy, in either case).
 *
 * @param timeout milliseconds for one request, from connecting to its last byte
 */
export function openTransport(cloud: Pick<Cloud, 'verify' | 'ca'>, io: OpenStackIo, timeout: number): Transport {
  const agents = new Map<string, Dispatcher>();
  const agentFor = (protocol: string): Dispatcher => {
    const agent = agents.get(protocol) ?? openAgent(protocol, cloud, { io, timeout });
    agents.set(protocol, agent);
    return agent;
  };
  return {
    send: async ({ method, url, headers, body }) => {
      const answer = await request(url, {
        method,
        headers: { accept: 'application/json', 'user-agent': 'stowage', ...headers },
        body: body ?? null,
        dispatcher: agentFor(new URL(url).protocol),
        signal: AbortSignal.timeout(timeout),
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, header: (name) => single(answer.headers[name]), text };
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function openAgent(
  protocol: string,
  cloud: Pick<Cloud, 'verify' | 'ca'>,
  of: { readonly io: OpenStackIo; readonly timeout: number },
): Dispatcher {
  const { io, timeout } = of;
  const tls = { rejectUnauthorized: cloud.verify, ...(cloud.ca !== undefined && { ca: cloud.ca }) };
  const limits = { connect: { ...tls, timeout }, headersTimeout: timeout, bodyTimeout: timeout, maxResponseSize: MOST_BYTES };
  const proxy = proxyFor(protocol, io.env);
  if (proxy === undefined) return new Agent(limits);
  return new EnvHttpProxyAgent({
    ...limits,
    httpProxy: proxy,
    httpsProxy: proxy,
    noProxy: io.env.no_proxy ?? io.env.NO_PROXY ?? '',
    // Many proxies tunnel to port 443 only, so plain HTTP is asked for in plain.
    proxyTunnel: protocol === 'https:',
    requestTls: tls,
    proxyTls: tls,
  });
}

/** The proxy of one scheme. A proxy for http is no proxy for https: curl and the openstack command hold it so too. */
function proxyFor(protocol: string, env: OpenStackIo['env']): string | undefined {
  const scheme = protocol.replace(':', '');
  const names = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY'];
  const name = names.find((candidate) => env[candidate]);
  const proxy = name === undefined ? undefined : env[name];
  if (name === undefined || !proxy) return undefined;
  const url = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  const found = `${name}=${shownUrl(url)}`;
  throw new OpenStackFailure(
    ostError('OST008', 'environment', { found, wanted: 'a proxy as http://host:port', fix: `unset ${name}` }),
  );
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
