/** Judges one question of a pipeline and words the answer. Whatever is not certain is `unknown`, and never a success (`REL-9`). */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestOutput } from '../../contract/requests.ts';
import { Allowance } from '../../core/allowance.ts';
import { type BadgeState, toBadge } from '../../core/gate/badge.ts';
import { type GateListener, isLoopbackAddress, toListenerUrl } from '../../core/gate/listener.ts';
import { toCanonicalJson } from '../../core/text/canonical-json.ts';
import type { Answer } from '../desk/desk.ts';
import { plainHeaders } from './headers.ts';

/** Questions a second, and in a burst: of all tokens together, and of those who have none. */
const perSecond = 20;
const burst = 60;
const tokenPattern = /^Bearer ([A-Za-z0-9_-]{43})$/;
const routePattern = /^\/gate\/([^/?#]{1,1000}?)(\.svg|\.json)?$/;

export interface GateQuestions {
  /** The desk's answer to `gate.statement`. */
  ask(environment: string, nonce: string | undefined): Promise<Answer>;
  /** SHA-256 of each token that counts now, as hex. */
  tokenHashes(): readonly string[];
  /** Of a clock that only goes forward. */
  elapsedMs(): number;
}

export interface GateQuestion {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface GateAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export class GateAnswering {
  readonly #listener: GateListener;
  readonly #questions: GateQuestions;
  readonly #hosts: ReadonlySet<string>;
  readonly #ofTokens: Allowance;
  readonly #ofOthers: Allowance;

  constructor(listener: GateListener, questions: GateQuestions) {
    this.#listener = listener;
    this.#questions = questions;
    this.#hosts = new Set(toHosts(listener));
    this.#ofTokens = new Allowance({ perSecond, burst }, questions.elapsedMs());
    this.#ofOthers = new Allowance({ perSecond, burst }, questions.elapsedMs());
  }

  async answer({ method, url = '', headers }: GateQuestion): Promise<GateAnswer> {
    // A name that only leads here (DNS rebinding) is another page's doing, and learns nothing.
    if (!this.#hosts.has((headers.host ?? '').toLowerCase())) return unknown(421, 'This is not your gate.');
    const isTokenRight = this.#isTokenRight(headers.authorization);
    if (!(isTokenRight ? this.#ofTokens : this.#ofOthers).take(this.#questions.elapsedMs()))
      return unknown(429, 'Too many questions at once. Ask again in a moment.', { 'Retry-After': '1' });
    if (method !== 'GET' && method !== 'HEAD')
      return unknown(405, 'The gate is only read here.', { Allow: 'GET, HEAD' });
    const route = routePattern.exec(url);
    const isBadge = route?.[2] === '.svg';
    if (!isTokenRight && !(isBadge && this.#listener.isBadgePublic))
      return unknown(
        401,
        'A token is needed, in the header “Authorization: Bearer …”. There is no other place for it.',
        {
          'WWW-Authenticate': 'Bearer',
        },
      );
    const environment = decode(route?.[1]);
    if (environment === undefined)
      return unknown(404, 'There is /gate/ENVIRONMENT and /gate/ENVIRONMENT.svg, and nothing else.');
    const nonce = headers['drydock-nonce'];
    const answer = await this.#questions.ask(environment, isBadge || typeof nonce !== 'string' ? undefined : nonce);
    return isBadge ? toBadgeAnswer(environment, answer) : toAnswer(answer);
  }

  /** Every hash is looked at, each in the same time, whichever fits. */
  #isTokenRight(authorization: string | undefined): boolean {
    const token = tokenPattern.exec(authorization ?? '')?.[1];
    const hash = createHash('sha256')
      .update(token ?? '')
      .digest();
    const fits = this.#questions.tokenHashes().filter((known) => timingSafeEqual(Buffer.from(known, 'hex'), hash));
    return token !== undefined && fits.length > 0;
  }
}

/** 200: open. 423: blocked. Nothing else says how the gate stands, and no redirect is ever given. */
function toAnswer(answer: Answer): GateAnswer {
  if (!answer.ok) return refuse(answer);
  const { state, text } = answer.output as RequestOutput<'gate.statement'>;
  return { status: state === 'open' ? 200 : 423, headers: jsonHeaders, body: text };
}

function refuse({ failure: { kind, message, advice } }: Extract<Answer, { ok: false }>): GateAnswer {
  const says = advice === undefined ? message : `${message} ${advice}`;
  if (kind === 'no-such-environment') return unknown(404, message);
  return unknown(kind === 'bad-input' ? 400 : 503, says);
}

/** An image is shown only where it succeeds; what it says stands in it. */
function toBadgeAnswer(environment: string, answer: Answer): GateAnswer {
  const known = answer.ok ? (answer.output as RequestOutput<'gate.statement'>) : undefined;
  const state: BadgeState = known?.state ?? 'unknown';
  const body = toBadge(known?.environment ?? environment, state, known?.isOutdated);
  return { status: 200, headers: badgeHeaders, body };
}

function unknown(status: number, says: string, more: Readonly<Record<string, string>> = {}): GateAnswer {
  return { status, headers: { ...jsonHeaders, ...more }, body: `${toCanonicalJson({ state: 'unknown', says })}\n` };
}

const commonHeaders = {
  ...plainHeaders,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};
const jsonHeaders = { ...commonHeaders, 'Content-Type': 'application/json; charset=utf-8' };
const badgeHeaders = {
  ...commonHeaders,
  'Content-Type': 'image/svg+xml; charset=utf-8',
  // A wiki or a dashboard of another origin shows it.
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** What the `Host` header may say. */
function toHosts(listener: GateListener): readonly string[] {
  const { address, port, names } = listener;
  const own = new URL(toListenerUrl(listener)).host;
  return [own, ...(isLoopbackAddress(address) ? [`localhost:${port}`] : []), ...names];
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
