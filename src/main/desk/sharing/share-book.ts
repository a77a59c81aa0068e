/** The secrets of invites, as hashes: which token opens which invite, and which browser has come by one. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type MaintenanceId, maintenanceIdSchema } from '../../../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { type PartId, partIdSchema } from '../../../core/roster/names.ts';
import { findFollower, findInvite, toFollowerStanding, toInviteStanding } from '../../../core/sharing/sharing.ts';
import type { DocumentFailure } from '../../store/store.ts';
import type { Share } from '../desk.ts';
import type { DeskParts } from '../parts.ts';
import type { Admittance } from './share-door.ts';

type Parts = Pick<DeskParts, 'store' | 'ledger' | 'clock'>;

const tokenKind = 'share-token';
const sessionKind = 'share-session';

/** Kept under the hash of the token, so that finding one tells nothing by the time it takes. */
const tokenSchema = z.strictObject({ maintenance: maintenanceIdSchema, invite: partIdSchema, used: z.int().min(0) });
const sessionSchema = z.strictObject({
  maintenance: maintenanceIdSchema,
  invite: partIdSchema,
  follower: partIdSchema,
});

/** A token of 256 random bits. It is given out once. */
export function keepToken(
  { store, clock }: Parts,
  maintenance: MaintenanceId,
  invite: PartId,
  by: string,
): Result<string, DocumentFailure> {
  const token = randomBytes(32).toString('base64url');
  const kept = store.documents.put(tokenKind, toHash(token), 0, { maintenance, invite, used: 0 }, by, clock.now());
  return kept.ok ? succeed(token) : kept;
}

const refused = 'This invite lets nobody in: it was used, revoked or has expired, or it is not whole.';

/** Takes a token for a session, as often as the invite says. Whatever is wrong with it, the answer is the same. */
export function exchangeToken(parts: Parts, token: string): Result<Admittance, Failure> {
  const { store, ledger, clock } = parts;
  const advice = 'Ask the maintenance leader for a new one.';
  const found = store.documents.get(tokenKind, toHash(token));
  if (found === undefined) return fail('not-let-in', refused, { advice });
  const { maintenance, invite: id, used } = tokenSchema.parse(found.body);
  const sharing = ledger.state(maintenance)?.sharing;
  const invite = sharing === undefined ? undefined : findInvite(sharing, id);
  const isOpen = invite !== undefined && toInviteStanding(invite, clock.now()) === 'open' && used < invite.people;
  if (!isOpen) return fail('not-let-in', refused, { advice });
  const session = randomBytes(32).toString('base64url');
  const body = { maintenance, invite: id, used: used + 1 };
  const taken = store.documents.put(tokenKind, toHash(token), found.version, body, 'invite', clock.now());
  if (!taken.ok) return taken;
  const follower = `f-${randomBytes(10).toString('hex')}`;
  const share = { maintenance, invite: id, follower };
  const kept = store.documents.put(sessionKind, toHash(session), 0, share, 'invite', clock.now());
  return kept.ok ? succeed({ session, holdsMs: invite.expiresAtMs - clock.now() }) : kept;
}

/** How often each invite of a maintenance was taken, whether or not whoever did has said who they are. */
export function countTaken({ store }: Pick<Parts, 'store'>, maintenance: MaintenanceId): ReadonlyMap<PartId, number> {
  const tokens = store.documents.list(tokenKind).map(({ body }) => tokenSchema.parse(body));
  return new Map(tokens.filter((one) => one.maintenance === maintenance).map(({ invite, used }) => [invite, used]));
}

/** What a session opens; nothing once its invite is revoked, expired or over with the lead, or its follower was sent away. */
export function findShare({ store, ledger, clock }: Parts, session: string): Share | undefined {
  const found = store.documents.get(sessionKind, toHash(session));
  if (found === undefined) return undefined;
  const { maintenance, invite: id, follower } = sessionSchema.parse(found.body);
  const sharing = ledger.state(maintenance)?.sharing;
  const invite = sharing === undefined ? undefined : findInvite(sharing, id);
  if (sharing === undefined || invite === undefined) return undefined;
  const known = findFollower(sharing, follower);
  const nowMs = clock.now();
  const standing = known === undefined ? toInviteStanding(invite, nowMs) : toFollowerStanding(sharing, known, nowMs);
  const isLetIn = standing === 'open' || standing === 'waiting' || standing === 'admitted';
  return isLetIn ? { maintenance, invite: id, role: invite.role, follower } : undefined;
}

/** Whoever has left comes in no more by that session. */
export function forgetSession({ store, clock }: Parts, share: Share, by: string): Result<void, Failure> {
  for (const { name, body } of store.documents.list(sessionKind)) {
    if (sessionSchema.parse(body).follower !== share.follower) continue;
    const removed = store.documents.remove(sessionKind, name, by, clock.now());
    if (!removed.ok) return removed;
  }
  return succeed(undefined);
}

function toHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
