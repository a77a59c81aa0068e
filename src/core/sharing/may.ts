/**
 * Which commands somebody may give who came by an invite, and on what: theirs alone. The second door beside the contract’s
 * table: whatever reached core by another way is refused here. Nothing in it makes anything run on a host.
 */
import type { Actor } from '../maintenance/actor.ts';
import type { Command, CommandOf } from '../maintenance/commands.ts';
import { refuse } from '../maintenance/refusal.ts';
import type { MaintenanceState } from '../maintenance/state.ts';
import { findTask, stepOf } from '../maintenance/tasks.ts';
import type { PersonId } from '../roster/names.ts';
import type { Member } from '../roster/person.ts';
import { findMember } from '../roster/roster.ts';
import { isGivenTo, ownsItem, ownsNotices, publishesReport } from './ownership.ts';
import { includesRole, type ShareRole } from './role.ts';

export type Visitor = Actor & { readonly via: ShareRole };

interface Permission<T extends Command['type']> {
  readonly role: ShareRole;
  /** For whom alone it is, in words that follow “only”; `undefined` where it is theirs. Without this, anybody’s of the role. */
  readonly refuse?: (state: MaintenanceState, command: CommandOf<T>, member: Member) => string | undefined;
}

const anybody = (role: ShareRole) => ({ role });
const oneself = {
  role: 'review',
  refuse: (_state: MaintenanceState, { person }: { readonly person: PersonId }, member: Member) =>
    person === member.id ? undefined : 'about yourself',
} as const;
const ownerOfNotices = {
  role: 'review',
  refuse: (state: MaintenanceState, _command: unknown, member: Member) =>
    ownsNotices(state, member) ? undefined : 'by whoever owns the notices',
} as const;
const ownItem = {
  role: 'review',
  refuse: (state: MaintenanceState, { item }: { readonly item: string }, member: Member) =>
    ownsItem(state, item, member) ? undefined : 'by the owner of the validation',
} as const;
const givenStep = {
  role: 'assist',
  refuse: (state: MaintenanceState, { task: id }: CommandOf<'done' | 'not-done'>, member: Member) => {
    const task = findTask(state, id);
    return task !== undefined && isGivenTo(stepOf(state, task), member) ? undefined : 'by whoever the step is given to';
  },
} as const;

const permissions: { readonly [T in Command['type']]?: Permission<T> } = {
  'report-joined': anybody('follow'),
  'report-left': anybody('follow'),
  'add-note': anybody('review'),
  comment: anybody('review'),
  'mark-seen': anybody('review'),
  // Core asks that it is somebody else than who leads (`decide/two-person.ts`), and the leader goes on.
  countersign: anybody('review'),
  // Core asks that it is whom the lead was offered to; it moves nothing before the leader has passed it on.
  'accept-lead': anybody('review'),
  'withdraw-lead': anybody('review'),
  claim: {
    role: 'review',
    refuse: (_state, { claim }, member) => (claim.person === member.id ? undefined : 'for yourself'),
  },
  'end-claim': {
    role: 'review',
    refuse: ({ roster }, { claim }, member) =>
      roster.claims.some(({ id, person }) => id === claim && person === member.id) ? undefined : 'your own claim',
  },
  'check-in': oneself,
  'report-unavailable': oneself,
  'report-available': oneself,
  'accept-hand-over': {
    role: 'review',
    // The lead comes with a console: who takes it over does so at their own.
    refuse: ({ roster }, { handOver }, member) =>
      roster.handOvers.some(({ id, to, what }) => id === handOver && to === member.id && what.kind === 'shift')
        ? undefined
        : 'a shift that is offered to you',
  },
  'decline-hand-over': {
    role: 'review',
    refuse: ({ roster }, { handOver }, member) =>
      roster.handOvers.some(({ id, to }) => id === handOver && to === member.id) ? undefined : 'what is offered to you',
  },
  'settle-item': ownItem,
  'reopen-item': ownItem,
  'answer-approval': {
    role: 'review',
    refuse: (_state, { approvals }, member) =>
      approvals.every(({ person, way }) => person === member.id && way.kind === 'here') ? undefined : 'your own word',
  },
  // Core asks for the role of whoever waives, confirms or signs off, as it does of everybody.
  waive: { role: 'review', refuse: () => undefined },
  'confirm-own-rule': { role: 'review', refuse: () => undefined },
  'sign-off-support': { role: 'review', refuse: () => undefined },
  'acknowledge-support': oneself,
  'record-em-notified': oneself,
  'record-ces-engaged': oneself,
  'change-notice': ownerOfNotices,
  'begin-sending': ownerOfNotices,
  'settle-sending': ownerOfNotices,
  'copy-notice': ownerOfNotices,
  // Whose word it is, and of which role, core asks of everybody.
  'review-report': anybody('review'),
  'excuse-reviewer': anybody('review'),
  'publish-report': {
    role: 'review',
    refuse: ({ schedule: { frozen } }, { policy }, member) => {
      const { roles } = frozen?.policy ?? policy;
      return publishesReport(roles, member) ? undefined : `by ${roles.approver} or ${roles.communication}`;
    },
  },
  // What the outages are computed from is said by somebody the maintenance knows.
  'mark-service': { role: 'review', refuse: () => undefined },
  'set-action-item-state': anybody('assist'),
  done: givenStep,
  'not-done': givenStep,
};

/** Commands of which somebody who came by an invite may give any. */
export const visitorCommands = Object.keys(permissions) as readonly Command['type'][];

/** Why a visitor may not give this command; `undefined` where they may. */
export function refuseVisitor(
  state: MaintenanceState,
  command: Command,
  { name, person, via }: Visitor,
): ReturnType<typeof refuse> | undefined {
  const permission = permissions[command.type] as Permission<Command['type']> | undefined;
  if (permission === undefined)
    return refuse('not-allowed', 'That is done at the maintenance leader’s console alone.', 'Ask the leader.');
  if (!includesRole(via, permission.role))
    return refuse('not-allowed', `${name} was invited to ${via}; this needs an invite to ${permission.role}.`, ask);
  const { refuse: findOnly } = permission;
  if (findOnly === undefined) return undefined;
  return refuseUnlessTheirs(state, { name, person }, (member) =>
    findOnly(state, command as CommandOf<Command['type']>, member),
  );
}

/** Why a visitor may not write the public announcement, which is a document and no command: it is of whoever owns the notices (`PM-3`). */
export function refuseAnnouncement(state: MaintenanceState, visitor: Pick<Visitor, 'name' | 'person'>) {
  return refuseUnlessTheirs(state, visitor, (member) => ownerOfNotices.refuse(state, undefined, member));
}

/** @param findOnly for whom alone it is; `undefined` where it is this member's */
function refuseUnlessTheirs(
  { roster }: MaintenanceState,
  { name, person }: Pick<Visitor, 'name' | 'person'>,
  findOnly: (member: Member) => string | undefined,
): ReturnType<typeof refuse> | undefined {
  const member = person === undefined ? undefined : findMember(roster, person);
  if (member === undefined)
    return refuse('not-allowed', `${name} is not known as anybody of the roster, and only they may do this.`, tie);
  const only = findOnly(member);
  return only === undefined ? undefined : refuse('not-allowed', `From another machine, this is done only ${only}.`);
}

const ask = 'Ask the maintenance leader for one.';
const tie = 'Ask the maintenance leader to say who of the roster you are.';
