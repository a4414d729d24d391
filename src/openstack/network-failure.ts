import type { Problem } from '../problems/problem.js';
import { OpenStackFailure, ostError } from './failure.js';
import { shownUrl } from './secret.js';

/** Gone in a moment, perhaps: worth another try. */
const PASSING = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'HPE_INVALID_EOF_STATE',
  'TimeoutError',
]);

const CERTIFICATE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_(VERIFY|GET)_|HOSTNAME_MISMATCH$)/;

/** Whether an error of the transport may pass by itself: a reset, a timeout. Not a refusal, a name or a certificate. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(codeOf(error));
}

/** Why no answer came, in a person's words; the library's own message is not shown, it may hold a proxy's password. */
export function networkFailure(error: unknown, url: string, tries: number): OpenStackFailure {
  if (error instanceof OpenStackFailure) return error;
  const code = codeOf(error);
  const { host } = new URL(url);
  return new OpenStackFailure(ostError(...explain({ code, host, tries, message: messageOf(error) }, shownUrl(url))));
}

interface Cause {
  readonly code: string;
  readonly host: string;
  readonly tries: number;
  readonly message: string;
}

function explain(
  { code, host, tries, message }: Cause,
  at: string,
): [Problem['code'], string, Pick<Problem, 'found' | 'wanted' | 'fix'>] {
  const wanted = `an answer from ${host}`;
  const proxy = /Proxy response \((\d{3})\)/.exec(message)?.[1];
  if (proxy !== undefined)
    return [
      'OST008',
      at,
      { found: `status ${proxy} from the proxy`, wanted, fix: `check https_proxy, or put ${host} into no_proxy` },
    ];
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [
      'OST010',
      at,
      { found: `no address for the name ${host} (${code})`, wanted, fix: 'check the host name, your DNS and your VPN' },
    ];
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    const fix = 'check the port and the firewall, and whether this needs a VPN or a proxy (https_proxy)';
    return ['OST011', at, { found: `no connection to ${host} (${code})`, wanted, fix }];
  }
  if (CERTIFICATE.test(code) || /wrong version number|ssl|tls/i.test(message))
    return ['OST012', at, tlsProblem(code, message, host)];
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return [
      'OST015',
      at,
      { found: 'more bytes than any list of Cinder has', wanted, fix: 'check that the URL is the API itself' },
    ];
  if (PASSING.has(code)) {
    const found = `${/Timeout|TIMEDOUT|TIMEOUT/.test(code) ? 'no answer in time' : 'a broken connection'} (${code}), ${tries} times`;
    return ['OST013', at, { found, wanted, fix: 'run the command again: what was read so far is kept' }];
  }
  return ['OST013', at, { found: `no answer (${code || 'unknown error'})`, wanted, fix: 'run the command again' }];
}

function tlsProblem(code: string, message: string, host: string): Pick<Problem, 'found' | 'wanted' | 'fix'> {
  if (/wrong version number|packet length too long/i.test(message) || code === 'EPROTO')
    return {
      found: `no TLS at ${host}`,
      wanted: 'a server that speaks https',
      fix: 'check the port, or whether the URL should be http',
    };
  const wanted = `a certificate for ${host} that is trusted`;
  if (code === 'CERT_HAS_EXPIRED')
    return { found: 'a certificate that has expired', wanted, fix: 'tell the operators of the cloud' };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return { found: 'a certificate for another name', wanted, fix: 'use the host name that the certificate is for' };
  return {
    found: `a certificate of an unknown issuer (${code})`,
    wanted,
    fix: 'name the file of your private CA: cacert in clouds.yaml, or OS_CACERT',
  };
}

/** The code of the error or of what caused it. */
function codeOf(error: unknown): string {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return cause.code;
    if (cause.name === 'TimeoutError') return cause.name;
  }
  return '';
}

function messageOf(error: unknown): string {
  const parts: string[] = [];
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++)
    parts.push(cause.message);
  return parts.join(' ');
}
