/** A MediaWiki page or its site notice, edited by a bot's password through the action API. */
import type { ChannelOf } from '../../../core/notice/channel.ts';
import type { OutgoingMessage, SendOutcome } from '../ports.ts';
import { parseAddress } from './address.ts';
import { logIn, type WikiSession } from './mediawiki-session.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';
import { isPageName, isPassing, readPage, type WikiFailure, writePage } from './wiki-page.ts';
import { hasNotice, onlyNotice, withNotice } from './wikitext.ts';

type Wiki = ChannelOf<'mediawiki'>;

export function createMediawikiSender(channel: Wiki, { clock }: SenderParts): CheckedSender {
  return {
    // Every notice leaves its sending's id in a comment of the page, and looks for it first.
    isIdempotent: true,
    check: () => {
      const parsed = parseAddress(channel.url, 'The channel’s address');
      if (typeof parsed === 'string') return parsed;
      if (!parsed.pathname.endsWith('api.php')) return 'The address of a wiki’s API ends in “api.php”.';
      return isPageName(channel.page) ? undefined : 'The page’s name has a character that no page’s name has.';
    },
    async send(message, secrets, signal) {
      const session = await logIn(channel, secrets.get('password') ?? '', signal, clock);
      if (!session.ok) return toOutcome(session.failure, 'read');
      return edit(channel, session.value, message);
    },
    async try(secrets, signal) {
      const session = await logIn(channel, secrets.get('password') ?? '', signal, clock);
      return session.ok
        ? { isWorking: true, message: `Signed in as ${session.value.user}. No page was changed.` }
        : { isWorking: false, message: session.failure.message };
    },
  };
}

async function edit(channel: Wiki, session: WikiSession, message: OutgoingMessage): Promise<SendOutcome> {
  const read = await readPage(session, channel.page);
  if (!read.ok) return toOutcome(read.failure, 'read');
  const page = read.value;
  if (hasNotice(page.text, message)) return { kind: 'sent', ...referenceOf(channel, page.revision) };
  const text = channel.mode === 'replace' ? onlyNotice(message) : withNotice(page.text, message);
  const written = await writePage(session, page, { text, summary: message.subject });
  if (!written.ok) return toOutcome(written.failure, 'write');
  return { kind: 'sent', ...referenceOf(channel, written.value.revision) };
}

function referenceOf({ page }: Wiki, revision: number | undefined): { readonly reference?: string } {
  return { reference: revision === undefined ? page : `${page}, revision ${revision}` };
}

/** What only read has changed nothing, however it ended. */
function toOutcome(failure: WikiFailure, what: 'read' | 'write'): SendOutcome {
  const { kind, message: problem, retryAfterMs } = failure;
  const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (isPassing(failure)) return { kind: 'failed', problem, ...pause };
  if (kind === 'said-no' || kind === 'refused') return { kind: 'refused', problem };
  return kind === 'unknown' && what === 'write' ? { kind, problem } : { kind: 'failed', problem, ...pause };
}
