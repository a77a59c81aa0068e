/** Who sits at this screen, and what it offers them: the console's own people everything that may be done, a visitor what their invite and the roster give, the reader of a bundle their own words. */
import { isReadingRequest } from '../../contract/reading-rights.ts';
import type { RequestName } from '../../contract/requests.ts';
import { isShared } from '../../contract/shared-rights.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { Step } from '../../core/plan/plan.ts';
import { defaultPolicy } from '../../core/policy/default-policy.ts';
import type { PartId, PersonId } from '../../core/roster/names.ts';
import type { Member } from '../../core/roster/person.ts';
import { findMember } from '../../core/roster/roster.ts';
import { isGivenTo, ownsItem, ownsNotices, publishesReport } from '../../core/sharing/ownership.ts';
import type { ShareRole } from '../../core/sharing/role.ts';
import { findFollower } from '../../core/sharing/sharing.ts';

/** Somebody who came by an invite, as the host knows them; or who reads a bundle, in which nothing is done at all. */
export type Visitor =
  | { readonly follower: PartId; readonly role: ShareRole }
  | { readonly follower?: never; readonly role: 'reading' };

export interface Seat {
  readonly visitor: Visitor | undefined;
  /** Who of the roster a visitor is, by the leader's word. Of the console's own people the host knows. */
  readonly member: Member | undefined;
  /** Whether a request that changes something may be asked from here at all, by whoever this is. Of what, the four below say. */
  may(request: RequestName): boolean;
  /** Whether something said of this person is theirs to say from here: a visitor speaks for themselves alone. */
  speaksFor(person: PersonId): boolean;
  ownsItem(item: string): boolean;
  ownsNotices(): boolean;
  isGiven(step: Step): boolean;
}

/** At the leader's console everything is everybody's; one that only reads offers nothing. */
export function toConsoleSeat(isReadOnly: boolean): Seat {
  const always = () => true;
  return {
    visitor: undefined,
    member: undefined,
    may: () => !isReadOnly,
    speaksFor: always,
    ownsItem: always,
    ownsNotices: always,
    isGiven: always,
  };
}

export function toVisitorSeat(state: MaintenanceState, visitor: Visitor & { readonly follower: PartId }): Seat {
  const person = findFollower(state.sharing, visitor.follower)?.person;
  const member = person === undefined ? undefined : findMember(state.roster, person);
  return {
    visitor,
    member,
    may: (request) => {
      const isOf = ofMembers[request];
      return isShared(request, visitor.role) && (isOf === undefined || (member !== undefined && isOf(state, member)));
    },
    speaksFor: (one) => one === member?.id,
    ownsItem: (item) => member !== undefined && ownsItem(state, item, member),
    ownsNotices: () => member !== undefined && ownsNotices(state, member),
    isGiven: (step) => member !== undefined && isGivenTo(step, member),
  };
}

/** What is not everybody's whose invite lets them ask it, and speaks of nothing that has an owner of its own. */
const ofMembers: { readonly [N in RequestName]?: (state: MaintenanceState, member: Member) => boolean } = {
  'announcement.write': ownsNotices,
  'report.publish': ({ schedule }, member) => publishesReport((schedule.frozen?.policy ?? defaultPolicy).roles, member),
  'serviceState.mark': () => true,
};

/** @param person who reads; nobody’s word is carried back */
export function toReaderSeat({ roster }: MaintenanceState, person: PersonId | undefined): Seat {
  const never = () => false;
  return {
    visitor: { role: 'reading' },
    member: person === undefined ? undefined : findMember(roster, person),
    may: (request) => isReadingRequest(request) && (person !== undefined || !isWord(request)),
    speaksFor: never,
    ownsItem: never,
    ownsNotices: never,
    isGiven: never,
  };
}

function isWord(request: RequestName): boolean {
  return request === 'comment.add' || request === 'comment.seen';
}
