import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Redis } from 'ioredis';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import type { QueueAddress } from './address.js';

const PATIENCE_MS = 5000;
const LONGEST_PAUSE_MS = 2000;

/**
 * Asks once whether a Redis answers there and lets us in, then keeps a connection that comes back by itself after a break.
 *
 * @returns BAT010 (nothing answers), BAT011 (the password or user is refused), BAT012 (something answers that is no Redis), BAT016 (TLS with a
 *   certificate that is not trusted here)
 */
export async function connectQueue({ options, shown }: QueueAddress): Promise<Parsed<Redis>> {
  const first = await firstAnswer(options);
  // A Redis answers "+PONG", or "-" and why not; a page, or silence, is something else.
  if (!('failed' in first) && !/^[+-]/.test(first.text)) return noRedis(shown);
  const probe = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let said: Error | undefined;
  probe.on('error', (error: Error) => {
    said = error;
  });
  try {
    await probe.connect();
    const info = await probe.info('server');
    if (!/redis_version:/.test(info))
      return refused('BAT012', shown, 'a server that does not say it is a Redis', 'a Redis server');
  } catch (error) {
    const last = said ?? (error instanceof Error ? error : new Error(`${error}`));
    return problemOf(shown, `${last.message} ${error instanceof Error ? error.message : ''}`, last);
  } finally {
    probe.disconnect();
  }
  const redis = new Redis({
    ...options,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, LONGEST_PAUSE_MS),
  });
  // A break is not an error: the connection comes back, and what was asked meanwhile is asked again.
  redis.on('error', () => undefined);
  return parsed(redis);
}

type FirstAnswer = { readonly text: string } | { readonly failed: true };

/** The first bytes that come back for Redis's simplest question; what cannot be reached is told by the client's own attempt. */
function firstAnswer({ host, port, tls }: QueueAddress['options']): Promise<FirstAnswer> {
  return new Promise((resolve) => {
    const socket = tls === undefined ? connectPlain(port, host) : connectTls({ host, port, ...tls });
    const end = (answer: FirstAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => end(socket.connecting ? { failed: true } : { text: '' }));
    socket.on('error', () => end({ failed: true }));
    socket.on('data', (bytes: Buffer) => end({ text: bytes.subarray(0, 1).toString('latin1') }));
    socket.on('end', () => end({ text: '' }));
    socket.write('PING\r\n');
  });
}

/** Node's and OpenSSL's names for what can be wrong with a certificate. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;

const noRedis = (shown: string): Parsed<never> =>
  refused(
    'BAT012',
    shown,
    'something that answers, but not as a Redis does',
    'a Redis server',
    'rediss:// is for TLS, redis:// without',
  );

function problemOf(shown: string, text: string, error: Error): Parsed<never> {
  if (/WRONGPASS|NOAUTH|NOPERM|invalid password|without any password/i.test(text)) {
    return refused(
      'BAT011',
      shown,
      'a user or password that it refuses',
      'the right one',
      'write it as redis://user:password@host:port',
    );
  }
  if (/ERR_SSL|wrong version number|unknown command|Command timed out/i.test(text)) return noRedis(shown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  if (UNTRUSTED.test(code)) {
    return refused(
      'BAT016',
      shown,
      `a certificate that is not trusted here (${code})`,
      'one that a known authority has signed for this host and that has not run out',
      'for an authority of your own set NODE_EXTRA_CA_CERTS to the file of its certificate',
    );
  }
  return refused(
    'BAT010',
    shown,
    `no answer (${code})`,
    'a Redis server that can be reached',
    'start it, or look at host and port',
  );
}

function refused(code: Problem['code'], file: string, found: string, wanted: string, fix?: string): Parsed<never> {
  const problem: Problem = { code, severity: 'error', where: { file }, found, wanted, ...(fix === undefined ? {} : { fix }) };
  return { ok: false, problems: [problem] };
}
