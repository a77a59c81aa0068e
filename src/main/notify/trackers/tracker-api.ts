/** What a tracker's API is asked: whether an issue is there, to make it, and how it stands. One file each tracker. */
import type { Issue } from '../../../core/postmortem/render/issue.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { Clock } from '../../engine/ports.ts';
import { type Exchange, exchange, type HttpRequest, httpLimits } from '../senders/http.ts';
import { toJson, toTrouble } from '../senders/outcome.ts';

/** `unknown`: what was asked for may have been done. */
export interface TrackerFailure extends Failure<'refused' | 'failed' | 'unknown'> {
  readonly retryAfterMs?: number;
}
export type TrackerAnswer<T> = Result<T, TrackerFailure>;

export type IssueState = 'open' | 'closed';

export interface TrackerApi {
  /** The address of the issue with that mark, among the newest; `undefined` where there is none. Changes nothing. */
  find(issue: Issue, signal: AbortSignal): Promise<TrackerAnswer<string | undefined>>;
  /** The address of what it made. */
  make(issue: Issue, signal: AbortSignal): Promise<TrackerAnswer<string>>;
  /** How the issue of that number stands. Changes nothing. */
  look(number: number, signal: AbortSignal): Promise<TrackerAnswer<IssueState>>;
}

/** How many of the newest issues are looked through for one that is there already. */
export const lookedThrough = 100;
const limits = { ...httpLimits, answerBytes: 8 * 1024 * 1024 };

/** @param does whether it changes something: what only looks has failed where nobody knows */
export async function call(
  request: HttpRequest,
  does: 'look' | 'make',
  signal: AbortSignal,
  clock: Clock,
): Promise<TrackerAnswer<unknown>> {
  const answer = await exchange(request, signal, limits);
  const trouble = toTrouble(answer, clock.now());
  if (trouble === undefined) {
    const json = toJson(answer);
    return json === undefined ? noJson(answer, does) : { ok: true, value: json };
  }
  const kind = trouble.kind === 'unknown' && does === 'look' ? 'failed' : trouble.kind;
  const retryAfterMs = trouble.kind === 'failed' ? trouble.retryAfterMs : undefined;
  return toFailure(kind, trouble.problem, retryAfterMs);
}

export function toFailure(
  kind: TrackerFailure['kind'],
  message: string,
  retryAfterMs?: number,
): { readonly ok: false; readonly failure: TrackerFailure } {
  return { ok: false, failure: { kind, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } };
}

/** It said yes to what it was asked to make, in words nobody can read: it may be there. */
function noJson(answer: Exchange, does: 'look' | 'make') {
  const isCut = answer.kind === 'answered' && answer.isCut;
  return toFailure(
    does === 'make' ? 'unknown' : 'refused',
    isCut ? 'The answer was cut.' : 'What answered is no API of that tracker.',
  );
}
