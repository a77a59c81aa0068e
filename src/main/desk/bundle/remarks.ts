/** Requests about what is said on a bundle elsewhere: signed there, and merged here as theirs. */
import { randomUUID } from 'node:crypto';
import type { Subject } from '../../../core/comment/comment.ts';
import type { Remark, RemarksContent } from '../../../core/comment/remarks.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import { findState } from '../maintenance/maintenances.ts';
import type { DeskParts } from '../parts.ts';
import { findPerson } from '../people/address-book.ts';
import { proveBundle } from '../reading/proof.ts';
import { readSigned, refuseSigner } from '../signing/signed-files.ts';
import { nobodyHere, type Place, toPlace, writeRemarks } from './remarks-file.ts';

export function remarkHandlers(parts: DeskParts): Handlers<'comment.onBundle' | 'comment.import'> {
  const { ledger, store, identity, clock } = parts;
  return {
    'comment.onBundle': async ({ bundle, remarks: before, text, about }, { actor }) => {
      if (actor.person === undefined) {
        return nobodyHere;
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
      return writeRemarks(identity, place.value, actor.person, [...known.value, more], atMs);
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
      return succeed({ seq: submitted.value.seq, maintenance: maintenance.id, person, name, merged });
    },
  };
}

/** What the bundle is of, once it is proved to be as it was signed. */
async function readBundle(file: string): Promise<Result<Place, Failure>> {
  const proved = await proveBundle(file);
  return proved.ok ? succeed(toPlace(proved.value.manifest)) : proved;
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
