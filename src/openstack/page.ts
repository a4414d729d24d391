import { ask, bodyOf, type Cinder } from './cinder.js';
import { OpenStackFailure, ostError } from './failure.js';
import { countAt, type Json, listAt, textAt } from './json.js';
import { FORMS, type ListName } from './lists.js';
import { shownUrl } from './secret.js';

/** Microversion 3.N from which a list can be counted. Before it, the key would be an unknown filter: Cinder then answers with nothing. */
const MINOR_WITH_COUNT = 45;

export interface PageRequest {
  readonly list: ListName;
  readonly everyProject: boolean;
  /** Objects a page; the server may give fewer. */
  readonly limit: number;
  readonly marker: string | undefined;
}

export interface Page {
  readonly objects: readonly Json[];
  /** How many there are on all pages, where the server tells. */
  readonly count: number | undefined;
  /** The marker of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** Whether this Cinder counts this list for us. */
export function isCounted(cinder: Cinder, list: ListName): boolean {
  return FORMS[list].perProject && cinder.minor >= MINOR_WITH_COUNT;
}

/**
 * One page of a list.
 *
 * @returns 'marker gone' where the object that the page was to follow has been deleted meanwhile
 * @throws OpenStackFailure OST015 for an answer that is no such list, and those of `bodyOf` and `Session.get`
 */
export async function askPage(cinder: Cinder, wanted: PageRequest): Promise<Page | 'marker gone'> {
  const { path, member, links } = FORMS[wanted.list];
  const answer = await ask(cinder, `${path}?${query(cinder, wanted)}`);
  if (answer.status === 404 && wanted.marker !== undefined && answer.text.includes('itemNotFound')) return 'marker gone';
  const body = bodyOf(cinder, path, answer);
  const objects = body[member];
  const ids = listAt(body, member).map((object) => textAt(object, 'id'));
  if (!Array.isArray(objects) || objects.length !== ids.length || ids.includes(undefined)) throw notAList(cinder, path, member);
  return { objects: listAt(body, member), count: countAt(body, 'count'), next: nextMarker(listAt(body, links), ids.at(-1)) };
}

function query(cinder: Cinder, { list, everyProject, limit, marker }: PageRequest): string {
  const { perProject } = FORMS[list];
  const keys: [string, string][] = [['limit', String(limit)]];
  if (perProject && everyProject) keys.push(['all_tenants', '1']);
  if (list === 'types') keys.push(['is_public', 'None']);
  if (isCounted(cinder, list) && marker === undefined) keys.push(['with_count', 'true']);
  if (marker !== undefined) keys.push(['marker', marker]);
  return new URLSearchParams(keys).toString();
}

/** Of a link to the next page only the marker is taken: its host is built from request headers, so it may be wrong or another's. */
function nextMarker(links: readonly Json[], lastId: string | undefined): string | undefined {
  const next = links.find((link) => link.rel === 'next');
  if (!next) return undefined;
  const href = textAt(next, 'href') ?? '';
  return new URLSearchParams(href.slice(href.indexOf('?') + 1)).get('marker') || lastId;
}

function notAList(cinder: Cinder, path: string, member: string): OpenStackFailure {
  const at = shownUrl(`${cinder.root}${path}`);
  return new OpenStackFailure(
    ostError('OST015', at, { found: `an answer without a list of ${member} with ids`, wanted: `${member} with ids` }),
  );
}
