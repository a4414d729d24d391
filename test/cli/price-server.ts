import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answering = (request: IncomingMessage, response: ServerResponse, times: number) => void;

/** A server on loopback; each path answers by its own function, which is told how often it was asked before. */
export class PriceServer {
  readonly asked: string[] = [];
  readonly keys: (string | undefined)[] = [];
  private constructor(
    private readonly server: Server,
    readonly base: string,
  ) {}

  static async open(answers: (base: string) => Readonly<Record<string, Answering>>): Promise<PriceServer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const opened = new PriceServer(server, `http://127.0.0.1:${port}`);
    const table = answers(opened.base);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const path = decodeURIComponent(request.url ?? '');
      const times = opened.asked.filter((earlier) => earlier === path).length;
      opened.asked.push(path);
      opened.keys.push([request.headers['x-goog-api-key']].flat()[0]);
      const found = Object.entries(table).find(
        ([prefix]) =>
          path === prefix || path.startsWith(`${prefix}?`) || (prefix.endsWith('*') && path.startsWith(prefix.slice(0, -1))),
      );
      if (found) found[1](request, response, times);
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    });
    return opened;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

export const json =
  (text: string): Answering =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(text);
export const redirect =
  (to: string): Answering =>
  (_, response) =>
    void response.writeHead(302, { location: to }).end();
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_, response) =>
    void response.writeHead(code, headers).end();
/** Fails the first times, then answers. */
export const failingFirst =
  (times: number, failing: Answering, then: Answering): Answering =>
  (request, response, asked) =>
    (asked < times ? failing : then)(request, response, asked);
