/** Which events name what: read in the order of the journal, they tell all names that its sentences need. */
import { errandTaskIdOf } from '../../errand/errand.ts';
import { partsOfTask } from '../../ids.ts';
import { toNoticeTitle } from '../../notice/notice-title.ts';
import type { Plan } from '../../plan/plan.ts';
import { toMarkTitle } from '../../postmortem/outage.ts';
import { restShiftId } from '../../roster/roster.ts';
import { toUtcMinuteText } from '../../text/instant.ts';
import type { EventType, NewEventOf } from '../events.ts';
import type { NamedKind, Names } from './names.ts';

export type Tell = (kind: NamedKind, id: string, name: string) => void;
type Naming<T extends EventType> = (event: NewEventOf<T>, tell: Tell, names: Names) => void;

const naming: { readonly [T in EventType]?: Naming<T> } = {
  'maintenance-created': ({ data }, tell) => nameSteps(data.plan, tell),
  'plan-changed': ({ data }, tell) => nameSteps(data.plan, tell),
  'person-involved': ({ data: { member } }, tell) => tell('person', member.id, member.name),
  'shifts-set'({ data: { shifts } }, tell) {
    for (const { id, role, toMs } of shifts) tell('shift', id, `shift as ${role} until ${toUtcMinuteText(toMs)}`);
  },
  'hand-over-offered'({ data: { handOver } }, tell, names) {
    const { id, what } = handOver;
    tell('handOver', id, `hand-over of ${toHandOverText(handOver, names)}`);
    // What is left of a shift once it is accepted is a shift of its own, which may be handed over again.
    if (what.kind === 'shift') tell('shift', restShiftId(id), names.part('shift', what.shift));
  },
  'work-claimed': ({ data: { claim } }, tell, names) =>
    tell('claim', claim.id, `claim of ${names.person(claim.person)}, “${claim.goal}”`),
  'comment-added': ({ actor, data: { comment, text } }, tell) =>
    tell('comment', comment, `comment of ${actor.name}, “${toGist(text)}”`),
  'rule-waived': ({ data: { rule, title } }, tell) => nameRule(rule, title, tell),
  'own-rule-confirmed': ({ data: { rule, title } }, tell) => nameRule(rule, title, tell),
  'support-asked': ({ data: { support, provider } }, tell) => tell('support', support, `support by ${provider}`),
  'errand-asked': ({ data: { errand } }, tell) => tell('step', partsOfTask(errandTaskIdOf(errand)).step, errand.title),
  'backup-recorded': ({ data: { backup } }, tell) => tell('backup', backup.id, `backup of ${backup.what}`),
  'record-changed'({ data: { record } }, tell) {
    for (const { id, condition } of record.criteria) tell('criterion', id, `criterion “${condition}”`);
  },
  'checklist-set'({ data: { items } }, tell) {
    for (const { id, text } of items) tell('validation', id, `validation “${text}”`);
  },
  'service-marked': ({ data: { mark } }, tell) => tell('mark', mark.id, toMarkTitle(mark)),
  'report-review-asked'({ data: { reviewers } }, tell) {
    for (const { person, name } of reviewers) tell('person', person, name);
  },
  'notice-planned': ({ data: { notice } }, tell) => tell('notice', notice.id, toNoticeTitle(notice)),
  'notice-changed': ({ data: { notice } }, tell) => tell('notice', notice.id, toNoticeTitle(notice)),
  'invite-made': ({ data: { invite } }, tell) =>
    tell('invite', invite.id, `invite to ${invite.role}${invite.note === undefined ? '' : `, for ${invite.note}`}`),
  'follower-joined': ({ data: { follower, name } }, tell) => tell('follower', follower, `follower ${name}`),
};

/** Events of other types name nobody but who did them. */
export const namingTypes = Object.keys(naming) as readonly EventType[];

export function tellNames<T extends EventType>(event: NewEventOf<T>, tell: Tell, names: Names): void {
  const one: Naming<T> | undefined = naming[event.type];
  one?.(event, tell, names);
}

/** `the lead for MediaWiki from Ada Lee to Bo` */
export function toHandOverText(
  { what, from, to }: NewEventOf<'hand-over-offered'>['data']['handOver'],
  names: Names,
): string {
  const service = what.kind === 'lead' && what.service !== undefined ? ` for ${what.service}` : '';
  const matter = what.kind === 'lead' ? `lead${service}` : names.part('shift', what.shift);
  return `the ${matter} from ${names.person(from)} to ${names.person(to)}`;
}

function nameSteps({ steps }: Plan, tell: Tell): void {
  for (const { id, title } of steps) tell('step', id, title);
}

/** Enough to know it again. */
function toGist(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59).toWellFormed().trimEnd()}…`;
}

function nameRule(rule: string, title: string | undefined, tell: Tell): void {
  if (title !== undefined) tell('rule', rule, title);
}
