/**
 * Puts a report on a page of a wiki, the whole page its own. A mark on the page says which report it is and what was last put there, so that what
 * somebody has written there since is not overwritten, and a try whose end nobody saw is recognised instead of repeated.
 */
import { createHash } from 'node:crypto';
import type { ChannelOf } from '../../core/notice/channel.ts';
import { type Failure, fail, type Result, succeed } from '../../core/result.ts';
import type { Clock } from '../engine/ports.ts';
import { logIn, type WikiSession } from './senders/mediawiki-session.ts';
import { isPassing, readPage, type WikiFailure, type WikiPage, writePage } from './senders/wiki-page.ts';

export interface WikiPost {
  readonly page: string;
  readonly maintenance: string;
  readonly wikitext: string;
  readonly summary: string;
  /** The revision that was seen and is to be replaced, though others wrote it. */
  readonly overRevision?: number;
}

export interface Posted {
  readonly page: string;
  readonly revision?: number;
  readonly url?: string;
}

type PostFailure = Failure<'page-is-others' | 'wiki-refused' | 'wiki-failed' | 'outcome-unknown'>;

/** The first included. */
const triesLimit = 4;
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/** @param signal how long it may take, all tries together */
export async function postReport(
  channel: ChannelOf<'mediawiki'>,
  password: string,
  post: WikiPost,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<Result<Posted, PostFailure>> {
  const text = toPageText(post);
  let isInDoubt = false;
  for (let tries = 1; ; tries += 1) {
    const tried = await tryOnce(channel, password, { ...post, text }, { signal, clock });
    if (!('failure' in tried)) return tried.done;
    const { failure, wasWritten } = tried;
    isInDoubt ||= wasWritten && failure.kind === 'unknown';
    const mayTryAgain = (isPassing(failure) || failure.kind === 'unknown') && tries < triesLimit && !signal.aborted;
    if (!mayTryAgain) return giveUp(failure, isInDoubt);
    const pauseMs = Math.min(failure.retryAfterMs ?? firstPauseMs * 2 ** (tries - 1), longestPauseMs);
    await pause(pauseMs, signal, clock);
  }
}

type Tried =
  | { readonly done: Result<Posted, PostFailure> }
  | { readonly failure: WikiFailure; readonly wasWritten: boolean };

async function tryOnce(
  channel: ChannelOf<'mediawiki'>,
  password: string,
  post: WikiPost & { readonly text: string },
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<Tried> {
  const session = await logIn(channel, password, signal, clock);
  if (!session.ok) return { failure: session.failure, wasWritten: false };
  const read = await readPage(session.value, post.page);
  if (!read.ok) return { failure: read.failure, wasWritten: false };
  const page = read.value;
  if (page.revision !== undefined && page.text.trim() === post.text.trim()) {
    return { done: succeed(toPosted(page, page.revision)) };
  }
  const refusal = refuseOthers(page, post);
  if (refusal !== undefined) return { done: refusal };
  return write(session.value, page, post);
}

async function write(
  session: WikiSession,
  page: WikiPage,
  { text, summary }: { readonly text: string; readonly summary: string },
): Promise<Tried> {
  const written = await writePage(session, page, { text, summary });
  if (!written.ok) return { failure: written.failure, wasWritten: true };
  return { done: succeed(toPosted(page, written.value.revision)) };
}

/** A page that is not this report's, or that somebody has written on since, is somebody's work. */
function refuseOthers(page: WikiPage, { maintenance, overRevision }: WikiPost) {
  if (page.revision === undefined || page.text.trim() === '' || page.revision === overRevision) return undefined;
  const [, owner, hash] = /^<!-- drydock report (\S+) ([0-9a-f]{64}) -->\n/.exec(page.text) ?? [];
  const isOurs = owner === maintenance && hash === hashOf(page.text.slice(page.text.indexOf('\n') + 1));
  if (isOurs) return undefined;
  const why = owner === maintenance ? 'somebody has written on it since' : 'it holds something else';
  return fail('page-is-others', `The page “${page.title}” is there already, and ${why} (revision ${page.revision}).`, {
    advice: `Take another page, or look at that revision and say that it is to be replaced: ${page.revision}.`,
    revision: page.revision,
  });
}

/** The mark first: a wiki cuts white space at the end of a page, and nowhere else. */
function toPageText({ maintenance, wikitext }: WikiPost): string {
  return `<!-- drydock report ${maintenance} ${hashOf(wikitext)} -->\n${wikitext}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex');
}

function toPosted({ title, url }: WikiPage, revision: number | undefined): Posted {
  return {
    page: title,
    ...(revision === undefined ? {} : { revision }),
    ...(url === undefined ? {} : { url }),
  };
}

function giveUp(failure: WikiFailure, isInDoubt: boolean): Result<never, PostFailure> {
  const { message } = failure;
  if (isInDoubt) {
    return fail('outcome-unknown', `Nobody knows whether the page was written. ${message}`, {
      advice: 'Look at the page. To post again changes nothing where it is there.',
    });
  }
  if (isPassing(failure) || failure.kind === 'unknown') {
    return fail('wiki-failed', `The page was not written. ${message}`, { advice: 'Try again in a while.' });
  }
  return fail('wiki-refused', `The page was not written. ${message}`, {
    advice: 'Look at the channel’s address, user and rights.',
  });
}

function pause(pauseMs: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const takeBack = clock.after(pauseMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => {
      takeBack();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
