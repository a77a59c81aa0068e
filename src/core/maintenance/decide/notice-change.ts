/** What of a notice may be changed, and by whom. */
import type { Notice } from '../../notice/notice.ts';
import type { Actor } from '../actor.ts';
import { refuse } from '../refusal.ts';

/**
 * What it is about, what it is, for whom, and whether the console sends it by itself is what makes it due: only its words, channels and time
 * are somebody's to choose. Where it goes is the leader's console's: over an invite only the words and the due time change, and
 * nothing of what the console sends by itself.
 */
export function refuseNoticeChange(before: Notice, after: Notice, { via }: Actor) {
  if (after.about !== before.about) return refuse('not-now', 'Which change of schedule it tells of is not changed.');
  if (after.kind !== before.kind) return refuse('not-now', 'What a notice tells is not changed.', another);
  if (after.audience !== before.audience) return refuse('not-now', 'For whom a notice is is not changed.', another);
  if (isAutomatic(after) !== isAutomatic(before))
    return refuse('not-now', 'Whether the console sends a notice by itself is the environment’s own setting.');
  return via === undefined ? undefined : refuseVisitorsChange(before, after);
}

function refuseVisitorsChange(before: Notice, after: Notice) {
  if (isAutomatic(before))
    return refuse(
      'not-allowed',
      'The console sends this notice by itself: it is changed at the maintenance leader’s console alone.',
      'Ask the leader.',
    );
  const isElsewhere = JSON.stringify(after.channels) !== JSON.stringify(before.channels);
  if (isElsewhere || after.graceMs !== before.graceMs)
    return refuse(
      'not-allowed',
      'From another machine, only the words of a notice and the time it is due are changed.',
      'Ask the leader to change its channels.',
    );
  return undefined;
}

const another = 'Plan another one.';

function isAutomatic(notice: Notice): boolean {
  return notice.isAutomatic === true;
}
