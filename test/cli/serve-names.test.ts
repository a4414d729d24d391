import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../dist/stowage.mjs', import.meta.url));
let server: ChildProcess | undefined;
afterEach(() => server?.kill('SIGKILL'));

/** Starts it on a free port; the port. */
async function served(...flags: readonly string[]): Promise<number> {
  const started = spawn(process.execPath, [command, 'serve', '--port', '0', ...flags]);
  server = started;
  const line = await new Promise<string>((resolve, reject) => {
    started.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')));
    started.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
  });
  return Number(new URL(line.trim()).port);
}

/** The status that a browser gets which calls it by a name. */
const statusFor = (port: number, name: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', headers: { host: `${name}:${port}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once('error', reject).end();
  });

describe('the names that stowage serve answers to', () => {
  it('are those of loopback and what --name gives, in any case, and no other', async () => {
    const port = await served('--name', 'planner.example', '--name', 'PLAN-2');
    const status = async (...names: readonly string[]) => Promise.all(names.map((name) => statusFor(port, name)));
    expect(await status('localhost', '127.0.0.1', '[::1]', 'planner.example', 'Planner.Example', 'plan-2')).toEqual(
      Array.from({ length: 6 }, () => 200),
    );
    expect(await status('evil.example', 'planner.example.evil.example', '0.0.0.0')).toEqual([403, 403, 403]);
  });
  it('are the addresses of this machine, too, where it listens on all of them, and still not a stranger’s', async () => {
    const port = await served('--host', '0.0.0.0');
    expect(await statusFor(port, '0.0.0.0')).toBe(200);
    expect(await statusFor(port, 'localhost')).toBe(200);
    expect(await statusFor(port, 'planner.example')).toBe(403);
  });
});
