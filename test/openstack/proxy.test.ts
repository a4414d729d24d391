import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cloudsYaml, lab, testIo } from './pulling.js';

/** A proxy on loopback that notes what it is asked for. */
async function startProxy(options: { refuse?: boolean } = {}) {
  const asked: string[] = [];
  const authorisations = new Set<string | undefined>();
  const sockets = new Set<Socket>();
  const server = createServer((from, to) => {
    asked.push(`${from.method} ${new URL(from.url ?? '').pathname}`);
    authorisations.add(from.headers['proxy-authorization']);
    from.pipe(
      request(from.url ?? '', { method: from.method, headers: from.headers }, (answer: IncomingMessage) => {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
      }),
    );
  });
  server.on('connect', (from: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${from.url}`);
    authorisations.add(from.headers['proxy-authorization']);
    if (options.refuse) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = (from.url ?? '').split(':');
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    for (const one of [through, socket]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { asked, authorisations, at: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const CA = new URL('fixtures/tls/ca.pem', import.meta.url).pathname;

describe('a proxy of the environment', () => {
  it('is asked for plain http in plain, with its own password, which no message shows', async () => {
    const { cwd, pull } = await lab();
    const proxy = await startProxy();
    const result = await pull({}, testIo(cwd, { http_proxy: `http://me:hunter2@${proxy.at}` }));
    expect(result).toMatchObject({ ok: true, value: { counts: { volumes: 200 } } });
    expect(proxy.asked[0]).toBe('POST /v3/auth/tokens');
    expect([...proxy.authorisations]).toEqual([`Basic ${Buffer.from('me:hunter2').toString('base64')}`]);
  });

  it('is a tunnel for https, with the private CA for the cloud behind it', async () => {
    const { cloud, cwd, pull } = await lab({ tls: true });
    await writeFile(join(cwd, 'clouds.yaml'), `${cloudsYaml(cloud.origin)}    cacert: ${CA}\n`);
    const proxy = await startProxy();
    expect(await pull({}, testIo(cwd, { HTTPS_PROXY: proxy.at }))).toMatchObject({
      ok: true,
      value: { counts: { volumes: 200 } },
    });
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(cloud.origin).host}`]));
  });

  it('is left aside for hosts in no_proxy, and one for http is none for https', async () => {
    const { cloud, cwd, pull } = await lab({ tls: true });
    await writeFile(join(cwd, 'clouds.yaml'), `${cloudsYaml(cloud.origin)}    cacert: ${CA}\n`);
    const proxy = await startProxy();
    const env = { https_proxy: proxy.at, no_proxy: 'example.org, 127.0.0.1' };
    expect(await pull({}, testIo(cwd, env))).toMatchObject({ ok: true });
    expect(await pull({}, testIo(cwd, { http_proxy: proxy.at }))).toMatchObject({ ok: true });
    expect(proxy.asked).toEqual([]);
  });

  it('that refuses is named as what refused', async () => {
    const { cloud, cwd, pull } = await lab({ tls: true });
    const proxy = await startProxy({ refuse: true });
    const result = await pull({}, testIo(cwd, { https_proxy: `http://me:hunter2@${proxy.at}` }));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'OST008', found: 'status 407 from the proxy' }] });
    expect(JSON.stringify(result)).not.toContain('hunter2');
    expect(cloud.seen).toEqual([]);
  });

  it('of a kind that is not known is refused by name', async () => {
    const { cwd, pull } = await lab();
    const result = await pull({}, testIo(cwd, { all_proxy: 'socks5://me:hunter2@127.0.0.1:9' }));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'OST008', found: 'all_proxy=socks5://127.0.0.1:9' }] });
  });
});
