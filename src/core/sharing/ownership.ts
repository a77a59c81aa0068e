/** What is whose in a maintenance, as its plan, its checklist and its roster say it in words. */
import type { MaintenanceState } from '../maintenance/state.ts';
import type { Step } from '../plan/plan.ts';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { hasWord } from '../roster/names.ts';
import type { Member } from '../roster/person.ts';

/** Whether an owner, written as plans write one, means this member: by name, by id, or by one of their roles. */
export function isOwner(owner: string | undefined, { id, name, roles }: Member): boolean {
  return owner !== undefined && hasWord([id, name, ...roles], owner);
}

/** Whether a manual step is theirs to complete: the plan names them as its owner. A step with a script is nobody’s but the leader’s. */
export function isGivenTo(step: Step, member: Member): boolean {
  return step.kind === 'manual' && isOwner(step.owner, member);
}

/** One without an owner is the validation owner’s. One that a step of the plan answers is answered by its run. */
export function ownsItem({ change, roster }: MaintenanceState, id: string, member: Member): boolean {
  const item = change.checklist.find((one) => one.id === id);
  if (item === undefined || item.step !== undefined) return false;
  return item.owner === undefined || item.owner === ''
    ? roster.duties.validationOwner === member.id
    : isOwner(item.owner, member);
}

/** A report is published by one of those whose reviews it cannot do without: an EM or a CES, as the policy calls them (`PM-3`). */
export function publishesReport({ approver, communication }: Policy['roles'], { roles }: Member): boolean {
  return hasWord(roles, approver) || hasWord(roles, communication);
}

/** The CES on duty, the communication owner, and whoever has the role that the policy gives the notices to. */
export function ownsNotices({ roster, schedule }: MaintenanceState, member: Member): boolean {
  const { ces, communicationOwner } = roster.duties;
  if (member.id === ces || member.id === communicationOwner) return true;
  const { communication } = (schedule.frozen?.policy ?? defaultPolicy).roles;
  return hasWord(member.roles, communication);
}
