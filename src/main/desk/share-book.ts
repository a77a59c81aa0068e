/** The secrets of invites, as hashes: which token opens which invite, and which browser has come by one. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type MaintenanceId, maintenanceIdSchema } from '../../core/ids.ts';
import { type Failure, type Result, succeed } from '../../core/result.ts';
import { type PartId, partIdSchema } from '../../core/roster/names.ts';
import type { DocumentFailure } from '../store/store.ts';
import type { Share } from './desk.ts';
import type { DeskParts } from './parts.ts';

type Parts = Pick<DeskParts, 'store' | 'clock'>;

const tokenKind = 'share-token';
const sessionKind = 'share-session';

/** Both are kept under the hash of the secret, so that finding one tells nothing by the time it takes. */
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
