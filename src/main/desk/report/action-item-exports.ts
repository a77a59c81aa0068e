/** Requests that take action items to a tracker: by addresses that a person follows, or by its API. */
import type { RequestOutput } from '../../../contract/requests.ts';
import { isToTrack } from '../../../core/postmortem/issues.ts';
import { toIssue, toIssueLink } from '../../../core/postmortem/render/issue.ts';
import type { ActionItem, Report } from '../../../core/postmortem/report.ts';
import { toIssueNumber } from '../../../core/postmortem/tracker-link.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { checkTracker, createTrackerApi, type IssueOutcome, makeIssue } from '../../notify/trackers/make-issues.ts';
import type { Caller } from '../desk.ts';
import type { Handler, Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { findReport, toReport } from './report-book.ts';

/** All items and their tries together. */
const sendMs = 240_000;
const atMost = 50;
const problemsLimit = 3;

type Sent = RequestOutput<'actionItem.send'>[number];

/** @param set writes an item into the report, in turn with whoever edits it */
export function actionItemExportHandlers(
  parts: DeskParts,
  set: Handler<'actionItem.set'>,
): Handlers<'actionItem.links' | 'actionItem.send' | 'actionItem.look'> {
  return {
    'actionItem.links': ({ maintenance, items, tracker }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const report = toReport(parts, found.value);
      const chosen = choose(report, items);
      if (!chosen.ok) return chosen;
      const issues = chosen.value.map((item) => toIssue(report, item, tracker.kind));
      return succeed(
        issues.map((issue) => ({
          item: issue.item,
          title: issue.title,
          body: issue.body,
          url: toIssueLink(tracker, issue),
        })),
      );
    },
    'actionItem.send': async ({ maintenance, items, tracker, token }, caller) => {
      const problem = checkTracker(tracker);
      if (problem !== undefined) return fail('bad-tracker', problem);
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const report = toReport(parts, found.value);
      const chosen = choose(report, items);
      if (!chosen.ok) return chosen;
      const api = createTrackerApi(tracker, token, parts.clock);
      const limits = { signal: AbortSignal.timeout(sendMs), clock: parts.clock };
      const sent: Sent[] = [];
      for (const item of chosen.value) {
        const outcome = await makeIssue(api, toIssue(report, item, tracker.kind), limits);
        sent.push({ ...toSent(item, outcome), isNoted: await note(item, outcome, report, caller) });
        // What the tracker refuses for one it refuses for all: a token, an address, a right.
        if (outcome.kind === 'refused') break;
      }
      return succeed(sent);
    },
    'actionItem.look': async ({ maintenance, items, tracker, token }) => {
      const problem = checkTracker(tracker);
      if (problem !== undefined) return fail('bad-tracker', problem);
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const { actionItems } = toReport(parts, found.value);
      const api = createTrackerApi(tracker, token, parts.clock);
      const signal = AbortSignal.timeout(sendMs);
      const seen: RequestOutput<'actionItem.look'> = [];
      for (const { id, link: url = '' } of actionItems) {
        const number = toIssueNumber(tracker, url);
        if (number === undefined || items?.includes(id) === false) continue;
        const asked = await api.look(number, signal);
        seen.push({ item: id, url, ...(asked.ok ? { state: asked.value } : { problem: asked.failure.message }) });
        // So many of them are no accident: it is the token, or the tracker.
        if (seen.length >= atMost || seen.filter(({ state }) => state === undefined).length >= problemsLimit) break;
      }
      return succeed(seen);
    },
  };

  /** Where an item is tracked is no part of what reviewers gave their word on. */
  async function note(item: ActionItem, outcome: IssueOutcome, report: Report, caller: Caller): Promise<boolean> {
    if (!('url' in outcome)) return false;
    const { maintenance } = report.facts;
    const found = findReport(parts, maintenance);
    if (!found.ok) return false;
    const { text, version } = found.value.text;
    const now = text.actionItems.find(({ id }) => id === item.id);
    if (now === undefined) return false;
    const kept = await set({ maintenance, version, item: { ...now, link: outcome.url } }, caller);
    return kept.ok;
  }
}

function choose({ actionItems }: Report, ids: readonly string[] | undefined): Result<readonly ActionItem[], Failure> {
  const stranger = ids?.find((id) => !actionItems.some((item) => item.id === id));
  if (stranger !== undefined) return fail('no-such-item', `There is no action item “${stranger}” in the report.`);
  const chosen = ids === undefined ? actionItems.filter(isToTrack) : actionItems.filter(({ id }) => ids.includes(id));
  if (chosen.length > atMost)
    return fail('too-many', `${chosen.length} action items are more than the ${atMost} that leave at once.`, {
      advice: 'Name those that are meant.',
    });
  return chosen.length > 0
    ? succeed(chosen)
    : fail('nothing-to-do', 'No action item is open and not tracked elsewhere yet.', { advice: 'Name those meant.' });
}

function toSent({ id }: ActionItem, outcome: IssueOutcome): Omit<Sent, 'isNoted'> {
  return 'url' in outcome
    ? { item: id, outcome: outcome.kind, url: outcome.url }
    : { item: id, outcome: outcome.kind, problem: outcome.problem };
}
