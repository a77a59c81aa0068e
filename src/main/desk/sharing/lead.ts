/** Requests by which the lead passes from this console to another, and from another to this one. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { leadPieceBytes } from '../../../contract/requests/lead.ts';
import { toFingerprint } from '../../../core/approval/identity.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { writeBundle } from '../../bundle/write.ts';
import { toBundleSource } from '../bundle/bundle-source.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { receiveLead } from './lead-receiving.ts';

type LeadRequest = 'lead.offer' | 'lead.accept' | 'lead.withdraw' | 'lead.pass' | 'lead.fetch' | 'lead.receive';

export function leadHandlers(parts: DeskParts): Handlers<LeadRequest> {
  const { ledger, engine, store } = parts;
  const toSeq = (submitted: ReturnType<typeof ledger.submit>) =>
    submitted.ok ? succeed({ seq: submitted.value.seq }) : submitted;
  return {
    'lead.offer': ({ maintenance, follower }, { actor }) => {
      const relay = randomUUID();
      const submitted = ledger.submit(maintenance, { type: 'offer-lead', relay, follower }, actor);
      return submitted.ok ? succeed({ relay, seq: submitted.value.seq }) : submitted;
    },
    'lead.accept': ({ maintenance, relay, publicKey }, { actor, share }) => {
      if (share === undefined) return fail('not-allowed', 'The lead is accepted at the console that takes it.');
      const fingerprint = toFingerprint(publicKey);
      const command = { type: 'accept-lead', relay, publicKey, fingerprint, follower: share.follower } as const;
      return toSeq(ledger.submit(maintenance, command, actor));
    },
    'lead.withdraw': ({ maintenance, relay, reason }, { actor, share }) => {
      const follower = share === undefined ? {} : { follower: share.follower };
      return toSeq(ledger.submit(maintenance, { type: 'withdraw-lead', relay, reason, ...follower }, actor));
    },
    'lead.pass': async ({ maintenance, relay, fingerprint }, { actor }) => {
      // Refused before anything is let go of: a mistyped fingerprint must not stop a run from being followed.
      const refusal = refusePass(parts, maintenance, relay, fingerprint);
      if (refusal !== undefined) return refusal;
      await engine.release(maintenance);
      try {
        await store.output.flush();
        const passed = ledger.submit(maintenance, { type: 'pass-lead', relay, fingerprint }, actor);
        if (!passed.ok) engine.takeUp(maintenance);
        return toSeq(passed);
      } catch (problem) {
        engine.takeUp(maintenance);
        throw problem;
      }
    },
    'lead.fetch': async ({ maintenance, relay: id, offset }, { actor, share }) => {
      const found = findState(parts, maintenance);
      if (!found.ok) return found;
      const { relay } = found.value;
      const isTheirs = share !== undefined && relay?.id === id && relay.follower === share.follower;
      if (!isTheirs || relay?.passedAtMs === undefined)
        return fail('not-allowed', 'The lead of this maintenance was not passed to you.', {
          advice: 'Ask the leader.',
        });
      const signer = parts.identity.read();
      if (!signer.ok) return signer;
      // From its first byte on it is written anew: whoever begins again may have been cut off by anything.
      const file = join(dirname(store.file), 'handed-over', `${maintenance}.drydock.zip`);
      if (offset === 0) {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await rm(file, { force: true });
        const written = await writeBundle(toBundleSource(parts, found.value, actor), signer.value, file);
        if (!written.ok) return written;
      }
      return readPiece(file, offset);
    },
    'lead.receive': async ({ file, from }, { actor }) => {
      if (!isAbsolute(file)) return fail('bad-path', `“${file}” is not a whole path.`);
      return receiveLead(parts, { file, from }, actor);
    },
  };
}

function refusePass(
  parts: DeskParts,
  maintenance: MaintenanceId,
  id: string,
  fingerprint: string,
): ReturnType<typeof fail> | undefined {
  const found = findState(parts, maintenance);
  if (!found.ok) return found;
  const { relay } = found.value;
  if (relay?.id !== id) return fail('not-now', 'This offer of the lead does not stand any more.');
  if (relay.accepted === undefined)
    return fail('not-now', 'They have not accepted the lead yet.', { advice: 'Wait for their word.' });
  if (relay.accepted.fingerprint === fingerprint) return undefined;
  return fail(
    'not-confirmed',
    `The key of their console has the fingerprint ${relay.accepted.fingerprint}, not ${fingerprint}.`,
    { advice: 'Have it read out again from their console. If it stays another, somebody is between you.' },
  );
}

async function readPiece(
  file: string,
  offset: number,
): Promise<Result<{ readonly sizeBytes: number; readonly content: string }, Failure>> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.max(0, Math.min(leadPieceBytes, size - offset));
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return succeed({ sizeBytes: size, content: buffer.toString('base64') });
  } finally {
    await handle.close();
  }
}
