/** The browser's door: a WebSocket to the host that served this page. Reconnects by itself, with backoff and jitter. */
import { Conversation } from './conversation.ts';
import type { Link } from './link.ts';

const firstRetryMs = 250;
const lastRetryMs = 5_000;

/** How long to wait before the nth attempt in a row, given a random number from 0 to 1: doubling, bounded, spread by half. */
export function retryDelayMs(attempt: number, random: number): number {
  const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** attempt);
  return delayMs / 2 + (delayMs / 2) * random;
}

export function openWebSocketLink(url: string): Link {
  const conversation = new Conversation();
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let isClosed = false;

  function connect(): void {
    const current = new WebSocket(url);
    socket = current;
    current.onopen = () => {
      attempt = 0;
      conversation.opened({ send: (frame) => current.send(frame) });
    };
    current.onmessage = ({ data }) => conversation.heard(String(data));
    // An error is always followed by a close, which is the one that says that contact is gone.
    current.onclose = () => {
      conversation.lost();
      if (!isClosed) timer = setTimeout(connect, retryDelayMs(attempt++, Math.random()));
    };
  }

  connect();
  return conversation.link(() => {
    isClosed = true;
    clearTimeout(timer);
    socket?.close();
  });
}
