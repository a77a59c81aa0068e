/** So many sockets at one time of one address: nobody shuts the others out. */
import type { Server } from 'node:net';

export function boundEachAddress(server: Server, limit: number): void {
  const socketsOf = new Map<string, number>();
  server.on('connection', (socket) => {
    const from = socket.remoteAddress ?? '';
    const count = (socketsOf.get(from) ?? 0) + 1;
    socketsOf.set(from, count);
    socket.once('close', () => {
      const left = (socketsOf.get(from) ?? 1) - 1;
      if (left > 0) socketsOf.set(from, left);
      else socketsOf.delete(from);
    });
    if (count > limit) socket.destroy();
  });
}
