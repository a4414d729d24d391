import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJob } from '../../src/batch/queue/job.js';
import { freePort, type RedisServer, type Running, redisServer, stowage, wayTo } from './machines.js';

const GOLDEN = new URL('../golden/eight-tb-plain-swift/', import.meta.url).pathname;
const DAY = ['--as-of', '2026-10-01'];

let folder: string;
let redis: RedisServer;
const running = new Set<Running>();

const started = (...args: Parameters<typeof stowage>): Running => {
  const one = stowage(...args);
  running.add(one);
  return one;
};
const worker = (port: number, more: readonly string[] = []): Running =>
  started(['worker', '--queue', `redis://127.0.0.1:${port}`, '-o', 'out', '--workers', '1', ...more], folder);

/** A manifest of so many customers, each with a name of its own: every report differs. */
function manifest(rows: number): void {
  const lines = Array.from(
    { length: rows },
    (_, index) => `customer-${index + 1},scenario.yaml,json csv,Customer ${index + 1},3 months`,
  );
  writeFileSync(join(folder, 'customers.csv'), `${['name,scenario,formats,set.name,set.horizon', ...lines].join('\n')}\n`);
}

/** Every file below a folder, but for the run's own notes, with the SHA-256 of its bytes. */
function filesIn(path: string): Readonly<Record<string, string>> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.stowage-batch'));
  const files = names.filter((name) => statSync(join(path, name)).isFile()).sort();
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(path, name)))
        .digest('hex'),
    ]),
  );
}

beforeEach(async () => {
  if (spawnSync('redis-server', ['--version']).status !== 0) throw new Error('no redis-server: apt-get install redis-server');
  folder = mkdtempSync(join(tmpdir(), 'stowage-queue-'));
  cpSync(join(GOLDEN, 'scenario.yaml'), join(folder, 'scenario.yaml'));
  cpSync(join(GOLDEN, 'volumes.csv'), join(folder, 'volumes.csv'));
  mkdirSync(join(folder, 'redis'));
  redis = await redisServer(join(folder, 'redis'));
});

afterEach(async () => {
  for (const { child, ended } of running) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  }
  running.clear();
  await redis.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('a run that three worker processes share', () => {
  it('writes 500 reports once each, as one machine does to the byte, through ten kills, a restart of Redis and a paused network', async () => {
    manifest(500);
    const alone = started(['batch', 'customers.csv', '-o', 'alone', ...DAY, '--quiet'], folder);
    expect((await alone.ended).code).toBe(0);

    const way = await wayTo(redis.port);
    const workers = [worker(way.port), worker(way.port), worker(way.port)];
    const queue = `redis://127.0.0.1:${way.port}`;
    const run = started(['batch', 'customers.csv', '-o', 'out', '--queue', queue, '--tries', '10', ...DAY], folder);
    const isRunning = (): boolean => run.child.exitCode === null;
    const made = (): number => readdirSync(join(folder, 'out')).length;
    const reach = async (files: number): Promise<void> => {
      while (isRunning() && made() < files) await pause(50);
    };
    mkdirSync(join(folder, 'out'), { recursive: true });
    const kill = (index: number): void => {
      workers[index]?.child.kill('SIGKILL');
      workers[index] = worker(way.port);
    };
    // The seed makes the moments the same in every run; what is in hand then is chance enough.
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 1; round <= 10; round++) {
      await reach(round * 60 + random(40));
      kill(random(3));
      if (round === 4) {
        await redis.stop();
        await pause(1000);
        await redis.start();
      }
      if (round === 7) {
        way.hold();
        await pause(4000);
        way.release();
      }
    }
    const { code, stdout } = await run.ended;
    expect(stdout).toContain('500 rows: 500 done, 0 over a budget or check, 0 failed, 0 without a result');
    expect(code).toBe(0);
    expect(filesIn(join(folder, 'out'))).toEqual(filesIn(join(folder, 'alone')));
    expect(Object.keys(filesIn(join(folder, 'out')))).toHaveLength(1002);

    const [last] = workers;
    last?.child.kill('SIGTERM');
    expect((await last?.ended)?.code).toBe(0);
    way.close();
  });
});

describe('what a queue may bring', () => {
  it('gives up a job that is no row after one look, lists it, and makes the 3 rows behind it', async () => {
    manifest(3);
    const connection = new Redis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null });
    const queue = new Queue('stowage-batch', { connection });
    await queue.add('row', { run: 'x', row: { outputs: { json: '../../etc/passwd' } } }, { attempts: 3 });
    worker(redis.port);
    const run = started(['batch', 'customers.csv', '-o', 'out', '--queue', `redis://127.0.0.1:${redis.port}`, ...DAY], folder);
    expect((await run.ended).code).toBe(0);
    const status = started(
      ['batch', 'status', 'customers.csv', '-o', 'out', '--queue', `redis://127.0.0.1:${redis.port}`],
      folder,
    );
    expect((await status.ended).stdout).toMatch(/given up: no row of ours/);
    await queue.close();
    connection.disconnect();
  });

  it('gives a row up after 2 tries whose file no worker can write, names it, and makes the 2 others', async () => {
    writeFileSync(
      join(folder, 'customers.csv'),
      'name,scenario,formats,out\na,scenario.yaml,json,blocked/a.json\nb,scenario.yaml,quote-json,b.json\nc,scenario.yaml,json,c.json\n',
    );
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', 'blocked'), 'a file, not a folder');
    worker(redis.port);
    const queue = `redis://127.0.0.1:${redis.port}`;
    const run = started(['batch', 'customers.csv', '-o', 'out', '--queue', queue, '--tries', '2', ...DAY], folder);
    const { code, stdout, stderr } = await run.ended;
    expect([code, stdout]).toEqual([1, expect.stringContaining('3 rows: 2 done, 0 over a budget or check, 1 failed')]);
    expect(stderr).toMatch(/row 1 \(a\) failed: .*BAT014: found a row that was given up after 2 tries/);
    const status = await started(['batch', 'status', 'customers.csv', '-o', 'out', '--queue', queue], folder).ended;
    expect(status.stdout).toMatch(/row 1 \(a\) after 2 tries given up: .*a folder of that name is a file/);
  });

  it('is exit code 2 for inventories and terms outside the shared folder, and refuses a job that brings one', async () => {
    writeFileSync(
      join(folder, 'customers.csv'),
      'scenario,formats,set.inventory,terms\nscenario.yaml,quote-json,/etc/passwd,../t.yaml\n',
    );
    const queue = `redis://127.0.0.1:${redis.port}`;
    const { code, stderr } = await started(['batch', 'customers.csv', '-o', 'out', '--queue', queue, ...DAY], folder).ended;
    expect([code, stderr.match(/BAT013 {2}found (\S+),/g)]).toEqual([
      2,
      ['BAT013  found ../t.yaml,', 'BAT013  found /etc/passwd,'],
    ]);
    const where = { file: 'customers.csv', line: 2 };
    const set = { 'inventory.files.0': { value: '/etc/passwd', where } };
    const row = { row: 1, name: 'a', scenario: 'scenario.yaml', set, outputs: { json: 'a.json' }, where };
    expect(readJob({ run: '0123456789abcdef', version: '1', catalog: 'x', asOf: 20_000, flags: {}, row })).toMatchObject({
      ok: false,
    });
    expect(
      readJob({ run: '0123456789abcdef', version: '1', catalog: 'x', asOf: 20_000, flags: {}, row: { ...row, set: {} } }).ok,
    ).toBe(true);
  });

  it('is exit code 2 for a worker of another version, which leaves the row to others', async () => {
    manifest(1);
    const connection = new Redis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null });
    const queue = new Queue('stowage-batch', { connection });
    const where = { file: 'customers.csv', line: 2 };
    const row = { row: 1, name: 'a', scenario: 'scenario.yaml', set: {}, outputs: { json: 'a.json' }, where };
    await queue.add('row', { run: '0123456789abcdef', version: '99.0.0', catalog: 'x', asOf: 20_000, flags: {}, row });
    const { code, stderr } = await worker(redis.port).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('BAT015');
    expect(stderr).toContain('rows of version 99.0.0');
    expect(await queue.getJobCounts('failed', 'delayed', 'waiting')).toEqual({ failed: 0, delayed: 1, waiting: 0 });
    await queue.close();
    connection.disconnect();
  });

  it('names a server that is no Redis, one that does not answer and a wrong password, and prints no password', async () => {
    manifest(1);
    const page = createServer((_, answer) => answer.end('hello')).listen(0, '127.0.0.1');
    await once(page, 'listening');
    const address = page.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    mkdirSync(join(folder, 'locked'));
    const locked = await redisServer(join(folder, 'locked'), ['--requirepass', 'right']);
    const on = (at: string): Promise<{ readonly code: number | null; readonly stderr: string }> =>
      started(['batch', 'customers.csv', '-o', 'out', '--queue', at, ...DAY], folder).ended;
    const [web, nobody, wrong] = await Promise.all([
      on(`redis://127.0.0.1:${port}`),
      on('redis://127.0.0.1:1'),
      on(`redis://:hunter2@127.0.0.1:${locked.port}`),
    ]);
    page.close();
    await locked.stop();
    expect([web.code, nobody.code, wrong.code]).toEqual([2, 2, 2]);
    expect(web.stderr).toContain('BAT012');
    expect(nobody.stderr).toContain('BAT010');
    expect(wrong.stderr).toContain('BAT011');
    expect(wrong.stderr).not.toContain('hunter2');
  });

  it('works over TLS with an authority of its own, and names a certificate that nothing here trusts or that is for another host', async () => {
    manifest(1);
    const tls = join(folder, 'tls');
    mkdirSync(tls);
    const made = spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=queue', '-addext'],
      ...['subjectAltName=DNS:localhost', '-keyout', join(tls, 'key.pem'), '-out', join(tls, 'ca.pem')],
    ]);
    expect(made.status).toBe(0);
    const port = await freePort();
    const files = ['--tls-cert-file', join(tls, 'ca.pem'), '--tls-key-file', join(tls, 'key.pem'), '--tls-ca-cert-file'];
    const more = ['--tls-port', `${port}`, ...files, join(tls, 'ca.pem'), '--tls-auth-clients', 'no', '--requirepass', 'right'];
    const server = await redisServer(tls, more);
    const trusting = { NODE_EXTRA_CA_CERTS: join(tls, 'ca.pem') };
    const address = (host: string): string => `rediss://:right@${host}:${port}`;
    const on = (host: string, env: Readonly<Record<string, string>>): Running =>
      started(['batch', 'customers.csv', '-o', 'out', ...DAY], folder, { STOWAGE_QUEUE: address(host), ...env });
    const [stranger, elsewhere] = await Promise.all([on('localhost', {}).ended, on('127.0.0.1', trusting).ended]);
    for (const { code, stderr } of [stranger, elsewhere])
      expect([code, stderr]).toEqual([2, expect.stringMatching(/BAT016 {2}found a certificate that is not trusted here/)]);
    started(['worker', '-o', 'out', '--workers', '1'], folder, { STOWAGE_QUEUE: address('localhost'), ...trusting });
    const { code, stdout } = await on('localhost', trusting).ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 rows: 1 done')]);
    await server.stop();
  });

  it('lets 1,000 of 1,200 rows wait and no more while no worker is there, and takes them all out again on SIGTERM', async () => {
    manifest(1200);
    const connection = new Redis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null });
    const queue = new Queue('stowage-batch', { connection });
    const run = started(['batch', 'customers.csv', '-o', 'out', '--queue', `redis://127.0.0.1:${redis.port}`, ...DAY], folder);
    const seen: number[] = [];
    for (let still = 0; still < 20 && run.child.exitCode === null; await pause(100)) {
      seen.push(await queue.getWaitingCount());
      if (seen.at(-1) === seen.at(-2) && seen.at(-1) !== 0) still++;
    }
    run.child.kill('SIGTERM');
    const { code, stdout } = await run.ended;
    expect(Math.max(...seen)).toBe(1000);
    expect([code, stdout]).toEqual([1, expect.stringContaining('1200 without a result')]);
    expect(await queue.getWaitingCount()).toBe(0);
    await queue.close();
    connection.disconnect();
  });

  it('puts 4 reports into a bucket, whole, by the names of their rows', async () => {
    manifest(2);
    const objects = new Map<string, number>();
    const bucket = createServer((request, answer) => {
      let size = 0;
      request.on('data', (bytes: Buffer) => {
        size += bytes.length;
      });
      request.on('end', () => {
        if (request.method === 'PUT') objects.set((request.url ?? '').split('?')[0] ?? '', size);
        answer.setHeader('etag', '"0"').end();
      });
    }).listen(0, '127.0.0.1');
    await once(bucket, 'listening');
    const address = bucket.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    started(['worker', '--queue', `redis://127.0.0.1:${redis.port}`, '-o', 's3://quotes/2026', '--workers', '1'], folder, {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    });
    const run = started(['batch', 'customers.csv', '-o', 'out', '--queue', `redis://127.0.0.1:${redis.port}`, ...DAY], folder);
    expect((await run.ended).code).toBe(0);
    bucket.close();
    const summary: {
      readonly results: readonly { readonly outputs: readonly { readonly path: string; readonly bytes: number }[] }[];
    } = JSON.parse(readFileSync(join(folder, 'out', 'summary.json'), 'utf8'));
    const wanted = summary.results.flatMap(({ outputs }) =>
      outputs.map(({ path, bytes }): [string, number] => [`/quotes/2026/${path}`, bytes]),
    );
    expect(wanted).toHaveLength(4);
    expect(new Map([...objects].sort())).toEqual(new Map(wanted.sort()));
  });
});
