/** Whether a request to the loopback server was meant for it: what keeps other pages of the same browser out. */

/** The names a browser may know this server by. A name that only resolves to loopback (DNS rebinding) is none of them. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Whether a WebSocket was opened by a page that this server handed out. A program that names no origin is no page. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && host !== undefined && origin === `http://${host}`;
}

/** Whether an Electron frame that sent a message is our own page: its origin, and the window's main frame. */
export function isOwnFrame(frame: { readonly origin: string; readonly isMain: boolean } | undefined): boolean {
  return frame?.isMain === true && frame.origin === 'app://drydock';
}
