/** What the door for followers answers over HTTP: Drydock’s page to anybody, and a cookie to whoever brings an invite. */
import type { IncomingHttpHeaders } from 'node:http';
import { sharedPaths } from '../../contract/share-ways.ts';
import type { Rate } from '../../core/allowance.ts';
import { isEncrypted, type ShareListener, toShareOrigin } from '../../core/sharing/listener.ts';
import type { Share } from '../desk/desk.ts';
import type { Guests } from '../desk/sharing/share-door.ts';
import { ComersAllowance } from './comers-allowance.ts';
import { type PageAnswer, pagesOf, plainAnswer } from './pages.ts';

/** Tries of all who come, and of one address of a network. Nobody guesses 256 bits; it is a flood that this bounds. */
const triesOfAll: Rate = { perSecond: 50, burst: 1_000 };
const triesOfOne: Rate = { perSecond: 10, burst: 300 };
/** Files of the page, and asking for a WebSocket; likewise. */
const pagesOfAll: Rate = { perSecond: 500, burst: 20_000 };
const pagesOfOne: Rate = { perSecond: 100, burst: 4_000 };
/** Cookies a browser sends; those of other programs on the same address are among them. */
const cookiesLimitBytes = 8 * 1024;
/** A token, and a little more. */
export const enterLimitBytes = 200;

export interface ShareQuestion {
  readonly method: string;
  readonly url: string;
  /** The address it comes from. */
  readonly from: string;
  readonly headers: IncomingHttpHeaders;
  /** Of a `POST`, as far as the limit; `undefined` where it is longer. */
  readonly body: string | undefined;
}

interface Found {
  readonly share: Share;
  readonly session: string;
}

export class ShareAnswering {
  readonly #listener: ShareListener;
  readonly #guests: Guests;
  readonly #pages: string;
  readonly #elapsedMs: () => number;
  readonly #tries: ComersAllowance;
  readonly #reads: ComersAllowance;

  /** @param elapsedMs of a clock that only goes forward */
  constructor(listener: ShareListener, guests: Guests, pages: string, elapsedMs: () => number) {
    this.#listener = listener;
    this.#guests = guests;
    this.#pages = pages;
    this.#elapsedMs = elapsedMs;
    // On this machine all come from one address, through whichever tunnel.
    const isNetwork = isEncrypted(listener);
    this.#tries = new ComersAllowance(triesOfAll, isNetwork ? triesOfOne : undefined, elapsedMs());
    this.#reads = new ComersAllowance(pagesOfAll, isNetwork ? pagesOfOne : undefined, elapsedMs());
  }

  async answer({ method, url, from, headers, body }: ShareQuestion): Promise<PageAnswer> {
    const host = this.#ownHost(headers);
    if (host === undefined) return plainAnswer(421, 'This is not the console you look for.');
    if (url === sharedPaths.enter)
      return method === 'POST' ? this.#enter(host, { from, headers, body }) : plainAnswer(405, 'Post it.');
    if (method !== 'GET' && method !== 'HEAD') return plainAnswer(405, 'This is only read here.');
    if (!this.#reads.take(from, this.#elapsedMs())) return tooMany();
    if (url === sharedPaths.standing) return this.#standing(host, headers);
    const [pathname = '/'] = url.split('?', 1);
    const connect = `${isEncrypted(this.#listener) ? 'wss' : 'ws'}://${host}`;
    return pagesOf(this.#pages, connect)(pathname);
  }

  /** Who may open a WebSocket: a page that this door handed out, of a browser that has come by an invite. Otherwise how it is refused. */
  findGuest({ from, headers }: Pick<ShareQuestion, 'from' | 'headers'>): Found | 403 | 429 {
    const host = this.#ownHost(headers);
    if (host === undefined || !this.#isOwnOrigin(host, headers)) return 403;
    if (!this.#reads.take(from, this.#elapsedMs())) return 429;
    return this.#findSession(host, headers) ?? 403;
  }

  /** A page that could not open its WebSocket is not told why by the browser: it asks here whether it ever will. */
  #standing(host: string, headers: IncomingHttpHeaders): PageAnswer {
    return this.#findSession(host, headers) === undefined
      ? plainAnswer(410, 'This browser is let in no more.')
      : plainAnswer(200, 'This browser is let in.');
  }

  /** Looks up one session at most, however many are sent. */
  #findSession(host: string, { cookie = '' }: IncomingHttpHeaders): Found | undefined {
    if (cookie.length > cookiesLimitBytes) return undefined;
    const prefix = `${cookieName(host)}=`;
    const own = cookie.split(';').find((one) => one.trim().startsWith(prefix));
    if (own === undefined) return undefined;
    const session = own.trim().slice(prefix.length);
    const share = this.#guests.find(session);
    return share === undefined ? undefined : { share, session };
  }

  /** Of no origin but this door’s own, and by POST: a link in a mail, an image or another page takes no token. */
  #enter(host: string, { from, headers, body }: Pick<ShareQuestion, 'from' | 'headers' | 'body'>): PageAnswer {
    if (!this.#isOwnOrigin(host, headers)) return plainAnswer(403, 'That came from another page.');
    if (!this.#tries.take(from, this.#elapsedMs())) return tooMany();
    if (body === undefined || !/^[A-Za-z0-9_-]{43}$/.test(body)) return plainAnswer(400, 'This is no invite.');
    const exchanged = this.#guests.exchange(body);
    if (!exchanged.ok) {
      const { kind, message, advice } = exchanged.failure;
      return plainAnswer(kind === 'not-let-in' ? 403 : 503, advice === undefined ? message : `${message} ${advice}`);
    }
    const { session, holdsMs } = exchanged.value;
    const answer = plainAnswer(200, 'Come in.');
    const secure = isEncrypted(this.#listener) ? '; Secure' : '';
    const cookie = `${cookieName(host)}=${session}; Path=/; Max-Age=${Math.floor(holdsMs / 1_000)}; HttpOnly; SameSite=Strict${secure}`;
    return { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie } };
  }

  /**
   * On a network the address itself. On this machine any port of loopback: a buddy’s `ssh -L` may begin at another one. A name that was
   * rebound to the address is neither.
   */
  #ownHost({ host }: IncomingHttpHeaders): string | undefined {
    if (host === undefined) return undefined;
    const isOwn = isEncrypted(this.#listener)
      ? host.toLowerCase() === new URL(toShareOrigin(this.#listener)).host
      : /^(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/.test(host);
    return isOwn ? host.toLowerCase() : undefined;
  }

  #isOwnOrigin(host: string, { origin }: IncomingHttpHeaders): boolean {
    return origin?.toLowerCase() === `${isEncrypted(this.#listener) ? 'https' : 'http'}://${host}`;
  }
}

/** Cookies do not know ports: the name keeps two consoles that are followed from one browser apart. */
function cookieName(host: string): string {
  return `drydock-share-${host.slice(host.lastIndexOf(':') + 1)}`;
}

function tooMany(): PageAnswer {
  const answer = plainAnswer(429, 'Too many at once. Try again in a moment.');
  return { ...answer, headers: { ...answer.headers, 'Retry-After': '1' } };
}
