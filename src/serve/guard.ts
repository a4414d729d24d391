import type { FastifyReply, FastifyRequest } from 'fastify';

/** Pages of the planner run no script, load one style sheet of their own, and can be framed by nobody. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Not "no-referrer": a form would then name no origin, and could not be told from a stranger's.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Sets what every answer carries; a report brings a policy of its own. */
export function secure(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
}

/**
 * Refuses what a foreign page made a browser send. A name that was rebound to this machine's address stands in Host; a form on a stranger's page
 * names its own Origin; a browser that sends neither says cross-site in Sec-Fetch-Site.
 *
 * @param names host names that this server answers to, without port
 * @returns why, or undefined where there is nothing against it
 */
export function refusal(
  { headers, method }: Pick<FastifyRequest, 'headers' | 'method'>,
  names: readonly string[],
): string | undefined {
  const host = headers.host ?? '';
  const name = host.replace(/:\d+$/, '');
  if (!names.includes(name.toLowerCase())) return `this server does not answer to the name "${name.slice(0, 80)}"`;
  if (method === 'GET' || method === 'HEAD') return undefined;
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'the form was sent from a page of another origin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'the form was sent from a page of another site';
  return undefined;
}
