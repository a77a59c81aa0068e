/** Says each event in one plain sentence: what the log shows of it, and what a search of the journal looks through. */

import { approvalTexts } from './event-text/approval-text.ts';
import { backupTexts } from './event-text/backup-text.ts';
import { changeTexts } from './event-text/change-text.ts';
import { commentTexts } from './event-text/comment-text.ts';
import { contactTexts } from './event-text/contact-text.ts';
import { errandTexts } from './event-text/errand-text.ts';
import { leadTexts } from './event-text/lead-text.ts';
import { noticeTexts } from './event-text/notice-text.ts';
import type { TextsOf } from './event-text/phrases.ts';
import { postmortemTexts } from './event-text/postmortem-text.ts';
import { recordTexts } from './event-text/record-text.ts';
import { rosterTexts } from './event-text/roster-text.ts';
import { runTexts } from './event-text/run-text.ts';
import { scheduleTexts } from './event-text/schedule-text.ts';
import { sharingTexts } from './event-text/sharing-text.ts';
import { stepTexts } from './event-text/step-text.ts';
import type { EventType, NewEventOf } from './events.ts';
import type { Names } from './names/names.ts';

const texts: TextsOf<EventType> = {
  ...recordTexts,
  ...runTexts,
  ...stepTexts,
  ...contactTexts,
  ...errandTexts,
  ...scheduleTexts,
  ...rosterTexts,
  ...approvalTexts,
  ...backupTexts,
  ...changeTexts,
  ...noticeTexts,
  ...leadTexts,
  ...sharingTexts,
  ...postmortemTexts,
  ...commentTexts,
};

/**
 * Who did it is the subject where a person did; hosts and the console itself are named where it matters. No time, no seq.
 * @param names those of the event's own moment: what they do not know is called by its id
 */
export function toEventText<T extends EventType>(event: NewEventOf<T>, names: Names): string {
  return texts[event.type](event, names);
}
