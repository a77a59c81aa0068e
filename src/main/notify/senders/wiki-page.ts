/** A page of a wiki, read whole and written whole, so that somebody else's edit in between is a conflict and not lost. */
import { z } from 'zod';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { ApiAnswer, WikiSession } from './mediawiki-session.ts';

export type WikiFailure = Extract<ApiAnswer, { readonly ok: false }>['failure'];

export interface WikiPage {
  readonly title: string;
  readonly text: string;
  /** Absent: there is no such page. */
  readonly revision?: number;
  /** Where a browser finds it. */
  readonly url?: string;
  /** The wiki's own time of the reading, which the edit refers to. */
  readonly readAt: string;
  readonly token: string;
}

/** Conditions of the moment; everything else the wiki says no to stays so until somebody changes something. */
const passing = new Set([
  'maxlag',
  'readonly',
  'ratelimited',
  'editconflict',
  'articleexists',
  'badtoken',
  'assertuserfailed',
  'notoken',
]);

const readSchema = z.object({
  curtimestamp: z.string(),
  query: z.object({
    pages: z
      .array(
        z.object({
          missing: z.boolean().optional(),
          invalid: z.boolean().optional(),
          lastrevid: z.int().optional(),
          fullurl: z
            .url({ protocol: /^https?$/ })
            .max(2_000)
            .optional()
            .catch(undefined),
          revisions: z.array(z.object({ slots: z.object({ main: z.object({ content: z.string() }) }) })).optional(),
        }),
      )
      .length(1),
    tokens: z.object({ csrftoken: z.string() }),
  }),
});
const editedSchema = z.object({ edit: z.object({ result: z.literal('Success'), newrevid: z.int().optional() }) });

export function isPageName(name: string): boolean {
  return !/[[\]{}|#<>\n]/.test(name);
}

export function isPassing({ kind, code }: WikiFailure): boolean {
  return kind === 'failed' || (kind === 'said-no' && passing.has(code));
}

export async function readPage(session: WikiSession, title: string): Promise<Result<WikiPage, WikiFailure>> {
  const asked = await session.get({
    action: 'query',
    prop: 'info|revisions',
    inprop: 'url',
    rvprop: 'content',
    rvslots: 'main',
    meta: 'tokens',
    titles: title,
    curtimestamp: '1',
  });
  if (!asked.ok) return asked;
  const read = readSchema.safeParse(asked.value);
  const page = read.data?.query.pages[0];
  if (!read.success || page === undefined || page.invalid === true) {
    return { ok: false, failure: { ...refused(`The wiki does not give the page “${title}”.`), code: '' } };
  }
  return succeed({
    title,
    text: page.revisions?.[0]?.slots.main.content ?? '',
    ...(page.lastrevid === undefined || page.missing === true ? {} : { revision: page.lastrevid }),
    ...(page.fullurl === undefined ? {} : { url: page.fullurl }),
    readAt: read.data.curtimestamp,
    token: read.data.query.tokens.csrftoken,
  });
}

/** The revision it made, where the wiki names one. What only reads changed nothing; this may have, where it fails as `unknown`. */
export async function writePage(
  session: WikiSession,
  page: WikiPage,
  { text, summary }: { readonly text: string; readonly summary: string },
): Promise<Result<{ readonly revision?: number }, WikiFailure>> {
  const done = await session.post({
    action: 'edit',
    title: page.title,
    text,
    summary: summary.slice(0, 400),
    starttimestamp: page.readAt,
    // Somebody else's edit in between is a conflict, not lost.
    ...(page.revision === undefined ? { createonly: '1' } : { baserevid: String(page.revision), nocreate: '1' }),
    assert: 'user',
    maxlag: '5',
    token: page.token,
  });
  if (!done.ok) return done;
  const edited = editedSchema.safeParse(done.value);
  if (!edited.success) {
    const said = JSON.stringify(done.value).slice(0, 300);
    return { ok: false, failure: { ...refused(`The wiki did not take the edit: ${said}`), code: '' } };
  }
  const { newrevid } = edited.data.edit;
  return succeed(newrevid === undefined ? {} : { revision: newrevid });
}

function refused(message: string): Failure<'refused'> {
  return fail('refused', message).failure;
}
