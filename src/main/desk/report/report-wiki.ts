/** Puts a report on a wiki: only what may be published, through a channel that may carry it; then records that it is. */
import type { RequestParsed } from '../../../contract/requests.ts';
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import { toPublishingProblems } from '../../../core/postmortem/publishing.ts';
import { renderAnnouncement, renderReport } from '../../../core/postmortem/render/render.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { isPageName } from '../../notify/senders/wiki-page.ts';
import { postReport } from '../../notify/wiki-report.ts';
import type { Handlers } from '../handlers.ts';
import { findChannel, refuseWithoutSecrets } from '../notice/channels.ts';
import type { DeskParts } from '../parts.ts';
import { toPublicText } from './announcements.ts';
import { type BookEntry, findAnnouncement, findReport, rolesOf, toReport } from './report-book.ts';
import { readAnew, reportReviewHandlers } from './report-reviews.ts';
import { peopleFor } from './report-view.ts';

/** All tries together. */
const postMs = 120_000;

type Wanted = RequestParsed<'report.postToWiki'>;

export function reportWikiHandlers(parts: DeskParts): Handlers<'report.postToWiki'> {
  const publish = reportReviewHandlers(parts)['report.publish'];
  return {
    'report.postToWiki': async (wanted, caller) => {
      const { maintenance, audience, page, textHash, overRevision } = wanted;
      const channel = findWiki(parts, wanted);
      if (!channel.ok) return channel;
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const wikitext = toWikitextOf(parts, found.value, wanted, caller.actor);
      if (!wikitext.ok) return wikitext;
      const posted = await postReport(
        channel.value,
        parts.channelSecrets.of(channel.value).get('password') ?? '',
        {
          page,
          maintenance: audience === 'public' ? `${maintenance}-announcement` : maintenance,
          wikitext: wikitext.value,
          summary: found.value.text.text.title,
          ...(overRevision === undefined ? {} : { overRevision }),
        },
        { signal: AbortSignal.timeout(postMs), clock: parts.clock },
      );
      if (!posted.ok) return posted;
      const where = posted.value.url ?? `${page} (${new URL(channel.value.url).host})`;
      const recorded = await publish({ maintenance, audience, where, textHash }, caller);
      if (recorded.ok) return succeed({ ...posted.value, seq: recorded.value.seq });
      return fail('not-recorded', `It stands at ${where}, and was not recorded: ${recorded.failure.message}`, {
        advice: 'Say that it is published, and where.',
      });
    },
  };
}

function findWiki(
  parts: DeskParts,
  { channel: name, audience, page }: Wanted,
): Result<ChannelOf<'mediawiki'>, Failure> {
  const found = findChannel(parts.store, name);
  if (!found.ok) return found;
  const channel = found.value;
  if (channel.kind !== 'mediawiki')
    return fail('no-wiki', `“${name}” leads to no wiki.`, { advice: 'Name a channel of the kind MediaWiki.' });
  if (channel.audience === 'public' && audience === 'internal')
    return fail('not-public', `“${name}” is read by the public, and this is an internal text.`, {
      advice: 'Use an internal channel.',
    });
  if (!isPageName(page)) return fail('bad-page', 'The page’s name has a character that no page’s name has.');
  return refuseWithoutSecrets(parts.channelSecrets, channel) ?? succeed(channel);
}

/** The same that publishing asks is asked before anything leaves. */
function toWikitextOf(
  parts: DeskParts,
  entry: BookEntry,
  { audience, textHash }: Wanted,
  actor: Actor,
): Result<string, Failure> {
  const { state, textHash: reportHash } = entry;
  const moment = {
    actor,
    textHash: reportHash,
    roles: rolesOf(parts.store, state),
    people: peopleFor(parts, [actor.person]),
  };
  const announced = audience === 'public' ? toPublicText(parts, entry) : undefined;
  const problems = [
    ...(announced !== undefined && 'problems' in announced ? announced.problems : []),
    ...toPublishingProblems(state, audience, moment),
  ];
  if (problems.length > 0) return fail('not-ready', problems.join(' '), { advice: 'Nothing was posted.' });
  if (announced === undefined) {
    if (reportHash !== textHash) return readAnew();
    return renderReport(toReport(parts, entry), 'mediawiki', { audience: 'internal', form: 'whole' });
  }
  const kept = findAnnouncement(parts.store, state.id);
  if (kept === undefined || !('textHash' in announced) || announced.textHash !== textHash) return readAnew();
  return succeed(renderAnnouncement(kept.body, 'mediawiki'));
}
