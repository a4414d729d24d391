import { apiMessage } from './api-message.js';
import type { Cloud, NamedOrId } from './cloud.js';
import { OpenStackFailure, ostError } from './failure.js';
import { isJson, type Json, listAt, objectAt, readJsonText, textAt } from './json.js';
import { type Link, sendPatiently } from './patience.js';
import { Secret, shownUrl } from './secret.js';
import type { Answer } from './transport.js';

/** What Keystone gave: the token, whose it is, what it is for, and where the services are. */
export interface Token {
  readonly secret: Secret;
  /** Undefined for a token for the whole system, and for one that is for nothing ("unscoped"). */
  readonly project: { readonly id: string; readonly name: string } | undefined;
  readonly system: boolean;
  readonly roles: readonly string[];
  readonly user: string;
  readonly catalog: readonly Json[];
}

/**
 * Logs in: POST /v3/auth/tokens.
 *
 * @throws OpenStackFailure OST020 refused, OST021 not a Keystone v3, OST022 a token for no project, OST010 ff. no answer
 * Source: Identity API v3, "Authentication and token management".
 */
export async function authenticate(cloud: Cloud, link: Link): Promise<Token> {
  link.secrets.add(cloud.identity.kind === 'password' ? cloud.identity.password : cloud.identity.secret);
  const url = `${cloud.authUrl}/auth/tokens`;
  const headers = { 'content-type': 'application/json' };
  const answer = await sendPatiently(link, { method: 'POST', url, headers, body: JSON.stringify(authBody(cloud)) });
  const token = objectAt(readJsonText(answer.text), 'token');
  const secret = answer.header('x-subject-token');
  if (answer.status !== 201 || secret === undefined || !isJson(token.user)) throw refused(cloud, answer, link);
  return readToken(cloud, token, kept(link, secret));
}

function kept(link: Link, value: string): Secret {
  const secret = new Secret(value);
  link.secrets.add(secret);
  return secret;
}

function readToken(cloud: Cloud, token: Json, secret: Secret): Token {
  const project = objectAt(token, 'project');
  const id = textAt(project, 'id');
  const system = objectAt(token, 'system').all === true;
  const user = textAt(objectAt(token, 'user'), 'name') ?? 'unknown';
  if (id === undefined && !system) throw unscoped(cloud, user);
  const roles = listAt(token, 'roles').flatMap((role) => textAt(role, 'name') ?? []);
  const named = id === undefined ? undefined : { id, name: textAt(project, 'name') ?? id };
  return { secret, project: named, system, roles, user, catalog: listAt(token, 'catalog') };
}

function authBody({ identity, scope }: Cloud): Json {
  const methods = [identity.kind === 'password' ? 'password' : 'application_credential'];
  if (identity.kind === 'password') {
    const user = { ...identity.user, password: identity.password.reveal() };
    return { auth: { identity: { methods, password: { user } }, ...scopeBody(scope) } };
  }
  const secret = identity.secret.reveal();
  const credential = 'id' in identity ? { id: identity.id, secret } : { name: identity.name, user: identity.user, secret };
  return { auth: { identity: { methods, application_credential: credential } } };
}

function scopeBody(scope: Cloud['scope']): Json {
  switch (scope.kind) {
    case 'project':
      return { scope: { project: scope.project satisfies NamedOrId } };
    case 'system':
      return { scope: { system: { all: true } } };
    case 'unnamed':
      return {};
  }
}

function refused(cloud: Cloud, answer: Answer, link: Link): OpenStackFailure {
  const at = shownUrl(cloud.authUrl);
  const found = apiMessage(answer, link.secrets);
  if (answer.status === 401 || answer.status === 403) {
    const what =
      cloud.identity.kind === 'password'
        ? 'user, password, project and their domains'
        : 'id and secret, and that it has not expired';
    const fix = `check ${what} of ${cloud.source}; Keystone does not tell which of them is wrong`;
    return new OpenStackFailure(ostError('OST020', at, { found, wanted: 'a token', fix }));
  }
  if (answer.status >= 300 && answer.status < 400) return new OpenStackFailure(redirected(at, answer));
  const fix = `check auth_url of ${cloud.source}: it is the address of Keystone, such as https://host:5000/v3`;
  return new OpenStackFailure(ostError('OST021', at, { found, wanted: 'a token of Keystone v3', fix }));
}

/** A redirect is not followed: it would take the password or the token to where it points. */
export function redirected(at: string, answer: Answer) {
  const location = answer.header('location');
  const found = `status ${answer.status}, a redirect${location === undefined ? '' : ` to ${shownUrl(location)}`}`;
  return ostError('OST014', at, {
    found,
    wanted: 'an answer at this address',
    fix: 'if you trust that address, write it in place of this one',
  });
}

function unscoped(cloud: Cloud, user: string): OpenStackFailure {
  const found = `a token of user ${user} for no project`;
  const fix = `add project_name (and project_domain_name) to ${cloud.source}; openstack project list --my-projects names them`;
  return new OpenStackFailure(ostError('OST022', shownUrl(cloud.authUrl), { found, wanted: 'a token for a project', fix }));
}
