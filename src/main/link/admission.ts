/** Who may come in through the browser's door: whoever has a one-time token once, and the same browser ever after by its cookie. */
import { createHash, randomBytes } from 'node:crypto';

/** Browsers at one console; the oldest is shown out when another is let in. */
const sessionLimit = 32;

export class Admission {
  readonly #cookieName: string;
  readonly #tokens = new Set<string>();
  readonly #sessions = new Set<string>();

  /** Cookies do not know ports: the name keeps two consoles on one machine apart. */
  constructor(port: number) {
    this.#cookieName = `drydock-${port}`;
  }

  /** A token for one browser. It is given out once and kept only as its hash. */
  mint(): string {
    const token = randomBytes(32).toString('base64url');
    this.#tokens.add(hashOf(token));
    return token;
  }

  /** Takes a token for a cookie, as the value of `Set-Cookie`; `undefined` for a token that was used or never given. */
  exchange(token: string): string | undefined {
    if (!this.#tokens.delete(hashOf(token))) return undefined;
    const session = randomBytes(32).toString('base64url');
    const [oldest] = this.#sessions;
    if (this.#sessions.size >= sessionLimit && oldest !== undefined) this.#sessions.delete(oldest);
    this.#sessions.add(hashOf(session));
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a request's `Cookie` header has a session of this console. Compared by hash, so that time tells nothing. */
  admits(cookies: string | undefined): boolean {
    const prefix = `${this.#cookieName}=`;
    return (cookies ?? '')
      .split(';')
      .map((cookie) => cookie.trim())
      .some((cookie) => cookie.startsWith(prefix) && this.#sessions.has(hashOf(cookie.slice(prefix.length))));
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
