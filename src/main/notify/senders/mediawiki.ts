/** A MediaWiki page or its site notice, edited by a bot's password through the action API. */
import { z } from 'zod';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import type { OutgoingMessage, SendOutcome } from '../ports.ts';
import { parseAddress } from './address.ts';
import { type ApiAnswer, logIn, type WikiSession } from './mediawiki-session.ts';
import type { CheckedSender, SenderParts } from './sender-parts.ts';
import { hasNotice, onlyNotice, withNotice } from './wikitext.ts';

type Wiki = ChannelOf<'mediawiki'>;

/** Conditions of the moment; everything else the wiki says no to stays so until somebody changes something. */
const passing = new Set([
  'maxlag',
  'readonly',
  'ratelimited',
  'editconflict',
  'badtoken',
  'assertuserfailed',
  'notoken',
]);

const pageSchema = z.object({
  curtimestamp: z.string(),
  query: z.object({
    pages: z
      .array(
        z.object({
          missing: z.boolean().optional(),
          invalid: z.boolean().optional(),
          lastrevid: z.int().optional(),
          revisions: z.array(z.object({ slots: z.object({ main: z.object({ content: z.string() }) }) })).optional(),
        }),
      )
      .length(1),
    tokens: z.object({ csrftoken: z.string() }),
  }),
});
const editedSchema = z.object({ edit: z.object({ result: z.literal('Success'), newrevid: z.int().optional() }) });

export function createMediawikiSender(channel: Wiki, { clock }: SenderParts): CheckedSender {
  return {
    // Every notice leaves its sending's id in a comment of the page, and looks for it first.
    isIdempotent: true,
    check: () => {
      const parsed = parseAddress(channel.url, 'The channel’s address');
      if (typeof parsed === 'string') return parsed;
      if (!parsed.pathname.endsWith('api.php')) return 'The address of a wiki’s API ends in “api.php”.';
      return /[[\]{}|#<>\n]/.test(channel.page)
        ? 'The page’s name has a character that no page’s name has.'
        : undefined;
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
  const asked = await session.get({
    action: 'query',
    prop: 'info|revisions',
    rvprop: 'content',
    rvslots: 'main',
    meta: 'tokens',
    titles: channel.page,
    curtimestamp: '1',
  });
  if (!asked.ok) return toOutcome(asked.failure, 'read');
  const read = pageSchema.safeParse(asked.value);
  const page = read.data?.query.pages[0];
  if (!read.success || page === undefined || page.invalid === true) {
    return { kind: 'refused', problem: `The wiki does not give the page “${channel.page}”.` };
  }
  const before = page.revisions?.[0]?.slots.main.content ?? '';
  if (hasNotice(before, message)) return { kind: 'sent', ...referenceOf(channel, page.lastrevid) };

  const done = await session.post({
    action: 'edit',
    title: channel.page,
    text: channel.mode === 'replace' ? onlyNotice(message) : withNotice(before, message),
    summary: message.subject.slice(0, 400),
    starttimestamp: read.data.curtimestamp,
    // Somebody else's edit in between is a conflict, not lost.
    ...(page.lastrevid === undefined ? { createonly: '1' } : { baserevid: String(page.lastrevid), nocreate: '1' }),
    assert: 'user',
    maxlag: '5',
    token: read.data.query.tokens.csrftoken,
  });
  if (!done.ok) return toOutcome(done.failure, 'write');
  const edited = editedSchema.safeParse(done.value);
  if (edited.success) return { kind: 'sent', ...referenceOf(channel, edited.data.edit.newrevid) };
  return { kind: 'refused', problem: `The wiki did not take the edit: ${JSON.stringify(done.value).slice(0, 300)}` };
}

function referenceOf({ page }: Wiki, revision: number | undefined): { readonly reference?: string } {
  return { reference: revision === undefined ? page : `${page}, revision ${revision}` };
}

type WikiFailure = Extract<ApiAnswer, { readonly ok: false }>['failure'];

/** What only read has changed nothing, however it ended. */
function toOutcome({ kind, code, message: problem, retryAfterMs }: WikiFailure, what: 'read' | 'write'): SendOutcome {
  const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (kind === 'said-no')
    return passing.has(code) ? { kind: 'failed', problem, ...pause } : { kind: 'refused', problem };
  if (kind === 'refused') return { kind, problem };
  return kind === 'unknown' && what === 'write' ? { kind, problem } : { kind: 'failed', problem, ...pause };
}
