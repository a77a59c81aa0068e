/** From an answer over HTTP to what the outbox is told: sent, refused, failed or unknown. */
import type { SendOutcome } from '../ports.ts';
import type { Exchange } from './http.ts';

type Answer = Extract<Exchange, { readonly kind: 'answered' }>;
type Unsuccessful = Exclude<SendOutcome, { readonly kind: 'sent' }>;

/** A pause longer than this is not waited for; it is asked again then. */
const longestPauseMs = 3_600_000;
const excerptLimit = 300;

/**
 * What to tell where the exchange was no success; `undefined` where it was. A status of the 500s is no proof that the message
 * did not arrive, but for 503, which says so.
 */
export function toTrouble(exchange: Exchange, now: number): Unsuccessful | undefined {
  if (exchange.kind === 'not-sent') return { kind: 'failed', problem: exchange.problem };
  if (exchange.kind === 'unanswered') return { kind: 'unknown', problem: exchange.problem };
  const { status } = exchange;
  if (status >= 200 && status < 300) return undefined;
  const problem = describe(exchange);
  if (status >= 300 && status < 400) {
    return {
      kind: 'refused',
      problem: `${problem} It leads elsewhere, and is not followed: correct the channel’s address.`,
    };
  }
  // Statuspage has said 420 for “too many” since its first days.
  if ([408, 420, 425, 429, 503].includes(status)) return { kind: 'failed', problem, ...toPause(exchange, now) };
  if (status >= 500 && status !== 501 && status !== 505) return { kind: 'unknown', problem };
  return { kind: 'refused', problem };
}

/** Only looking was tried, so nothing has arrived whatever went wrong: the outbox may try again. */
export function lookedInVain(trouble: Unsuccessful): SendOutcome {
  return trouble.kind === 'unknown' ? { kind: 'failed', problem: trouble.problem } : trouble;
}

/** The answer as JSON; `undefined` where it is none, or was cut. */
export function toJson(answer: Exchange): unknown {
  if (answer.kind !== 'answered' || answer.isCut) return undefined;
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}

/** On one line, without control characters, and cut. */
export function toLine(text: string, limit = excerptLimit): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit)} … (cut)` : line;
}

function describe(answer: Answer): string {
  const words = toLine(answer.text.replace(/<[^>]*>/g, ' '));
  return words === '' ? `It answered ${answer.status}.` : `It answered ${answer.status}: ${words}`;
}

/** By header in seconds or as a date (RFC 9110), or in the body: seconds (Discord), milliseconds (Matrix). */
function toPause(answer: Answer, now: number): { readonly retryAfterMs?: number } {
  const header = answer.headers['retry-after'];
  const body = toJson(answer);
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const { retry_after: seconds, retry_after_ms: milliseconds } = fields;
  const ms =
    typeof milliseconds === 'number'
      ? milliseconds
      : typeof seconds === 'number'
        ? seconds * 1_000
        : typeof header !== 'string'
          ? Number.NaN
          : /^\d+$/.test(header)
            ? Number(header) * 1_000
            : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: Math.min(Math.ceil(ms), longestPauseMs) } : {};
}
