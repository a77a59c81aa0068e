/** What everybody may be told of an event: how the services stood, that it began and ended or went back, and what was told in public already. */
import type { JournalEvent } from '../maintenance/events.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { toNoticeTitle } from '../notice/notice-title.ts';
import { levelWords } from './outage.ts';

/** A sentence of fixed words and the names of services; `undefined` for what is the team's own. No note or reason is part of it. */
export function toOpenText(event: JournalEvent, { notices }: MaintenanceState): string | undefined {
  switch (event.type) {
    case 'service-marked':
      return `${event.data.mark.service} ${levelWords[event.data.mark.level]}.`;
    case 'run-started':
      return 'The maintenance began.';
    case 'roll-back-begun':
      return 'The rollback began.';
    case 'run-aborted':
      return 'The maintenance was aborted.';
    case 'run-ended':
      return 'The maintenance ended.';
    case 'sending-done':
    case 'notice-copied': {
      const notice = notices.notices.find(({ id }) => id === event.data.notice);
      if (notice?.audience !== 'public') return undefined;
      const { subject: _, ...plain } = notice;
      return `The ${toNoticeTitle(plain)} went out.`;
    }
    default:
      return undefined;
  }
}
