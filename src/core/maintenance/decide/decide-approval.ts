/** Decisions about approvals, waivers, own rules and outside help. */
import type { Policy } from '../../policy/policy.ts';
import { assertNever, type Result, succeed } from '../../result.ts';
import { hasWord } from '../../roster/names.ts';
import { findMember } from '../../roster/roster.ts';
import type { Actor } from '../actor.ts';
import type { approvalCommandSchemas } from '../commands/approval-commands.ts';
import type { CommandOf } from '../commands.ts';
import type { NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';
import { isOver } from '../tasks.ts';
import { decideOnAnswer, decideOnAsk } from './decide-answer.ts';
import { decideOnSupport } from './decide-support.ts';

type ApprovalCommand = CommandOf<keyof typeof approvalCommandSchemas>;
type Decision = Result<readonly NewEvent[], Refusal>;

export function decideOnApproval(
  state: MaintenanceState,
  command: ApprovalCommand,
  actor: Actor,
  atMs: number,
): Decision {
  if (isOver(state)) return refuse('not-now', 'The maintenance is over: nothing is asked or approved any more.');
  switch (command.type) {
    case 'ask-approval':
      return decideOnAsk(state, command, actor);
    case 'answer-approval':
      return decideOnAnswer(state, command, actor);
    case 'waive': {
      const { rule, reason } = command;
      const policy = state.schedule.frozen?.policy ?? command.policy;
      return (
        refuseWaiver(state, rule, policy, actor) ?? succeed([{ type: 'rule-waived', data: { rule, reason }, actor }])
      );
    }
    case 'withdraw-waiver':
      if (!state.consent.waivers.some(({ rule }) => rule === command.rule))
        return refuse('not-now', `${command.rule} is not waived.`);
      return succeed([{ type: 'waiver-withdrawn', data: { rule: command.rule }, actor }]);
    case 'confirm-own-rule': {
      const { rule, evidence } = command;
      const own = (state.schedule.frozen?.policy ?? command.policy).own.find(({ id }) => id === rule);
      if (own === undefined) return refuse('not-ready', `The policy in force has no rule ${rule} of the team’s own.`);
      return (
        refuseRole(state, [own.owner], actor, `confirms ${rule}`) ??
        succeed([{ type: 'own-rule-confirmed', data: { rule, evidence }, actor }])
      );
    }
    case 'doubt-own-rule':
      if (!state.consent.confirmations.some(({ rule }) => rule === command.rule))
        return refuse('not-now', `${command.rule} is not confirmed.`);
      return succeed([{ type: 'own-rule-doubted', data: { rule: command.rule, reason: command.reason }, actor }]);
    case 'ask-support':
    case 'sign-off-support':
    case 'acknowledge-support':
    case 'raise-support':
      return decideOnSupport(state, command, actor, atMs);
    default:
      return assertNever(command);
  }
}

/** `POL-19`: a rule is waived by somebody whose role may, on the roster and known to this console. */
function refuseWaiver(state: MaintenanceState, rule: string, policy: Policy, actor: Actor): Decision | undefined {
  const builtIn = Object.entries(policy.rules).find(([id]) => id === rule)?.[1];
  const setting = builtIn ?? policy.own.find(({ id }) => id === rule);
  if (setting === undefined) return refuse('not-ready', `The policy in force has no rule ${rule}.`);
  if (setting.severity === 'off') return refuse('not-now', `${rule} is off: there is nothing to waive.`);
  if (setting.waivedBy.length === 0) return refuse('not-ready', `By the policy in force nobody may waive ${rule}.`);
  return refuseRole(state, setting.waivedBy, actor, `waives ${rule}`);
}

function refuseRole(
  state: MaintenanceState,
  roles: readonly string[],
  { person, name }: Actor,
  does: string,
): Decision | undefined {
  const wanted = roles.join(' or ');
  if (person === undefined)
    return refuse(
      'not-ready',
      `This console does not know who sits at it; ${wanted} ${does}.`,
      'Say who you are under People.',
    );
  const member = findMember(state.roster, person);
  if (member === undefined)
    return refuse('not-ready', `${name} takes no part in this maintenance.`, 'Put them on the roster first.');
  if (roles.some((role) => hasWord(member.roles, role))) return undefined;
  return refuse('not-ready', `${member.name} is not ${wanted}, who alone ${does}.`);
}
