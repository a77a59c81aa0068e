/** The door of WebSockets at its limit: whoever is one too many is told so, and can do no harm by how they go. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ownScreen } from '../../src/main/link/connection.ts';
import { WebSocketDoor } from '../../src/main/link/websocket.ts';
import { callerOf, StandInDesk } from './stand-in-desk.ts';

let door: WebSocketDoor;
let server: Server;
let port = 0;
/** What the server was left with of each request to become a WebSocket. */
let raw: Duplex[] = [];

beforeEach(async () => {
  raw = [];
  door = new WebSocketDoor(new StandInDesk({ 'host.list': () => [] }), ownScreen, 1);
  server = createServer();
  server.on('upgrade', (request, socket, head) => {
    raw.push(socket);
    door.open(request, socket, head, { caller: callerOf('one') });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  door.close();
  server.closeAllConnections();
  server.close();
});

const upgrade = [
  'GET /link HTTP/1.1',
  'Host: here',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

it('stays open where those that are one too many reset their connection', async () => {
  const first = new WebSocket(`ws://127.0.0.1:${port}/link`);
  await once(first, 'open');
  for (let count = 0; count < 50; count += 1) {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    socket.write(upgrade);
    const [said] = await once(socket, 'data');
    expect(String(said)).toMatch(/^HTTP\/1\.1 503 /);
    socket.resetAndDestroy();
  }
  // However the reset meets the socket, it is nobody's but the socket's own.
  expect(raw.length).toBe(51);
  for (const socket of raw.slice(1)) expect(() => socket.emit('error', new Error('read ECONNRESET'))).not.toThrow();
  first.send('{"id":1,"request":"host.list","input":{}}');
  const [answer] = await once(first, 'message');
  expect(JSON.parse(String(answer))).toEqual({ id: 1, ok: true, output: [] });
  expect(door.size).toBe(1);
  first.close();
});

it('hangs up on those that are one too many, and does not wait for them to', async () => {
  const first = new WebSocket(`ws://127.0.0.1:${port}/link`);
  await once(first, 'open');
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(upgrade);
  await once(socket.resume(), 'end');
  await expect.poll(() => raw[1]?.destroyed).toBe(true);
  socket.destroy();
  first.close();
});
