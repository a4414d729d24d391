import type { Cloud } from './cloud.js';
import { OpenStackFailure, ostError } from './failure.js';
import { authenticate, redirected, type Token } from './keystone.js';
import { type Link, sendPatiently } from './patience.js';
import { shownUrl } from './secret.js';
import type { Answer } from './transport.js';

/** A logged-in user of one cloud: asks with the token, and gets a new token once it has expired. */
export class Session {
  private constructor(
    readonly cloud: Cloud,
    readonly link: Link,
    private current: Token,
  ) {}

  static async open(cloud: Cloud, link: Link): Promise<Session> {
    return new Session(cloud, link, await authenticate(cloud, link));
  }

  get token(): Token {
    return this.current;
  }

  /**
   * GET with the token. A 401 means that the token has expired: one new token and one more try for each request.
   *
   * @param root the URL of the service, as the catalogue or clouds.yaml says it: the token goes to its origin only
   * @param path what follows the root, with its query
   * @throws OpenStackFailure OST014 a redirect, OST025 a fresh token is refused, and those of `sendPatiently`
   */
  async get(root: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const url = `${root}${path}`;
    if (new URL(url).origin !== new URL(root).origin) throw new Error('a path led to another host');
    const first = await this.ask(url, headers);
    if (first.status !== 401) return first;
    this.current = await authenticate(this.cloud, this.link);
    const second = await this.ask(url, headers);
    if (second.status !== 401) return second;
    const fix = 'check that this service and Keystone belong to the same cloud, and their clocks';
    const found = 'status 401 for a token that is seconds old';
    throw new OpenStackFailure(ostError('OST025', shownUrl(url), { found, wanted: 'an answer', fix }));
  }

  private async ask(url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const token = this.current.secret.reveal();
    const answer = await sendPatiently(this.link, { method: 'GET', url, headers: { ...headers, 'x-auth-token': token } });
    // 300 is how Cinder and Keystone list their versions; it points nowhere.
    const leads = answer.status > 300 && answer.status < 400;
    if (leads) throw new OpenStackFailure(redirected(shownUrl(url), answer));
    return answer;
  }
}
