/** Decides whether a word of consent is taken: whose it may be, on what, and bound to what (`POL-1`, `POL-3`). */
import { type Approval, matters } from '../../approval/approval.ts';
import { isSameMatter, toBound, toStaleBecause } from '../../approval/standing.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Result, succeed } from '../../result.ts';
import { hasWord } from '../../roster/names.ts';
import { answersFor, type Member } from '../../roster/person.ts';
import { findMember } from '../../roster/roster.ts';
import { toCanonicalJson } from '../../text/canonical-json.ts';
import type { Actor } from '../actor.ts';
import type { CommandOf } from '../commands.ts';
import type { EventData, NewEvent } from '../events.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { MaintenanceState } from '../state.ts';

type Decision = Result<readonly NewEvent[], Refusal>;
type Word = EventData<'approval-answered'>['approval'];
type Refused = Decision | undefined;

/** More words than this are no consent any more, but a fault. */
const wordLimit = 10_000;

/** All of what one person says at once is taken, or nothing. */
export function decideOnAnswer(
  state: MaintenanceState,
  { approvals, policy }: CommandOf<'answer-approval'>,
  actor: Actor,
): Decision {
  const inForce = state.schedule.frozen?.policy ?? policy;
  if (state.consent.approvals.length + approvals.length > wordLimit)
    return refuse('not-now', `This maintenance has ${state.consent.approvals.length} words of consent already.`);
  for (const [index, word] of approvals.entries()) {
    const refused = refuseWord(state, word, inForce, actor);
    if (refused !== undefined) return refused;
    if (approvals.slice(0, index).some((other) => other.id === word.id || isSameMatter(other, word)))
      return refuse('not-ready', 'The same matter is answered twice at once.', 'Say one thing of it.');
  }
  return succeed(approvals.map((approval) => ({ type: 'approval-answered', data: { approval }, actor })));
}

function refuseWord(state: MaintenanceState, word: Word, policy: Policy, actor: Actor): Refused {
  const member = findMember(state.roster, word.person);
  if (member === undefined)
    return refuse('not-ready', `“${word.person}” takes no part in this maintenance.`, 'Put them on the roster first.');
  if (state.consent.approvals.some(({ id }) => id === word.id))
    return refuse('not-now', `This answer of ${member.name} has been taken already.`);
  const way = word.way.kind === 'here' ? refuseHere(state, word, actor) : refuseFile(state, word, member);
  return way ?? (word.kind === 'plan' ? refuseAgreement(word) : refuseApprover(state, word, member, policy));
}

function refuseHere(state: MaintenanceState, word: Word, actor: Actor): Refused {
  if (actor.person === undefined || actor.person !== word.person)
    return refuse('not-ready', 'Nobody gives another’s word here.', 'Let them answer at their own console, by a file.');
  if (toStaleBecause(word.bound, state).length > 0)
    return refuse('not-ready', 'The plan or the window has changed since it was read.', 'Read it again, then answer.');
  return undefined;
}

/** The desk has proven the signature; here it must be an answer to what was asked, and newer than what is known. */
function refuseFile(state: MaintenanceState, word: Word, member: Member): Refused {
  if (word.way.kind !== 'file') return undefined;
  const { signedAtMs } = word.way;
  const asked = state.consent.requests.find(({ id }) => id === word.request);
  if (asked === undefined) return refuse('not-ready', 'This maintenance never made the request that this answers.');
  if (!asked.to.includes(word.person)) return refuse('not-ready', `${member.name} was not asked by this request.`);
  if (!asked.kinds.includes(word.kind))
    return refuse('not-ready', `This request did not ask about ${matters[word.kind]}.`);
  if (toCanonicalJson(asked.bound) !== toCanonicalJson(word.bound))
    return refuse('not-ready', 'This answer is bound to another plan or window than was asked about.');
  const isOlder = state.consent.approvals.some((known) => isSameMatter(known, word) && toSaidAtMs(known) >= signedAtMs);
  if (isOlder) return refuse('not-now', `A newer word of ${member.name} on ${matters[word.kind]} is known already.`);
  return undefined;
}

function refuseAgreement({ service, onBehalfOf }: Word): Refused {
  if (service !== undefined || onBehalfOf !== undefined)
    return refuse('not-ready', 'Each member agrees to the whole plan, and for themselves.');
  return undefined;
}

function refuseApprover(state: MaintenanceState, word: Word, member: Member, policy: Policy): Refused {
  const { approver } = policy.roles;
  const matter = matters[word.kind];
  if (!hasWord(member.roles, approver))
    return refuse('not-ready', `${member.name} is no ${approver}, and only one approves ${matter}.`);
  const asking = state.consent.requests.filter(({ kinds }) => kinds.includes(word.kind));
  if (asking.length === 0) return refuse('not-ready', `Nobody has asked for approval of ${matter}.`, 'Ask first.');
  const isAsker = asking.some(({ askedBy }) => askedBy.person === word.person);
  if (isAsker)
    return refuse('not-ready', `${member.name} asked for this approval, and cannot give it.`, 'Ask another.');
  return refuseService(state, word, policy, member) ?? refuseStandIn(state, word, approver);
}

/** The EM of a service approves its part; another only on behalf of that one (`POL-1`). */
function refuseService(state: MaintenanceState, word: Word, policy: Policy, member: Member): Refused {
  const { service, onBehalfOf } = word;
  if (service === undefined) return undefined;
  if (word.kind !== 'schedule') return refuse('not-ready', `${matters[word.kind]} is approved as a whole.`);
  if (!hasWord(state.change.record.services, service))
    return refuse('not-ready', `This maintenance does not touch “${service}”.`);
  const owners = state.roster.members.filter(
    (one) => hasWord(one.roles, policy.roles.approver) && answersFor(one, service),
  );
  if (owners.length === 0 || owners.some(({ id }) => id === member.id || id === onBehalfOf)) return undefined;
  const names = owners.map(({ name }) => name).join(', ');
  return refuse('not-ready', `The part of ${service} is approved by ${names}.`, 'Say on whose behalf it is, and why.');
}

function refuseStandIn(state: MaintenanceState, { onBehalfOf, person, note }: Word, approver: string): Refused {
  if (onBehalfOf === undefined) return undefined;
  const other = findMember(state.roster, onBehalfOf);
  if (other === undefined || onBehalfOf === person || !hasWord(other.roles, approver))
    return refuse('not-ready', `${other?.name ?? `“${onBehalfOf}”`} is no other ${approver} of this maintenance.`);
  const isAway = state.roster.absences.some((absence) => absence.person === onBehalfOf);
  if (isAway || (note !== undefined && note.trim() !== '')) return undefined;
  return refuse(
    'not-ready',
    `${other.name} is not said to be unavailable.`,
    'Say in a note why they cannot answer, or record that they are unavailable.',
  );
}

function toSaidAtMs({ way, atMs }: Approval): number {
  return way.kind === 'file' ? way.signedAtMs : atMs;
}

/** Asks are about the plan and window as they are, and put to people who take part. */
export function decideOnAsk(state: MaintenanceState, { request }: CommandOf<'ask-approval'>, actor: Actor): Decision {
  if (request.kinds.some((kind) => kind !== 'plan') && actor.person === undefined)
    return refuse(
      'not-ready',
      'Who asks must be known: whoever asks for an approval cannot give it.',
      'Say who you are under People.',
    );
  if (state.consent.requests.length >= 1_000) return refuse('not-now', 'This maintenance has 1,000 requests already.');
  if (state.consent.requests.some(({ id }) => id === request.id))
    return refuse('not-now', 'There is a request of that id already.');
  const stranger = request.to.find((person) => findMember(state.roster, person) === undefined);
  if (stranger !== undefined)
    return refuse('not-ready', `“${stranger}” takes no part in this maintenance.`, 'Put them on the roster first.');
  if (toCanonicalJson(request.bound) !== toCanonicalJson(toBound(state)))
    return refuse('not-ready', 'The plan or the window has changed since it was read.', 'Ask about what it is now.');
  return succeed([{ type: 'approval-asked', data: { request }, actor }]);
}
