/** What may be asked about approvals, waivers, own rules and outside help. */
import { command, type RequestShape } from '../request-shape.ts';

export const approvalRequests = {
  'approval.ask': command('Asks people for their approval of the plan and window as they are.', 'ask-approval'),
  'rule.waive': command('Waives a rule, with the reason.', 'waive'),
  'rule.withdrawWaiver': command('Takes a waiver back.', 'withdraw-waiver'),
  'rule.confirm': command('Confirms a rule of the team’s own, with the evidence.', 'confirm-own-rule'),
  'rule.doubt': command('Takes the confirmation of an own rule back.', 'doubt-own-rule'),
  'support.ask': command('Asks for outside help.', 'ask-support'),
  'support.signOff': command('Signs off that outside help is urgent.', 'sign-off-support'),
  'support.acknowledge': command('Says that a member understands why outside help is needed.', 'acknowledge-support'),
  'support.raise': command('Says that outside help was raised, and under which reference.', 'raise-support'),
} as const satisfies Record<string, RequestShape>;
