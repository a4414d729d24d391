import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { OpenStackIo } from '../../src/openstack/io.js';
import { type PullOptions, pullInventory } from '../../src/openstack/pull.js';
import { FakeCloud, PASSWORD } from './fake-cloud.js';

/** A folder of its own, gone when the test is. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'stowage-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A clock that moves only by what is slept, and a chance of one half. */
export function testIo(cwd: string, env: OpenStackIo['env'] = {}): OpenStackIo & { readonly slept: number[] } {
  const slept: number[] = [];
  const start = Date.UTC(2026, 10, 22, 12);
  return {
    env,
    cwd,
    home: cwd,
    now: () => new Date(start + slept.reduce((sum, one) => sum + one, 0)),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 0.5,
    slept,
  };
}

export function cloudsYaml(origin: string, changes: Record<string, string> = {}): string {
  const auth = { auth_url: `${origin}/v3`, username: 'admin', password: PASSWORD, project_name: 'admin', ...changes };
  const lines = Object.entries(auth).map(([key, value]) => `      ${key}: ${value}\n`);
  return `clouds:\n  lab:\n    auth:\n${lines.join('')}    region_name: RegionOne\n`;
}

/** A fake cloud, and a folder with the clouds.yaml that leads to it. */
export async function lab(options: { tls?: boolean } = {}) {
  const cloud = await FakeCloud.start(options);
  onTestFinished(() => cloud.stop());
  const cwd = await folder();
  await writeFile(join(cwd, 'clouds.yaml'), cloudsYaml(cloud.origin));
  const out = join(cwd, 'lab.jsonl.gz');
  const io = testIo(cwd);
  const pull = (changes: Partial<PullOptions> = {}, from: OpenStackIo = io) =>
    pullInventory({ cloud: 'lab', out, scope: 'all', ...changes }, from);
  return { cloud, cwd, out, io, pull };
}

export type Line = Record<string, unknown>;

export async function linesOf(file: string): Promise<Line[]> {
  const text = gunzipSync(await readFile(file)).toString('utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

export const ofKind = (lines: readonly Line[], kind: string): Line[] => lines.filter((line) => line.kind === kind);
