/** Makes issues of action items, one after another, each at most once: it looks for it first, and again where nobody knows. */
import type { Issue } from '../../../core/postmortem/render/issue.ts';
import type { TrackerPlace } from '../../../core/postmortem/tracker-place.ts';
import type { Clock } from '../../engine/ports.ts';
import { parseAddress } from '../senders/address.ts';
import { createGithub } from './github.ts';
import { createGitlab } from './gitlab.ts';
import { createPhabricator } from './phabricator.ts';
import type { TrackerAnswer, TrackerApi } from './tracker-api.ts';

/** `unknown`: it may be there; nobody makes it again on a guess. */
export type IssueOutcome =
  | { readonly kind: 'made' | 'was-there'; readonly url: string }
  | { readonly kind: 'refused' | 'failed' | 'unknown'; readonly problem: string };

/** The first included. */
const triesLimit = 3;
const firstPauseMs = 1_000;
const longestPauseMs = 20_000;

/** What is wrong with a tracker's address, in a sentence. */
export function checkTracker({ url }: TrackerPlace): string | undefined {
  const parsed = parseAddress(url, 'The tracker’s address');
  return typeof parsed === 'string' ? parsed : undefined;
}

export function createTrackerApi(tracker: TrackerPlace, token: string, clock: Clock): TrackerApi {
  switch (tracker.kind) {
    case 'github':
      return createGithub(tracker, token, clock);
    case 'gitlab':
      return createGitlab(tracker, token, clock);
    case 'phabricator':
      return createPhabricator(tracker, token, clock);
  }
}

/** @param signal how long it may take, all tries together */
export async function makeIssue(
  api: TrackerApi,
  issue: Issue,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<IssueOutcome> {
  let isInDoubt = false;
  for (let tries = 1; ; tries += 1) {
    const found = await api.find(issue, signal);
    if (found.ok && found.value !== undefined) return { kind: isInDoubt ? 'made' : 'was-there', url: found.value };
    const done: TrackerAnswer<string> | undefined = found.ok && !isInDoubt ? await api.make(issue, signal) : undefined;
    if (done?.ok === true) return { kind: 'made', url: done.value };
    const failure = found.ok ? done?.failure : found.failure;
    isInDoubt ||= done !== undefined && done.failure.kind === 'unknown';
    const problem = failure?.message ?? 'Nobody knows whether it was made.';
    if (failure?.kind === 'refused') return { kind: isInDoubt ? 'unknown' : 'refused', problem };
    if (tries >= triesLimit || signal.aborted) return { kind: isInDoubt ? 'unknown' : 'failed', problem };
    const pauseMs = Math.min(failure?.retryAfterMs ?? firstPauseMs * 2 ** (tries - 1), longestPauseMs);
    await new Promise<void>((resolve) => {
      const takeBack = clock.after(pauseMs, resolve);
      const stop = () => {
        takeBack();
        resolve();
      };
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}
