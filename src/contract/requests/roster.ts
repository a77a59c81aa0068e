/** What may be asked of the roster of a maintenance. */
import { command, draftCommand, type RequestShape } from '../request-shape.ts';

export const rosterRequests = {
  'roster.release': draftCommand('Takes somebody off the roster, with their shifts and duties.', 'release'),
  'roster.setShifts': draftCommand('Sets who is on duty when.', 'set-shifts'),
  'roster.assignDuties': draftCommand('Says who leads, who owns the notices and who the validation.', 'assign-duties'),
  'roster.checkIn': command('Says that somebody is there.', 'check-in'),
  'roster.unavailable': command(
    'Says that somebody is not available, from now or from an instant.',
    'report-unavailable',
  ),
  'roster.available': command('Says that somebody is available again.', 'report-available'),
  'roster.offerHandOver': command('Offers a shift or the lead to somebody else.', 'offer-hand-over'),
  'roster.acceptHandOver': command('Takes over what was offered.', 'accept-hand-over'),
  'roster.declineHandOver': command('Does not take over what was offered.', 'decline-hand-over'),
  'roster.claim': command('Says what somebody works on, with a goal and its allotted time.', 'claim'),
  'roster.endClaim': command('Says that somebody has ended what they worked on.', 'end-claim'),
  'roster.continue': command('Records what the remaining members decided after a drop-out.', 'decide-continuation'),
} as const satisfies Record<string, RequestShape>;
