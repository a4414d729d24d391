import { apiMessage } from './api-message.js';
import { findEndpoint } from './catalogue.js';
import { OpenStackFailure, ostError } from './failure.js';
import { isJson, type Json, listAt, readJsonText, textAt } from './json.js';
import { shownUrl } from './secret.js';
import type { Session } from './session.js';
import type { Answer } from './transport.js';

/** Cinder 3.N is written as N. 3.70 (Zed) has all that a plan needs: counts 3.45, type ids 3.63, quota use 3.65. */
const WANTED_MINOR = 70;
/** From here on a URL needs no project in it. */
const MINOR_WITHOUT_PROJECT = 67;

/** One region's Cinder, and the version spoken with it. */
export interface Cinder {
  readonly session: Session;
  readonly region: string;
  /** The URL before /volumes, without a slash at its end. */
  readonly root: string;
  /** N of the microversion 3.N. */
  readonly minor: number;
}

/**
 * Finds Cinder in the catalogue and settles on the microversion: the lower of 3.70 and what it can.
 *
 * @throws OpenStackFailure OST023, OST024 from the catalogue; OST026 where the endpoint is no Cinder v3
 */
export async function openCinder(session: Session): Promise<Cinder> {
  const found = findEndpoint(session.cloud, session.token);
  const url = new URL(found.url);
  const [, upToVersion, project = ''] = /^(.*?\/v3)(\/[^/]+)?\/*$/.exec(url.pathname) ?? [undefined, undefined];
  const version = `${url.origin}${upToVersion ?? `${url.pathname.replace(/\/+$/, '')}/v3`}`;
  const minor = Math.min(WANTED_MINOR, await discoverMinor(session, version));
  return { session, region: found.region, minor, root: `${version}${project || projectPart(session, version, minor)}` };
}

/** A catalogue may leave out the project; Cinder before 3.67 wants it. */
function projectPart(session: Session, version: string, minor: number): string {
  if (minor >= MINOR_WITHOUT_PROJECT) return '';
  const { project } = session.token;
  if (project) return `/${project.id}`;
  const found = `microversion 3.${minor} and a token for the system`;
  const wanted = `3.${MINOR_WITHOUT_PROJECT} or a token for a project`;
  throw new OpenStackFailure(
    ostError('OST026', shownUrl(version), { found, wanted, fix: 'set project_name in place of system_scope' }),
  );
}

/** The highest N of 3.N: told by GET /v3/ and by GET / (with the status 300). */
async function discoverMinor(session: Session, version: string): Promise<number> {
  const own = await session.get(version, '/');
  const minor = minorIn(own);
  if (minor !== undefined) return minor;
  const above = version.replace(/\/v3$/, '');
  const other = await session.get(above, '/');
  const told = minorIn(other);
  if (told !== undefined) return told;
  const fix = 'the catalogue may be out of date: ask the operators of the cloud';
  const found = `${apiMessage(own, session.link.secrets)} without a version 3`;
  throw new OpenStackFailure(ostError('OST026', shownUrl(version), { found, wanted: 'version 3 of the Block Storage API', fix }));
}

function minorIn(answer: Answer): number | undefined {
  const v3 = listAt(readJsonText(answer.text), 'versions').find((version) => textAt(version, 'id')?.startsWith('v3'));
  if (!v3) return undefined;
  const minor = /^3\.(\d+)$/.exec(textAt(v3, 'version') ?? '3.0')?.[1];
  return minor === undefined ? undefined : +minor;
}

/** GET below the endpoint, with the microversion; whatever the status. */
export function ask(cinder: Cinder, path: string): Promise<Answer> {
  return cinder.session.get(cinder.root, path, { 'openstack-api-version': `volume 3.${cinder.minor}` });
}

/**
 * The body of a 200.
 *
 * @throws OpenStackFailure OST025 not allowed, OST026 not found or not understood, OST015 an answer that is no JSON object
 */
export function bodyOf(cinder: Cinder, path: string, answer: Answer): Json {
  const at = shownUrl(`${cinder.root}${path}`);
  const body = readJsonText(answer.text);
  if (answer.status === 200 && isJson(body)) return body;
  const found = apiMessage(answer, cinder.session.link.secrets);
  if (answer.status === 200)
    throw new OpenStackFailure(ostError('OST015', at, { found: 'an answer that is no JSON', wanted: 'JSON' }));
  if (answer.status === 403) {
    const { user, roles } = cinder.session.token;
    const fix = `user ${user} has the roles ${roles.join(', ') || 'none'}: ask for one that may read volumes`;
    throw new OpenStackFailure(ostError('OST025', at, { found, wanted: 'a list', fix }));
  }
  throw new OpenStackFailure(ostError('OST026', at, { found, wanted: 'a list', fix: 'check the endpoint in the catalogue' }));
}
