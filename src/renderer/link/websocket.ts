/** The browser's door: a WebSocket to the host that served this page. Reconnects by itself, with backoff and jitter. */
import { type EndOfLink, sharedPaths, toEndOfShare } from '../../contract/share-ways.ts';
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
    let wasOpen = false;
    socket = current;
    current.onopen = () => {
      wasOpen = true;
      attempt = 0;
      conversation.opened({ send: (frame) => current.send(frame) });
    };
    current.onmessage = ({ data }) => conversation.heard(String(data));
    // An error is always followed by a close, which is the one that says that contact is gone.
    current.onclose = ({ code, reason }) => void closed(wasOpen, toEndOfShare(code, reason));
  }

  async function closed(wasOpen: boolean, told: EndOfLink | undefined): Promise<void> {
    conversation.lost();
    if (isClosed) return;
    // A browser does not say why a door stayed shut: whoever is let in no more has to ask.
    const ended = told ?? (wasOpen ? undefined : await askWhetherShutOut());
    if (ended === undefined) timer = setTimeout(connect, retryDelayMs(attempt++, Math.random()));
    else conversation.ended(ended);
  }

  connect();
  return conversation.link(() => {
    isClosed = true;
    clearTimeout(timer);
    socket?.close();
  });
}

/** Only the door for followers answers so; a console that is not there, or is its own people’s, says nothing of it. */
async function askWhetherShutOut(): Promise<EndOfLink | undefined> {
  try {
    const { status } = await fetch(sharedPaths.standing, { cache: 'no-store' });
    return status === 410 ? 'not-let-in' : undefined;
  } catch {
    return undefined;
  }
}

/** Of a page whose invite let nobody in: there is nothing to talk to. */
export function openNoLink(): Link {
  const conversation = new Conversation();
  conversation.ended('not-let-in');
  return conversation.link(() => undefined);
}
