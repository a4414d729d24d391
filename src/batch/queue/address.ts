import { isIP } from 'node:net';

/** Where the queue is, and how it is called in messages: never with a password. */
export interface QueueAddress {
  readonly options: {
    readonly host: string;
    readonly port: number;
    readonly db: number;
    readonly username?: string;
    readonly password?: string;
    readonly tls?: { readonly servername?: string };
  };
  readonly shown: string;
}

const SCHEMES: Readonly<Record<string, boolean>> = { 'redis:': false, 'rediss:': true };

/** "redis://user:secret@host:6379/0", or rediss for TLS. Undefined for any other text. */
export function queueAddress(text: string): QueueAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !Object.hasOwn(SCHEMES, url.protocol) || url.hostname === '') return undefined;
  const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  if (database === undefined) return undefined;
  const port = url.port === '' ? 6379 : +url.port;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  return {
    options: {
      host,
      port,
      db: database === '' ? 0 : +database,
      ...(username === '' ? {} : { username }),
      ...(password === '' ? {} : { password }),
      ...(SCHEMES[url.protocol] === true ? { tls: isIP(host) === 0 ? { servername: host } : {} } : {}),
    },
    shown: `${url.protocol}//${url.hostname}:${port}/${database === '' ? '0' : database}`,
  };
}
