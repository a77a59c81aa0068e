/** How a socket is refused that asked to become a WebSocket: it is ours alone by then, with no server to mind its errors. */
import type { Duplex } from 'node:stream';

const statuses = { 403: 'Forbidden', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

/** Says it, and hangs up without waiting for the other side to do so. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof statuses): void {
  // Whoever asked may be gone, or reset the connection, before it reads this: without a listener that would end the whole console.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${statuses[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
