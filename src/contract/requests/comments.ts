/** What people may say to each other in a maintenance, and mark as seen. */
import { command, type RequestShape } from '../request-shape.ts';

export const commentRequests = {
  'comment.add': command(
    'Says something to the others: about a line, an event, a step or a notice, or in answer to a comment. `@id` of somebody on the roster tells them.',
    'comment',
  ),
  'comment.seen': command('Marks lines, events, steps, notices or comments as seen by whoever asks.', 'mark-seen'),
} as const satisfies Record<string, RequestShape>;
