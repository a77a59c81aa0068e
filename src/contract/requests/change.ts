/** What may be asked of the change record, its checklist and its criteria. */
import { command, draftCommand, type RequestShape } from '../request-shape.ts';

export const changeRequests = {
  'record.change': draftCommand('Writes the change record.', 'change-record'),
  'checklist.set': draftCommand('Sets the validation checklist; results of items that stay, stay.', 'set-checklist'),
  'checklist.settle': command('Says how a validation came out, and on what evidence.', 'settle-item'),
  'checklist.reopen': command('Opens a validation again.', 'reopen-item'),
  'criterion.decide': command('Decides by one of the criteria of turning back.', 'decide-criterion'),
  'closing.say': command('Says a part of what completion waits for.', 'say-closing-part'),
} as const satisfies Record<string, RequestShape>;
