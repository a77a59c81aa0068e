/** What a person may do to the notices. */
import { noticeEventSchemas } from '../events/notice-events.ts';

export const noticeCommandSchemas = {
  'plan-notice': noticeEventSchemas['notice-planned'],
  'change-notice': noticeEventSchemas['notice-changed'],
  'drop-notice': noticeEventSchemas['notice-dropped'],
  'begin-sending': noticeEventSchemas['sending-begun'],
  'settle-sending': noticeEventSchemas['sending-settled'],
  'copy-notice': noticeEventSchemas['notice-copied'],
} as const;
