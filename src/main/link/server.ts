/** The console in a browser: a server on loopback that hands out the page and opens the WebSocket, to its own browser only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EndOfShare, endOfShareCode, sharedPaths } from '../../contract/share-ways.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Caller, Desk } from '../desk/desk.ts';
import { Admission } from './admission.ts';
import { isOwnHost, isOwnOrigin } from './origin.ts';
import { type PageAnswer, pagesOf, plainAnswer } from './pages.ts';
import type { DeskReach } from './shown-desk.ts';
import { refuseUpgrade } from './upgrade-refusal.ts';
import { WebSocketDoor } from './websocket.ts';

/** Open sockets, pages and WebSockets together. */
const socketLimit = 512;

export interface ServerOptions {
  readonly desk: Desk;
  /** The person behind each screen that connects; `connection` is unique. */
  readonly callerOf: (connection: string) => Caller;
  /** The folder of the built page. */
  readonly pages: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where the desk stands in another console, which may be lost for a while, or for good. */
  readonly reach?: DeskReach;
}

export interface ConsoleServer {
  readonly port: number;
  /** A URL that lets one browser in, once. */
  invite(): string;
  /** @param why told to its screens, which do not come back then */
  close(why?: EndOfShare): Promise<void>;
}

/** Serves on 127.0.0.1 only. Fails with `port-taken` where something else listens there. */
export async function openServer(options: ServerOptions): Promise<Result<ConsoleServer, Failure<'port-taken'>>> {
  const http = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 10_000, headersTimeout: 5_000 });
  http.maxConnections = socketLimit;
  const listening = await new Promise<NodeJS.ErrnoException | undefined>((settle) => {
    http.once('error', settle);
    http.listen(options.port, '127.0.0.1', () => settle(undefined));
  });
  if (listening?.code === 'EADDRINUSE') {
    const message = `Port ${options.port} on 127.0.0.1 is taken by another program.`;
    return fail('port-taken', message, { advice: 'Name another with --port, or leave it out.', cause: listening });
  }
  if (listening !== undefined) throw listening;

  const { port } = http.address() as AddressInfo;
  const admission = new Admission(port);
  const pagesFor = (host: string) => pagesOf(options.pages, `ws://${host}`);
  const door = new WebSocketDoor(options.desk);
  let opened = 0;
  const { reach } = options;
  // A page that is disconnected says so, and comes back by itself as soon as the desk can be reached.
  const stopWatching = reach?.onState(() => {
    if (reach.state !== 'open') door.hangUp();
  });

  http.on('request', (request, response) => {
    answerPage(request, { admission, port, pagesFor, reach }).then(
      (answer) => write(request, response, answer),
      (error) => {
        console.error(error);
        write(request, response, plainAnswer(500, 'The page could not be read.'));
      },
    );
  });
  http.on('upgrade', (request, socket, head) => {
    const { host, origin, cookie } = request.headers;
    const isAdmitted = isOwnHost(host, port) && isOwnOrigin(origin, host) && admission.admits(cookie);
    const isScreen = isAdmitted && request.url === '/link';
    if (isScreen && (reach === undefined || reach.state === 'open'))
      door.open(request, socket, head, { caller: options.callerOf(`browser-${++opened}`) });
    else refuseUpgrade(socket, 403);
  });
  http.on('clientError', (_error, socket) => socket.destroy());

  return succeed({
    port,
    invite: () => `http://127.0.0.1:${port}/enter/${admission.mint()}`,
    close: (why) =>
      new Promise<void>((closed) => {
        stopWatching?.();
        http.close(() => closed());
        door.close(why === undefined ? undefined : { code: endOfShareCode, reason: why });
        http.closeAllConnections();
      }),
  });
}

interface PageMeans {
  readonly admission: Admission;
  readonly port: number;
  readonly pagesFor: (host: string) => (pathname: string) => Promise<PageAnswer>;
  readonly reach: DeskReach | undefined;
}

async function answerPage(
  request: IncomingMessage,
  { admission, port, pagesFor, reach }: PageMeans,
): Promise<PageAnswer> {
  const { host, cookie } = request.headers;
  // Anything but our own name is another page's doing, and learns nothing.
  if (host === undefined || !isOwnHost(host, port)) return plainAnswer(403, 'This is not your console.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405, 'This console is only read here.');
  const [pathname = '/'] = (request.url ?? '/').split('?', 1);
  if (pathname.startsWith('/enter/')) return enter(pathname.slice('/enter/'.length), admission, cookie);
  if (!admission.admits(cookie)) return plainAnswer(403, notLetIn);
  if (pathname === sharedPaths.standing && reach?.state === 'ended')
    return plainAnswer(410, 'The other console lets nobody in any more by this invite.');
  return pagesFor(host)(pathname);
}

const notLetIn =
  'This browser has not been let in. Open the URL that Drydock printed when it started; it works once. Start it again for another.';

function enter(token: string, admission: Admission, cookie: string | undefined): PageAnswer {
  const session = admission.exchange(token);
  // The same browser may come back to its first URL, by the history or a reload: it is in already.
  if (session === undefined && !admission.admits(cookie)) return plainAnswer(403, notLetIn);
  const answer = plainAnswer(303, 'Come in.');
  const headers = { ...answer.headers, Location: '/', ...(session === undefined ? {} : { 'Set-Cookie': session }) };
  return { ...answer, headers };
}

function write(request: IncomingMessage, response: ServerResponse, answer: PageAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': answer.body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}
