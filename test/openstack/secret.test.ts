import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret, shownUrl, told } from '../../src/openstack/secret.js';
import { renderProblems } from '../../src/problems/render.js';
import { PASSWORD, TOKEN } from './fake-cloud.js';
import { cloudsYaml, lab, linesOf } from './pulling.js';

describe('a secret', () => {
  it('says only that it is one, in a text, in JSON, in a log and inside other things', () => {
    const secret = new Secret('hunter2');
    const shown = [
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ deep: { er: [secret] } }, { showHidden: true, depth: 9 }),
      format('%s %o %j', secret, secret, secret),
    ];
    expect(shown.join(' ')).not.toContain('hunter2');
    expect(JSON.stringify(secret)).toBe('"[secret]"');
    expect(secret.reveal()).toBe('hunter2');
  });

  it('is cut out of whatever a server says, however long, as it is, in a URL or in JSON', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string(), fc.string(), (value, before, behind) => {
        fc.pre(
          value.trim() === value &&
            !/\s/.test(value) &&
            !'[secret]'.includes(value) &&
            !`${before}[secret]${behind}`.includes(value),
        );
        const secret = new Secret(value);
        const text = told(`${before}${value}${behind}`, [secret]);
        expect(text.includes(value)).toBe(false);
        expect(told(JSON.stringify({ x: value }), [secret])).toBe('{"x":"[secret]"}');
      }),
    );
  });

  it('is not part of a URL as it is shown', () => {
    expect(shownUrl('https://me:hunter2@host:5000/v3?token=hunter2#hunter2')).toBe('https://host:5000/v3');
  });
});

describe('a pull whose every answer repeats the password and the token', () => {
  it('writes neither into a message, the snapshot file nor the unfinished one', async () => {
    const { cloud, cwd, out, pull } = await lab();
    const paths = ['/auth/tokens', '/types', '/volumes/detail', '/volumes/summary', '/snapshots/detail', '/v3/'];
    const texts: string[] = [];
    for (const path of paths) {
      for (const status of [400, 401, 403, 404, 500]) {
        cloud.before = ({ url, token }) =>
          url.pathname.endsWith(path) ? { status, body: { error: { message: `you sent ${PASSWORD} and ${token}` } } } : undefined;
        const result = await pull();
        const problems = result.ok ? result.warnings : result.problems;
        texts.push(JSON.stringify(result), renderProblems(problems, ''), inspect(result, { depth: 9 }));
        texts.push(await readFile(`${out}.partial`, 'utf8').catch(() => ''));
      }
    }
    cloud.before = () => undefined;
    expect(await pull()).toMatchObject({ ok: true });
    texts.push(JSON.stringify(await linesOf(out)));
    expect(texts.filter((text) => text.includes(PASSWORD) || text.includes(TOKEN))).toEqual([]);
    expect(texts.some((text) => text.includes('you sent [secret] and [secret]'))).toBe(true);
    // The file beside it still has the password, so the search above could have found one.
    expect(cloudsYaml(cloud.origin)).toContain(PASSWORD);
    await writeFile(join(cwd, 'done'), '');
  });
});
