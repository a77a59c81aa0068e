/** Decisions about approvals, waivers, own rules and outside help. */
import { assertNever, type Result, succeed } from '../../result.ts';
import type { Actor } from '../actor.ts';
import type { approvalCommandSchemas } from '../commands/approval-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type ApprovalCommand = CommandOf<keyof typeof approvalCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnApproval(state: MaintenanceState, command: ApprovalCommand, actor: Actor): Decision {
  switch (command.type) {
    case 'ask-approval':
      return succeed([{ type: 'approval-asked', data: { request: command.request }, actor }]);
    case 'answer-approval':
      return succeed(command.approvals.map((approval) => ({ type: 'approval-answered', data: { approval }, actor })));
    case 'waive':
      return succeed([{ type: 'rule-waived', data: { rule: command.rule, reason: command.reason }, actor }]);
    case 'withdraw-waiver':
      if (!state.consent.waivers.some(({ rule }) => rule === command.rule))
        return refuse('not-now', `${command.rule} is not waived.`);
      return succeed([{ type: 'waiver-withdrawn', data: { rule: command.rule }, actor }]);
    case 'confirm-own-rule':
      return succeed([{ type: 'own-rule-confirmed', data: { rule: command.rule, evidence: command.evidence }, actor }]);
    case 'doubt-own-rule':
      return succeed([{ type: 'own-rule-doubted', data: { rule: command.rule, reason: command.reason }, actor }]);
    case 'ask-support': {
      const { type: _, ...data } = command;
      return succeed([{ type: 'support-asked', data, actor }]);
    }
    case 'sign-off-support':
      return succeed([{ type: 'support-signed-off', data: { support: command.support }, actor }]);
    case 'acknowledge-support':
      return succeed([
        { type: 'support-acknowledged', data: { support: command.support, person: command.person }, actor },
      ]);
    case 'raise-support':
      return succeed([
        { type: 'support-raised', data: { support: command.support, reference: command.reference }, actor },
      ]);
    default:
      return assertNever(command);
  }
}
