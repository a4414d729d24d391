import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import type { Problem } from '../../problems/problem.js';
import { codeOf } from '../files.js';

/** How patient and how trusting a fetch is. */
export interface FetchLimits {
  readonly tries: number;
  /** Milliseconds before the second try; doubled before each further one. */
  readonly firstWait: number;
  /** Milliseconds without a byte. */
  readonly silence: number;
  readonly redirects: number;
  /** Bytes of one answer, unpacked. */
  readonly mostBytes: number;
}

export const FETCH_LIMITS: FetchLimits = { tries: 5, firstWait: 1000, silence: 30_000, redirects: 5, mostBytes: 2 * 2 ** 30 };

export interface FetchOptions {
  readonly limits: FetchLimits;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher?: Dispatcher;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Why a feed could not be fetched: a problem for a person, with no secret in it. */
export class FetchFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.found);
  }
}

/** Worth another try: the server or the line may be well in a moment. */
class Passing extends Error {
  constructor(
    message: string,
    readonly wait?: number,
  ) {
    super(message);
  }
}

const LATER = new Set([408, 429, 500, 502, 503, 504]);
const LONGEST_WAIT = 60_000;
/** What price lists are served as; S3 calls them binary. */
const CONTENT_TYPES = /^(application\/(json|octet-stream|x-ndjson)|binary\/octet-stream|text\/(csv|plain|json))/i;

/**
 * Fetches one address into a file, streaming. Follows redirects on the same host only, tries again where that may help, and never
 * leaves half a file behind.
 *
 * @throws FetchFailure CLI020 no answer, CLI021 a status that will not pass, CLI022 a redirect too many or to another host,
 *   CLI023 an answer that is no price list
 */
export async function fetchFile(url: URL, path: string, options: FetchOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fetchOnce(url, path, options);
      return;
    } catch (error) {
      await rm(path, { force: true });
      const passing = passingOf(error);
      if (passing === undefined) throw error;
      if (attempt >= options.limits.tries)
        throw failure('CLI020', url, {
          found: `${passing.message}, ${attempt} times`,
          wanted: 'a whole answer',
          fix: 'try again later, and check the network and https_proxy',
        });
      await options.sleep(Math.min(LONGEST_WAIT, passing.wait ?? options.limits.firstWait * 2 ** (attempt - 1)));
    }
  }
}

async function fetchOnce(start: URL, path: string, options: FetchOptions): Promise<void> {
  let url = start;
  for (let hop = 0; ; hop++) {
    const { limits, headers, dispatcher } = options;
    const answer = await request(url, {
      headers: { accept: 'application/json, text/csv', 'accept-encoding': 'gzip', 'user-agent': 'stowage', ...headers },
      headersTimeout: limits.silence,
      bodyTimeout: limits.silence,
      ...(dispatcher && { dispatcher }),
    });
    const { statusCode, body } = answer;
    const header = (name: string): string => [answer.headers[name]].flat()[0] ?? '';
    if (statusCode === 200) {
      checkType(url, header('content-type'));
      await save(body, path, { gzip: /gzip/i.test(header('content-encoding')), url, most: limits.mostBytes });
      return;
    }
    await body.dump();
    if (statusCode >= 300 && statusCode < 400) {
      if (hop >= limits.redirects)
        throw failure('CLI022', start, {
          found: `more than ${limits.redirects} redirects`,
          wanted: 'an answer',
          fix: 'check the address',
        });
      url = redirected(url, header('location'));
    } else if (LATER.has(statusCode)) throw new Passing(`status ${statusCode}`, secondsOf(header('retry-after')));
    else
      throw failure('CLI021', url, {
        found: `status ${statusCode}`,
        wanted: 'status 200',
        fix: statusCode === 403 ? 'check the key and the address' : 'check the address',
      });
  }
}

/** Another host is not followed: the key would go with the request, and its prices would be nobody's. */
function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const isSame = to !== undefined && to.hostname === from.hostname && (to.protocol === from.protocol || to.protocol === 'https:');
  if (to === undefined || !isSame)
    throw failure('CLI022', from, {
      found: `a redirect to ${to?.origin ?? 'nowhere'}`,
      wanted: `an answer of ${from.host}`,
      fix: 'name the right base address',
    });
  return to;
}

function checkType(url: URL, type: string): void {
  if (type === '' || CONTENT_TYPES.test(type)) return;
  throw failure('CLI023', url, {
    found: `content of type ${type}`,
    wanted: 'JSON or CSV',
    fix: 'a proxy or a login page may have answered: check the address',
  });
}

async function save(
  body: Readable,
  path: string,
  { gzip, url, most }: { readonly gzip: boolean; readonly url: URL; readonly most: number },
): Promise<void> {
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most)
        done(failure('CLI023', url, { found: `more than ${most} bytes`, wanted: 'a price list', fix: 'check the address' }));
      else done(null, chunk);
    },
  });
  const steps = gzip ? [createGunzip(), counter] : [counter];
  await pipeline([body, ...steps, createWriteStream(path)]);
}

function secondsOf(retryAfter: string): number | undefined {
  return /^\d+$/.test(retryAfter) ? +retryAfter * 1000 : undefined;
}

const BROKEN: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'an answer that stopped',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_SOCKET: 'a broken connection',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'an answer that was cut short',
  UND_ERR_ABORTED: 'a broken connection',
  ECONNRESET: 'a broken connection',
  ECONNREFUSED: 'no connection',
  EPIPE: 'a broken connection',
  ETIMEDOUT: 'no answer in time',
  EAI_AGAIN: 'no address for the name',
  ENOTFOUND: 'no address for the name',
  Z_BUF_ERROR: 'a compressed answer that was cut short',
  Z_DATA_ERROR: 'a compressed answer that is damaged',
  HPE_INVALID_CONSTANT: 'an answer that is no HTTP',
  HPE_INVALID_EOF_STATE: 'an answer that was cut short',
};

function passingOf(error: unknown): Passing | undefined {
  if (error instanceof Passing) return error;
  const code = codeOf(error) ?? '';
  const words = BROKEN[code] ?? (code.startsWith('HPE_') ? 'an answer that is no HTTP' : undefined);
  return words === undefined ? undefined : new Passing(`${words} (${code})`);
}

type FetchCode = 'CLI020' | 'CLI021' | 'CLI022' | 'CLI023' | 'CLI024';

/** The address is shown without its query: a query may hold a key. */
export function failure(
  code: FetchCode,
  url: URL,
  told: Pick<Problem, 'found' | 'wanted'> & { readonly fix: string },
): FetchFailure {
  return new FetchFailure({ code, severity: 'error', where: { file: `${url.origin}${url.pathname}` }, ...told });
}
