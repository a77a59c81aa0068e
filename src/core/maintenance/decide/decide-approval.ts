/** Decisions about approvals, waivers, own rules and outside help. */
import type { Policy } from '../../policy/policy.ts';
import { findTitle } from '../../policy/titles.ts';
import { refuseWaiver } from '../../policy/waiver.ts';
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
        refusalOf(refuseWaiver(policy, state.roster, rule, actor)) ??
        succeed([{ type: 'rule-waived', data: { rule, reason, ...titled(policy, rule) }, actor }])
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
        succeed([{ type: 'own-rule-confirmed', data: { rule, evidence, title: own.text }, actor }])
      );
    }
    case 'doubt-own-rule':
      if (!state.consent.confirmations.some(({ rule }) => rule === command.rule))
        return refuse('not-now', `${command.rule} is not confirmed.`);
      return succeed([{ type: 'own-rule-doubted', data: { rule: command.rule, reason: command.reason }, actor }]);
    case 'ask-support':
    case 'sign-off-support':
    case 'acknowledge-support':
    case 'withdraw-support':
    case 'raise-support':
      return decideOnSupport(state, command, actor, atMs);
    default:
      return assertNever(command);
  }
}

/** The journal says for good what it was that was waived, whatever the team's policy becomes. */
function titled(policy: Policy, rule: string): { readonly title?: string } {
  const title = findTitle(policy, rule);
  return title === undefined ? {} : { title };
}

function refusalOf(why: string | undefined): Decision | undefined {
  return why === undefined ? undefined : refuse('not-ready', why);
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
