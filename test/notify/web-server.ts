/** A web server on loopback that keeps what it was asked and answers as it is told: it stands for the services no test can reach. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as JSON. */
  json<T = Record<string, unknown>>(): T;
  form(): URLSearchParams;
}

export type Respond = (asked: Asked, response: ServerResponse) => void;

export interface WebServer {
  readonly url: string;
  readonly asked: Asked[];
  respond(answer: Respond): void;
  close(): Promise<void>;
}

export async function startWebServer(): Promise<WebServer> {
  const asked: Asked[] = [];
  let answer: Respond = (_, response) => void response.end('ok');
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const one: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
      json: <T>() => JSON.parse(body) as T,
      form: () => new URLSearchParams(body),
    };
    asked.push(one);
    answer(one, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    respond: (next) => {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
