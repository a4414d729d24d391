import { describe, expect, it } from 'vitest';
import { OpenStackFailure } from '../../src/openstack/failure.js';
import { sendPatiently } from '../../src/openstack/patience.js';
import type { Answer } from '../../src/openstack/transport.js';
import { testIo } from './pulling.js';

const sent = { method: 'GET', url: 'https://cinder.example/v3/', headers: {} } as const;
const answer = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  header: (name) => headers[name],
  text: '',
});

/** Sends to a server that answers with these, one after the other, the last one for ever. */
async function send(answers: readonly (Answer | Error)[], random = 0.5) {
  const io = { ...testIo('/'), random: () => random };
  let at = 0;
  const transport = {
    send: () => {
      const next = answers[Math.min(at++, answers.length - 1)];
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? answer(200));
    },
    close: () => Promise.resolve(),
  };
  const outcome = await sendPatiently({ transport, io, secrets: new Set() }, sent).catch((error: unknown) => error);
  return { outcome, slept: io.slept, tries: at };
}

describe('sendPatiently', () => {
  it('waits 0.5 to 1 s, then twice as long each time, six tries in all', async () => {
    expect((await send([answer(503)], 0)).slept).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect((await send([answer(503)], 1)).slept).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    const { outcome, tries } = await send([answer(502)]);
    expect(tries).toBe(6);
    expect(outcome).toMatchObject({ problem: { code: 'OST016', found: 'status 502, 6 times' } });
  });

  it('waits as long as Retry-After asks, in seconds or until a date, but never more than 5 minutes', async () => {
    expect((await send([answer(429, { 'retry-after': '12' }), answer(200)])).slept).toEqual([12_000]);
    const date = 'Sun, 22 Nov 2026 12:00:30 GMT';
    expect((await send([answer(503, { 'retry-after': date }), answer(200)])).slept).toEqual([30_000]);
    expect((await send([answer(429, { 'retry-after': '86400' }), answer(200)])).slept).toEqual([300_000]);
    expect((await send([answer(429, { 'retry-after': 'soon' }), answer(200)])).slept).toEqual([750]);
  });

  it.each(['ECONNRESET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_SOCKET', 'EAI_AGAIN'])('tries again after %s', async (code) => {
    const { outcome, tries } = await send([Object.assign(new Error('x'), { code }), answer(200)]);
    expect([(outcome as Answer).status, tries]).toEqual([200, 2]);
  });

  it.each([
    ['ECONNREFUSED', 'OST011'],
    ['ENOTFOUND', 'OST010'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'OST012'],
    ['CERT_HAS_EXPIRED', 'OST012'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'OST012'],
    ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'OST015'],
  ])('says at once why %s cannot be helped (%s)', async (code, problem) => {
    const { outcome, tries } = await send([
      Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error('x'), { code }) }),
    ]);
    expect(outcome).toBeInstanceOf(OpenStackFailure);
    expect([(outcome as OpenStackFailure).problem.code, tries]).toEqual([problem, 1]);
  });

  it.each([200, 300, 401, 403, 404, 413])('hands over an answer with the status %i as it is', async (status) => {
    expect((await send([answer(status)])).tries).toBe(1);
  });
});
