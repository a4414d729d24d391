import { isJson, readJsonText } from './json.js';
import { type Secret, told } from './secret.js';
import type { Answer } from './transport.js';

/** "status 403: Policy doesn't allow ..." of {"forbidden": {"message": ...}}, {"error": ...} or {"message": ...}. */
export function apiMessage(answer: Answer, secrets: Iterable<Secret>): string {
  const message = messageIn(readJsonText(answer.text));
  return message === undefined
    ? `status ${answer.status}`
    : `status ${answer.status}: ${told(message.replace(/<br\s*\/?>/g, ' '), secrets)}`;
}

function messageIn(body: unknown): string | undefined {
  if (!isJson(body)) return undefined;
  if (typeof body.message === 'string') return body.message;
  const [inner] = Object.values(body).filter(isJson);
  return typeof inner?.message === 'string' ? inner.message : undefined;
}
