/** The announcement, so many days ahead (`POL-10`). */
import { toSentAtMs } from '../../notice/notice.ts';
import { addDays, toDaysText, toLocalText } from '../../schedule/days.ts';
import type { Facts } from '../facts.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied } from '../rule.ts';
import { missing, noWindow } from './before.ts';

export function isAnnouncedAhead({ policy, facts, nowMs }: RuleInput): Outcome {
  if (facts.schedule.emergency !== undefined)
    return notApplicable('This is an emergency: it need not be announced ahead.');
  const { window } = facts.schedule;
  if (window === undefined) return noWindow();
  const days = policy.numbers.announcedDaysAhead;
  const dueAtMs = addDays(window.startMs, -days, window.zone);
  const by = toLocalText(dueAtMs, window.zone);
  const announcedAtMs = findAnnouncement(facts);
  // The last moment itself is still in time.
  const isLate = nowMs > dueAtMs;
  const announce = { label: 'Send the public announcement', place: 'notices' } as const;
  if (announcedAtMs === undefined)
    return missing(
      !isLate
        ? `It has to be announced by ${by}, ${toDaysText(days)} before the window.`
        : `It has not been announced. It had to be by ${by}, ${toDaysText(days)} before the window.`,
      { dueAtMs, isLate },
      !isLate ? announce : { label: 'Postpone it, or declare an emergency', place: 'brief' },
    );
  const sent = { text: `announced at ${toLocalText(announcedAtMs, window.zone)}`, fromMs: announcedAtMs };
  if (announcedAtMs <= dueAtMs) return satisfied(`It was announced in time, before ${by}.`, [sent]);
  return {
    status: 'violated',
    says: `It was announced too late: at ${toLocalText(announcedAtMs, window.zone)}, where ${by} was the last moment.`,
    action: { label: 'Postpone it, or have the rule waived', place: 'brief' },
    dueSinceMs: dueAtMs,
    evidence: [sent],
  };
}

/** When the window as it is now was first announced: an announcement of a later one does not count for an earlier one. */
export function findAnnouncement({ notices, schedule }: Pick<Facts, 'notices' | 'schedule'>): number | undefined {
  const broughtForwardAtMs = schedule.changes
    .filter(({ from, to }) => from !== undefined && to !== undefined && to.startMs < from.startMs)
    .reduce((lastMs, { atMs }) => Math.max(lastMs, atMs), Number.NEGATIVE_INFINITY);
  const sentMs = notices.notices
    .filter(({ kind, audience, dropped }) => kind === 'announcement' && audience === 'public' && dropped === undefined)
    .flatMap((notice) => toSentAtMs(notice) ?? [])
    .filter((atMs) => atMs >= broughtForwardAtMs);
  return sentMs.length === 0 ? undefined : Math.min(...sentMs);
}
