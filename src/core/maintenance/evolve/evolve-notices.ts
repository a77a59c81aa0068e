/** Folds what happened into the notices; judges nothing. */

import type { Notices, PlannedNotice, Sending } from '../../notice/notice.ts';
import { assertNever } from '../../result.ts';
import type { noticeEventSchemas } from '../events/notice-events.ts';
import type { JournalEventOf } from '../events.ts';

export function evolveNotices(notices: Notices, event: JournalEventOf<keyof typeof noticeEventSchemas>): Notices {
  const { atMs, actor: by } = event;
  switch (event.type) {
    case 'notice-planned':
      return { notices: [...notices.notices, { ...event.data.notice, sendings: [] }] };
    case 'notice-changed': {
      const { notice } = event.data;
      return withNotice(notices, notice.id, ({ sendings }) => ({ ...notice, sendings, changedBy: by }));
    }
    case 'notice-dropped':
      return withNotice(notices, event.data.notice, (one) => ({
        ...one,
        dropped: { reason: event.data.reason, by, atMs },
      }));
    case 'sending-begun': {
      const { notice, sending: id, channel, subject, text } = event.data;
      const begun: Sending = { id, channel, subject, text, tries: 0, state: 'sending', by, atMs };
      return withNotice(notices, notice, (one) => ({ ...one, sendings: [...one.sendings, begun] }));
    }
    case 'notice-copied': {
      const { notice, sending: id, where, subject, text } = event.data;
      const copied: Sending = {
        id,
        channel: 'by hand',
        subject,
        text,
        tries: 1,
        state: 'sent',
        by,
        atMs,
        sentAtMs: atMs,
        reference: where,
      };
      return withNotice(notices, notice, (one) => ({ ...one, sendings: [...one.sendings, copied] }));
    }
    case 'sending-repeated':
      return withSending(notices, event.data, ({ nextTryAtMs: _, ...one }) => one);
    case 'sending-tried': {
      const { problem, nextTryAtMs } = event.data;
      return withSending(notices, event.data, ({ nextTryAtMs: _, ...one }) => ({
        ...one,
        tries: one.tries + 1,
        problem,
        state: nextTryAtMs === undefined ? 'failed' : 'sending',
        ...(nextTryAtMs === undefined ? {} : { nextTryAtMs }),
      }));
    }
    case 'sending-done': {
      const { reference } = event.data;
      return withSending(notices, event.data, ({ nextTryAtMs: _, problem: __, ...one }) => ({
        ...one,
        tries: one.tries + 1,
        state: 'sent',
        sentAtMs: atMs,
        ...(reference === undefined ? {} : { reference }),
      }));
    }
    case 'sending-unknown':
      return withSending(notices, event.data, ({ nextTryAtMs: _, ...one }) => ({
        ...one,
        state: 'unknown',
        problem: event.data.problem,
      }));
    case 'sending-settled': {
      const { word } = event.data;
      const state = word === 'arrived' ? 'sent' : word === 'give-up' ? 'given-up' : 'failed';
      return withSending(notices, event.data, ({ nextTryAtMs: _, ...one }) => ({
        ...one,
        state,
        ...(word === 'arrived' ? { sentAtMs: atMs } : {}),
      }));
    }
    default:
      return assertNever(event);
  }
}

function withNotice(notices: Notices, id: string, change: (notice: PlannedNotice) => PlannedNotice): Notices {
  return { notices: notices.notices.map((notice) => (notice.id === id ? change(notice) : notice)) };
}

function withSending(
  notices: Notices,
  at: { readonly notice: string; readonly sending: string },
  change: (sending: Sending) => Sending,
): Notices {
  return withNotice(notices, at.notice, (notice) => ({
    ...notice,
    sendings: notice.sendings.map((one) => (one.id === at.sending ? change(one) : one)),
  }));
}
