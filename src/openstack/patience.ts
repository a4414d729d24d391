import { OpenStackFailure, ostError } from './failure.js';
import type { OpenStackIo } from './io.js';
import { isPassing, networkFailure } from './network-failure.js';
import { type Secret, shownUrl, told } from './secret.js';
import type { Answer, Sent, Transport } from './transport.js';

const TRIES = 6;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;
/** A server may ask for more patience than our own steps have, up to this. */
const LONGEST_ASKED_WAIT = 300_000;

/** The statuses that say "later": too many requests, and a service or its gateway in trouble. */
const LATER = new Set([429, 500, 502, 503, 504]);

/** A transport with patience, and with the secrets that no message may repeat. */
export interface Link {
  readonly transport: Transport;
  readonly io: OpenStackIo;
  readonly secrets: Set<Secret>;
}

/**
 * Sends, and sends again where that may help: on 429, 500, 502, 503, 504, timeouts and broken connections, up to six times,
 * after 1, 2, 4 ... s (half of it by chance), or as long as Retry-After asks.
 *
 * @returns the answer, whatever its status is except the ones above
 * @throws OpenStackFailure when no answer comes (OST010 to OST013) or the trouble lasts (OST016)
 */
export async function sendPatiently(link: Link, sent: Sent): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await trySend(link, sent, attempt);
    if ('answer' in outcome) return outcome.answer;
    await link.io.sleep(outcome.wait);
  }
}

type Outcome = { readonly answer: Answer } | { readonly wait: number };

async function trySend(link: Link, sent: Sent, attempt: number): Promise<Outcome> {
  try {
    const answer = await link.transport.send(sent);
    if (!LATER.has(answer.status)) return { answer };
    if (attempt >= TRIES) throw new OpenStackFailure(lasting(link, sent, answer));
    return { wait: askedWait(answer, link.io) ?? backOff(attempt, link.io) };
  } catch (error) {
    if (attempt >= TRIES || !isPassing(error)) throw networkFailure(error, sent.url, attempt);
    return { wait: backOff(attempt, link.io) };
  }
}

/** Doubles with each attempt; half of it is left to chance, so that many clients do not come back at once. */
function backOff(attempt: number, io: OpenStackIo): number {
  const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
  return most / 2 + (most / 2) * io.random();
}

/** Retry-After, in seconds or as a date; undefined where it is absent or unreadable. */
function askedWait(answer: Answer, io: OpenStackIo): number | undefined {
  const asked = answer.header('retry-after')?.trim();
  if (asked === undefined || asked === '') return undefined;
  const wait = /^\d+$/.test(asked) ? +asked * 1_000 : Date.parse(asked) - io.now().getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_ASKED_WAIT);
}

function lasting(link: Link, sent: Sent, answer: Answer) {
  const said = told(answer.text, link.secrets);
  return ostError('OST016', shownUrl(sent.url), {
    found: `status ${answer.status}, ${TRIES} times${said === '' ? '' : `: ${said}`}`,
    wanted: 'an answer',
    fix: 'run the command again later: what was read so far is kept',
  });
}
