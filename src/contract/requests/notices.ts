/** What may be asked of the notices of a maintenance. */
import { command, draftCommand, type RequestShape } from '../request-shape.ts';

export const noticeRequests = {
  'notice.plan': draftCommand('Plans a notice.', 'plan-notice'),
  'notice.change': draftCommand('Changes a notice that was not sent.', 'change-notice'),
  'notice.drop': command('Says that a notice is not to be sent, and why.', 'drop-notice'),
  'notice.settle': command('Says what became of a sending nobody knows the outcome of.', 'settle-sending'),
  'notice.copied': command('Says that somebody took a notice elsewhere by hand.', 'copy-notice'),
} as const satisfies Record<string, RequestShape>;
