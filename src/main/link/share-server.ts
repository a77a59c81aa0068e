/** The server behind the door for followers: plain on this machine, TLS on a network, and bounded in all that it takes. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { isEncrypted, type ShareListener } from '../../core/sharing/listener.ts';
import { enterLimitBytes } from './share-answer.ts';
import type { ShareKey } from './share-certificate.ts';
import { boundEachAddress } from './socket-bounds.ts';

/** Open sockets, and those of one address of a network among them; a bastion’s followers all come from one address. */
const socketLimit = 1_200;
const socketsOfOneLimit = 64;
/** A head of a request has to come by then; so has the whole of one. */
const headMs = 5_000;
const requestMs = 10_000;

/** @param key needed for any address but this machine’s own */
export function makeShareServer(listener: ShareListener, key: ShareKey | undefined): Server {
  const options: ServerOptions = {
    maxHeaderSize: 16 * 1024,
    headersTimeout: headMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: 500,
    // Without one it is refused like any other that is not ours.
    requireHostHeader: false,
  };
  if (isEncrypted(listener) && key === undefined) throw new Error('a door to a network without a key');
  const server =
    key === undefined
      ? createServer(options)
      : createSecureServer({
          ...options,
          key: key.key,
          cert: key.certificate,
          minVersion: 'TLSv1.3',
          handshakeTimeout: headMs,
        });
  server.maxConnections = socketLimit;
  if (isEncrypted(listener)) boundEachAddress(server, socketsOfOneLimit);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => socket.destroy());
  server.on('clientError', (_error: Error, socket: Duplex) => socket.destroy());
  return server;
}

/** `undefined` where it is longer than any token: the rest is not waited for. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let text = '';
  // Without that, leaving off would hang up before anything is answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.length > enterLimitBytes) return undefined;
  }
  return text;
}
