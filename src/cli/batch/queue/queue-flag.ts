import { type QueueAddress, queueAddress } from '../../../batch/queue/address.js';
import { type Parsed, parsed } from '../../../problems/problem.js';
import type { Call } from '../../commands.js';
import { text } from '../../flag-values.js';

/** --queue, or STOWAGE_QUEUE, which keeps a password out of lists of processes. Undefined: no queue. CLI005 for what is no address. */
export function queueFlag(call: Call): Parsed<QueueAddress | undefined> {
  const given = text(call, 'queue');
  const address = given ?? process.env.STOWAGE_QUEUE;
  if (address === undefined || address === '') return parsed(undefined);
  const read = queueAddress(address);
  if (read !== undefined) return parsed(read);
  const file = given === undefined ? 'STOWAGE_QUEUE' : '--queue';
  const found = 'text that is no address of a queue';
  const wanted = 'redis://host:6379/0, or rediss:// for TLS, with user:password@ before the host where one is asked for';
  return { ok: false, problems: [{ code: 'CLI005', severity: 'error', where: { file }, found, wanted }] };
}
