/** Requests about what is said on a bundle elsewhere: signed there, and merged here as theirs. */
import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { toFingerprint } from '../../../core/approval/identity.ts';
import { toFaultText } from '../../../core/bundle/verdict.ts';
import type { Subject } from '../../../core/comment/comment.ts';
import { type Remark, type RemarksContent, remarksLimit } from '../../../core/comment/remarks.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { verifyBundle } from '../../bundle/verify.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { findPerson } from '../people/address-book.ts';
import { isSignedBy } from '../signing/console-identity.ts';
import { readSigned, refuseSigner, toFileNameOf, toFileText } from '../signing/signed-files.ts';

type Place = Pick<RemarksContent, 'maintenance' | 'bundle'>;

export function remarkHandlers(parts: DeskParts): Handlers<'comment.onBundle' | 'comment.import'> {
  const { ledger, store, identity, clock } = parts;
  return {
    'comment.onBundle': async ({ bundle, remarks: before, text, about }, { actor }) => {
      if (actor.person === undefined) {
        return fail(
          'not-ready',
          'This console does not know who sits at it, so nobody would be said to have said it.',
          {
            advice: 'Say who you are: under People, or by drydock person me.',
          },
        );
      }
      const place = await readBundle(bundle);
      if (!place.ok) return place;
      const refusal = refuseSubject(place.value, about);
      if (refusal !== undefined) return refusal;
      const known = before === undefined ? succeed([]) : readBefore(parts, before, place.value, actor.person);
      if (!known.ok) return known;
      const atMs = clock.now();
      const more: Remark | undefined =
        text !== undefined
          ? { kind: 'comment', comment: randomUUID(), text, ...(about === undefined ? {} : { about }), atMs }
          : about === undefined
            ? undefined
            : { kind: 'seen', about: [about], atMs };
      if (more === undefined) return fail('bad-input', 'Nothing is said, and nothing named that was seen.');
      if (known.value.length >= remarksLimit)
        return fail('too-many', `One file has ${remarksLimit.toLocaleString('en')} of them at most.`, {
          advice: 'Send it, and begin another.',
        });
      const own = identity.read();
      if (!own.ok) return own;
      const content = { ...place.value, person: actor.person, remarks: [...known.value, more], madeAtMs: atMs };
      return succeed({
        file: toFileNameOf(place.value.maintenance.title, `comments of ${actor.person}`),
        content: toFileText(own.value, { form: 'drydock-remarks', content }),
        remarks: content.remarks.length,
      });
    },
    'comment.import': ({ content }) => {
      const read = readSigned(parts, content, 'drydock-remarks');
      if (!read.ok) return read;
      const { file, signer } = read.value;
      const { maintenance, bundle, person, remarks } = file.content;
      const name = findPerson(store, person)?.name ?? person;
      const refusal: { readonly ok: false; readonly failure: Failure } | undefined = refuseSigner(signer, person, name);
      if (refusal !== undefined) return refusal;
      const found = findState(parts, maintenance.id);
      if (!found.ok)
        return fail(
          'foreign',
          `“${maintenance.title}” is a maintenance of another workspace: there is none of it here.`,
        );
      const [last] = store.journal.read(maintenance.id, bundle.events - 1, 1);
      if (last?.hash !== bundle.lastHash)
        return fail('foreign', `It was said of another journal of “${maintenance.title}” than the one that is here.`, {
          advice: 'Nothing was taken in. Have them read a bundle that was written here.',
        });
      const before = found.value.talk;
      const submitted = ledger.submit(
        maintenance.id,
        { type: 'merge-remarks', remarks, fingerprint: signer.fingerprint },
        { kind: 'person', name, person },
      );
      if (!submitted.ok) return submitted;
      const after = ledger.state(maintenance.id)?.talk ?? before;
      const merged = after.comments.length - before.comments.length + after.seen.length - before.seen.length;
      return succeed({ seq: submitted.value.seq, maintenance: maintenance.id, person, merged });
    },
  };
}

/** What the bundle is of, once it is proved to be as it was signed. Nothing in it is run, or kept. */
async function readBundle(file: string): Promise<Result<Place, Failure>> {
  if (!isAbsolute(file)) return fail('bad-path', `“${file}” is not a whole path.`);
  const verified = await verifyBundle(file, { isSignedBy, toFingerprint });
  if (!verified.ok) return verified;
  if (!verified.value.isWhole) {
    const [fault] = verified.value.faults;
    return fail(
      'not-whole',
      `This bundle is not as it was signed: ${fault === undefined ? 'altered' : toFaultText(fault)}.`,
      {
        advice: 'Have it sent again, by another way.',
      },
    );
  }
  const { maintenance, journal, output } = verified.value.manifest;
  return succeed({ maintenance, bundle: { events: journal.events, lastHash: journal.lastHash, rows: output.rows } });
}

/** A line or an event that is not in it was never read. */
function refuseSubject({ bundle }: Place, about: Subject | undefined) {
  if (about?.kind === 'row' && about.row >= bundle.rows)
    return fail('no-such-line', `This bundle has ${bundle.rows.toLocaleString('en')} lines of output, from 0 on.`);
  if (about?.kind === 'event' && (about.seq < 1 || about.seq > bundle.events))
    return fail('no-such-event', `This bundle has the events 1 to ${bundle.events.toLocaleString('en')}.`);
  return undefined;
}

/** What was said before, in a file of this very console about this very bundle. */
function readBefore(
  parts: DeskParts,
  content: string,
  place: Place,
  person: RemarksContent['person'],
): Result<readonly Remark[], Failure> {
  const read = readSigned(parts, content, 'drydock-remarks');
  if (!read.ok) return read;
  const { file, signer } = read.value;
  if (signer.standing !== 'own' || file.content.person !== person)
    return fail('other-file', 'That file has the words of somebody else.', { advice: 'Begin one of your own.' });
  if (file.content.bundle.lastHash !== place.bundle.lastHash)
    return fail('other-file', 'That file is about another bundle.', { advice: 'Begin another one for this bundle.' });
  return succeed(file.content.remarks);
}
