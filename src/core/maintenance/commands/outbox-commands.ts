/** What the outbox reports of a notice on its way; never offered to a screen. */
import { noticeEventSchemas } from '../events/notice-events.ts';

export const outboxCommandSchemas = {
  'report-sending-repeated': noticeEventSchemas['sending-repeated'],
  'report-sending-tried': noticeEventSchemas['sending-tried'],
  'report-sending-done': noticeEventSchemas['sending-done'],
  'report-sending-unknown': noticeEventSchemas['sending-unknown'],
} as const;
