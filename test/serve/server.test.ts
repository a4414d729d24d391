import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parsed } from '../../src/problems/problem.js';
import { compiledTemplate } from '../../src/report/compile-template.js';
import type { ReportTemplates } from '../../src/report/templates.js';
import { fieldGroups } from '../../src/serve/form-fields.js';
import type { PlanRequest } from '../../src/serve/planner.js';
import { webPlanner } from '../../src/serve/server.js';

const MIB = 2 ** 20;
const offered = { providers: [], regions: [], classes: [], stores: [], profiles: [], appliances: [] };
const partials = { head: compiledTemplate('<title>{{pageTitle}}</title>') };
const page = (text: string): ReportTemplates => ({ page: compiledTemplate(text), partials });
const pages = {
  form: page('{{> head}}{{problemCount}}'),
  result: page('{{> head}}{{name}}'),
  message: page('{{> head}}{{title}}: {{text}}'),
  css: 'body{}',
};

async function server() {
  const asked: PlanRequest[] = [];
  const app = await webPlanner({
    planner: {
      plan: async (request) => {
        asked.push(request);
        return parsed({
          name: 'A plan',
          summary: [],
          report: '<p>report</p>',
          takeaways: [
            {
              title: 'Quote in German',
              files: [
                {
                  name: 'quote-de.html',
                  label: 'HTML',
                  type: 'text/html; charset=utf-8',
                  make: async () => parsed('<p>quote</p>'),
                },
              ],
            },
          ],
          reportPolicy: "default-src 'none'; script-src 'sha256-abc'",
        });
      },
    },
    pages,
    groups: fieldGroups(offered),
    help: () => '',
    names: ['localhost', '127.0.0.1', '[::1]'],
    limits: { inventory: MIB, field: 2000 },
  });
  return { app, asked };
}

type Part = readonly [name: string, value: string | Buffer, filename?: string];

function form(parts: readonly Part[], headers: Readonly<Record<string, string>> = {}) {
  const body = parts.flatMap(([name, value, filename]) => [
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return {
    method: 'POST' as const,
    url: '/plans',
    headers: { host: 'localhost:8470', 'content-type': 'multipart/form-data; boundary=b', ...headers },
    payload: Buffer.concat([...body, Buffer.from('--b--\r\n')]),
  };
}

describe('webPlanner', () => {
  it.each(['evil.example', 'localhost.evil.example:8470', '169.254.169.254'])(
    'answers 403 to the host name "%s", as DNS rebinding sends it',
    async (host) => {
      const { app } = await server();
      expect((await app.inject({ url: '/', headers: { host } })).statusCode).toBe(403);
    },
  );

  it.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:9999' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('answers 403 to a form from elsewhere (%o) and plans nothing', async (headers: Record<string, string>) => {
    const { app, asked } = await server();
    expect((await app.inject(form([['inventory', 'x']], headers))).statusCode).toBe(403);
    expect(asked).toEqual([]);
  });

  it('takes a form from its own page', async () => {
    const { app, asked } = await server();
    const answer = await app.inject(
      form(
        [
          ['name', 'Mine'],
          ['inventory', 'ID'],
        ],
        { origin: 'http://localhost:8470', 'sec-fetch-site': 'same-origin' },
      ),
    );
    expect(answer.statusCode).toBe(303);
    expect(asked[0]?.inventory).toEqual({ name: 'volumes.csv', text: 'ID' });
    expect((await app.inject({ url: `${answer.headers.location}`, headers: { host: 'localhost' } })).body).toContain('A plan');
  });

  it('bars every script and frame on its pages, and gives a report the policy of its own hashes', async () => {
    const { app } = await server();
    const policy = (await app.inject({ url: '/', headers: { host: 'localhost' } })).headers['content-security-policy'];
    expect(policy).toBe("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    const { headers } = await app.inject(form([['inventory', 'ID']]));
    const report = await app.inject({ url: `${headers.location}/report`, headers: { host: 'localhost' } });
    expect(report.headers['content-security-policy']).toBe("default-src 'none'; script-src 'sha256-abc'");
  });

  it.each([
    ['pasted', [['inventory', 'x'.repeat(MIB + 1)]]],
    ['as a file', [['file', 'x'.repeat(MIB + 1), 'a.csv']]],
    ['as 4 KiB of gzip that are 4 MiB', [['file', gzipSync(Buffer.alloc(4 * MIB)), 'a.csv.gz']]],
  ] as [string, Part[]][])('answers 413 to an inventory over the limit, %s', async (_how, parts) => {
    const { app, asked } = await server();
    const answer = await app.inject(form(parts));
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('up to 1 MiB');
    expect(asked).toEqual([]);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\boot.ini', '.bashrc', '<b>.csv'])(
    'makes a harmless word of the file name %s',
    async (filename) => {
      const { app, asked } = await server();
      await app.inject(form([['file', 'ID', filename]]));
      expect(asked[0]?.inventory.name).toMatch(/^[A-Za-z0-9_-][\w.-]*$/);
      expect(asked[0]?.scenario).toContain(`- ${asked[0]?.inventory.name}`);
    },
  );

  it('writes each answer as one scalar, whatever is in it', async () => {
    const { app, asked } = await server();
    const hostile = 'a: &b {x: 1}\n---\ninventory: /etc/passwd # *b !!js';
    await app.inject(
      form([
        ['name', hostile],
        ['policies.standard.keep.daily', '7'],
        ['inventory', 'ID'],
      ]),
    );
    const { parse } = await import('yaml');
    expect(parse(asked[0]?.scenario ?? '')).toEqual({
      name: hostile,
      policies: { standard: { keep: { daily: 7 } } },
      rules: [{ policy: 'standard' }],
      restores: [{ what: 'largest' }, { what: 'everything' }],
      inventory: ['volumes.csv'],
    });
  });

  it('keeps the last 10 plans and answers 404 for an older one and for any path', async () => {
    const { app } = await server();
    const places: string[] = [];
    for (let count = 0; count < 11; count++) places.push(`${(await app.inject(form([['inventory', 'ID']]))).headers.location}`);
    const codeAt = async (url: string) => (await app.inject({ url, headers: { host: 'localhost' } })).statusCode;
    expect(await codeAt(places[0] ?? '')).toBe(404);
    expect(await codeAt(places[1] ?? '')).toBe(200);
    expect(await codeAt('/plans/../../../etc/passwd')).toBe(404);
    expect(await codeAt(`${places[1]}/..%2f..%2fetc%2fpasswd`)).toBe(404);
  });
});
