/** Somebody who came by an invite, at the desk: what they may ask, what is left of an answer for them, and what they hear. */
import type { Notice, NoticeData } from '../../../contract/notices.ts';
import type { RequestName, RequestOutput } from '../../../contract/requests.ts';
import { findSharedRight } from '../../../contract/shared-rights.ts';
import type { HostName, MaintenanceId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isScripted } from '../../../core/plan/plan.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { includesRole } from '../../../core/sharing/role.ts';
import {
  type Follower,
  findFollower,
  findInvite,
  type Sharing,
  toFollowerStanding,
  toInviteStanding,
} from '../../../core/sharing/sharing.ts';
import type { Caller, Share } from '../desk.ts';
import type { DeskParts } from '../parts.ts';
import type { VisitorStanding } from './share-door.ts';

type Parts = Pick<DeskParts, 'ledger' | 'clock'>;

export function toShareStanding({ ledger, clock }: Parts, share: Share): VisitorStanding {
  const sharing = ledger.state(share.maintenance)?.sharing;
  const follower = sharing === undefined ? undefined : findFollower(sharing, share.follower);
  return toStanding(sharing, follower, share, clock.now());
}

function toStanding(
  sharing: Sharing | undefined,
  follower: Follower | undefined,
  share: Share,
  nowMs: number,
): VisitorStanding {
  if (sharing === undefined) return 'revoked';
  if (follower !== undefined) return toFollowerStanding(sharing, follower, nowMs);
  const invite = findInvite(sharing, share.invite);
  const standing = invite === undefined ? 'revoked' : toInviteStanding(invite, nowMs);
  return standing === 'open' ? 'nameless' : standing;
}

/** Who asks, as the journal knows them; or why this is not for them. The table is `contract/shared-rights`. */
export function toVisitor(
  parts: Parts,
  caller: Caller,
  share: Share,
  request: RequestName,
): Result<Caller, Failure<'not-allowed' | 'not-admitted'>> {
  const right = findSharedRight(request);
  const isEntry = right?.isBeforeAdmission === true;
  const sharing = parts.ledger.state(share.maintenance)?.sharing;
  const follower = sharing === undefined ? undefined : findFollower(sharing, share.follower);
  const standing = toStanding(sharing, follower, share, parts.clock.now());
  if (standing !== 'admitted' && !isEntry) return fail('not-admitted', notAdmitted[standing], { advice: askLeader });
  if (right === undefined)
    return fail('not-allowed', 'That is asked and done at the maintenance leader’s console alone.', {
      advice: askLeader,
    });
  if (!includesRole(share.role, right.role))
    return fail('not-allowed', `Your invite lets you ${share.role}; this needs one to ${right.role}.`, {
      advice: askLeader,
    });
  const { name = 'Somebody', person } = follower ?? {};
  const actor = {
    kind: 'person',
    name,
    ...(person === undefined ? {} : { person }),
    via: share.role,
    follower: share.follower,
  } as const;
  return succeed({ ...caller, actor });
}

const askLeader = 'Ask the maintenance leader.';
const notAdmitted = {
  nameless: 'Say who you are first.',
  waiting: 'The maintenance leader has not confirmed your name yet.',
  refused: 'The maintenance leader did not let you in.',
  revoked: 'This invite has been revoked.',
  expired: 'This invite has expired.',
  'handed-over': 'The lead of this maintenance went to another console, and this invite ended with that.',
} as const;

/** Another maintenance than the shared one is as absent as one that does not exist. */
export function refuseScope(share: Share, request: RequestName, input: unknown): Failure | undefined {
  if (findSharedRight(request)?.scope !== 'maintenance') return undefined;
  const { maintenance } = input as { readonly maintenance: MaintenanceId };
  return maintenance === share.maintenance
    ? undefined
    : { kind: 'not-allowed', message: 'That is not the maintenance that is shared with you.', advice: askLeader };
}

/** What of an answer is theirs. All but these few speak of the one maintenance, or of nothing in particular. */
export function toSharedOutput({ ledger }: Parts, { share, actor }: Caller, request: RequestName, output: unknown) {
  if (share === undefined) return output;
  if (request === 'maintenance.list')
    return (output as RequestOutput<'maintenance.list'>).filter(({ id }) => id === share.maintenance);
  if (request !== 'workspace.show') return output;
  const { version, isReadOnly, contacts } = output as RequestOutput<'workspace.show'>;
  const state = ledger.state(share.maintenance);
  const hosts = state === undefined ? new Set() : hostsOf(state);
  const shown: RequestOutput<'workspace.show'> = {
    path: '',
    version,
    user: actor.name,
    isReadOnly,
    sizeBytes: 0,
    contacts: contacts.filter(({ host }) => hosts.has(host)),
    prompts: [],
    isPracticeOffered: false,
  };
  return shown;
}

/** Of what they may read, what is no journal. A notice says where to look, never the content. */
const sharedAreas: ReadonlySet<NoticeData<'documents'>['area']> = new Set([
  'maintenance',
  'share',
  'policy',
  'notice',
  'report',
]);

/**
 * Lets through what is theirs to hear. How they stand is read again after somebody’s standing has changed, not at each notice: output
 * moves the head fifty times a second, for each of hundreds.
 */
export function visitorEar(parts: Parts, share: Share, call: (notice: Notice) => void): (notice: Notice) => void {
  let isKnown = false;
  let isIn = false;
  return (notice) => {
    if (notice.notice === 'documents' && notice.data.area === 'share') {
      isKnown = false;
      call(notice);
      return;
    }
    if (!isKnown) isIn = toShareStanding(parts, share) === 'admitted';
    isKnown = true;
    if (isIn && isTheirs(parts, share, notice)) call(notice);
  };
}

function isTheirs({ ledger }: Parts, share: Share, notice: Notice): boolean {
  switch (notice.notice) {
    case 'head':
      return notice.data.maintenance === share.maintenance;
    case 'documents':
      return sharedAreas.has(notice.data.area);
    case 'contact': {
      const state = ledger.state(share.maintenance);
      return state !== undefined && hostsOf(state).has(notice.data.host);
    }
    // Told to whoever searches, and to nobody else.
    case 'search-hits':
      return true;
    case 'prompt':
    case 'prompt-settled':
      return false;
  }
}

function hostsOf({ plan, hosts }: MaintenanceState): ReadonlySet<HostName> {
  return new Set([
    ...hosts.map(({ name }) => name),
    ...plan.steps.flatMap((step) => (isScripted(step) ? step.hosts : [])),
  ]);
}
