/** One visit to a wiki's API: signed in, its cookies kept for as long as it lasts. */
import { z } from 'zod';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import { type Failure, type Result, succeed } from '../../../core/result.ts';
import type { Clock } from '../../engine/ports.ts';
import { type Exchange, exchange, httpLimits } from './http.ts';
import { toJson, toLine, toTrouble } from './outcome.ts';

type Parameters = Readonly<Record<string, string>>;

interface ApiFailure extends Failure<'said-no' | 'refused' | 'failed' | 'unknown'> {
  /** The wiki's own word, for `said-no`. */
  readonly code: string;
  readonly retryAfterMs?: number;
}
export type ApiAnswer = Result<unknown, ApiFailure>;

export interface WikiSession {
  readonly user: string;
  get(parameters: Parameters): Promise<ApiAnswer>;
  post(parameters: Parameters): Promise<ApiAnswer>;
}

/** A page of two megabytes, and what is said around it. */
const limits = { ...httpLimits, answerBytes: 5 * 1024 * 1024 };
const cookieLimit = 50;

const errorSchema = z.object({ error: z.object({ code: z.string(), info: z.string() }) });
const loginTokenSchema = z.object({ query: z.object({ tokens: z.object({ logintoken: z.string() }) }) });
const loginSchema = z.object({
  login: z.object({ result: z.string(), reason: z.unknown().optional(), lgusername: z.string().optional() }),
});

export async function logIn(
  { url, user }: ChannelOf<'mediawiki'>,
  password: string,
  signal: AbortSignal,
  clock: Clock,
): Promise<Result<WikiSession, ApiFailure>> {
  const cookies = new Map<string, string>();
  const call = async (method: 'GET' | 'POST', parameters: Parameters): Promise<ApiAnswer> => {
    const form = new URLSearchParams({ ...parameters, format: 'json', formatversion: '2' });
    const address = new URL(url);
    if (method === 'GET') address.search = form.toString();
    const answer = await exchange(
      {
        method,
        url: address,
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'user-agent': 'Drydock (maintenance notices)',
          ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(method === 'POST' ? { body: form.toString() } : {}),
      },
      signal,
      limits,
    );
    keep(cookies, answer);
    return toAnswer(answer, method, clock.now());
  };

  const asked = await call('GET', { action: 'query', meta: 'tokens', type: 'login' });
  if (!asked.ok) return asked;
  const token = loginTokenSchema.safeParse(asked.value);
  if (!token.success) return failApi('refused', '', 'What answered is no MediaWiki API.');
  const given = await call('POST', {
    action: 'login',
    lgname: user,
    lgpassword: password,
    lgtoken: token.data.query.tokens.logintoken,
  });
  if (!given.ok) return given;
  const login = loginSchema.safeParse(given.value);
  if (login.data?.login.result !== 'Success') {
    const { result = 'no result', reason } = login.data?.login ?? {};
    const why = typeof reason === 'string' ? reason : JSON.stringify(reason ?? result);
    return failApi('refused', '', `The wiki does not let ${user} in: ${toLine(why)}`);
  }
  return succeed({
    user: login.data.login.lgusername ?? user,
    get: (parameters) => call('GET', parameters),
    post: (parameters) => call('POST', parameters),
  });
}

/** The API reports its errors with status 200. */
function toAnswer(answer: Exchange, method: 'GET' | 'POST', now: number): ApiAnswer {
  const json = toJson(answer);
  const said = errorSchema.safeParse(json);
  const trouble = toTrouble(answer, now);
  if (said.success) {
    const pause = answer.kind === 'answered' ? Number(answer.headers['retry-after']) : Number.NaN;
    const { code, info } = said.data.error;
    return failApi('said-no', code, `The wiki says ${code}: ${toLine(info)}`, pause > 0 ? pause * 1_000 : undefined);
  }
  if (trouble !== undefined) {
    return failApi(trouble.kind, '', trouble.problem, trouble.kind === 'failed' ? trouble.retryAfterMs : undefined);
  }
  if (json !== undefined) return succeed(json);
  const isCut = answer.kind === 'answered' && answer.isCut;
  if (method === 'GET' && !isCut) return failApi('refused', '', 'What answered is no MediaWiki API.');
  return failApi('unknown', '', 'The answer was cut, or is no JSON.');
}

function failApi(
  kind: ApiFailure['kind'],
  code: string,
  message: string,
  retryAfterMs?: number,
): { readonly ok: false; readonly failure: ApiFailure } {
  return { ok: false, failure: { kind, code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } };
}

function keep(cookies: Map<string, string>, answer: Exchange): void {
  const set = answer.kind === 'answered' ? answer.headers['set-cookie'] : undefined;
  for (const line of Array.isArray(set) ? set : []) {
    const [, name, value] = /^\s*([^=;\s]+)=([^;\s]*)/.exec(String(line)) ?? [];
    if (name !== undefined && value !== undefined && cookies.size < cookieLimit) cookies.set(name, value);
  }
}
