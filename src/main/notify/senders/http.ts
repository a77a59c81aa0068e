/** One HTTP exchange: bounded in time and size, redirected nowhere, and honest about whether anything may have left. */
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { findNetworkWords } from '../../../core/text/network-words.ts';
import { isLoopback } from './address.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpLimits {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** Until the answer is whole. */
  readonly totalMs: number;
  readonly answerBytes: number;
}

export const httpLimits: HttpLimits = { connectMs: 10_000, totalMs: 30_000, answerBytes: 256 * 1024 };

export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
      readonly text: string;
      /** The connection ended in the middle, or the answer was longer than the limit. */
      readonly isCut: boolean;
    }
  /** Nothing has left this machine. */
  | { readonly kind: 'not-sent'; readonly problem: string }
  /** The request may have arrived. */
  | { readonly kind: 'unanswered'; readonly problem: string };

/** Never rejects. Over plain HTTP it speaks to loopback alone. */
export function exchange(request: HttpRequest, signal: AbortSignal, limits = httpLimits): Promise<Exchange> {
  const { url, method, body } = request;
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    return Promise.resolve({ kind: 'not-sent', problem: `${url.host} is not spoken to without TLS` });
  }
  const late = AbortSignal.timeout(limits.totalMs);
  return new Promise((resolve) => {
    let hasLeft = false;
    let isSettled = false;
    const settle = (result: Exchange) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(connecting);
      call.destroy();
      resolve(result);
    };
    const break_ = (error: Error) => {
      const problem = `${url.host}: ${wordsOf(error, signal, late, limits.totalMs)}`;
      settle({ kind: hasLeft ? 'unanswered' : 'not-sent', problem });
    };
    const call = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, {
      method,
      // A connection of its own: one that was kept might be gone already, and then nobody knows what it took along.
      agent: false,
      signal: AbortSignal.any([signal, late]),
      headers: {
        'user-agent': 'Drydock',
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        ...request.headers,
      },
    });
    const connecting = setTimeout(
      () => break_(new Error(`no connection within ${limits.connectMs / 1_000} s`)),
      limits.connectMs,
    );
    call.once('socket', (socket) => {
      // From here on bytes of the request may be under way.
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        hasLeft = true;
        clearTimeout(connecting);
      });
    });
    call.on('error', break_);
    call.once('response', (response) => read(response, limits.answerBytes).then(settle));
    call.end(body);
  });
}

/** What came, to its end or to the limit. */
function read(response: IncomingMessage, limitBytes: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const give = (isCut: boolean) => {
      const text = Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8');
      resolve({ kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, text, isCut });
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) give(true);
    });
    response.once('end', () => give(false));
    // A connection that breaks in the middle of an answer has given its status all the same.
    response.once('error', () => give(true));
    response.once('close', () => give(!response.complete));
  });
}

function wordsOf(error: Error, signal: AbortSignal, late: AbortSignal, totalMs: number): string {
  if (signal.aborted) return 'it was stopped';
  if (late.aborted) return `no answer within ${totalMs / 1_000} s`;
  const code = 'code' in error ? String(error.code) : '';
  return findNetworkWords(code) ?? error.message;
}
