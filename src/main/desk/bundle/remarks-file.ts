/** Writes what somebody said on a bundle into the file, signed with this console’s key, that carries it back. */
import type { RequestOutput } from '../../../contract/requests.ts';
import { fileLimitCharacters } from '../../../core/approval/files.ts';
import type { Manifest } from '../../../core/bundle/manifest.ts';
import { type Remark, type RemarksContent, remarksLimit } from '../../../core/comment/remarks.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import type { ConsoleIdentity } from '../signing/console-identity.ts';
import { toFileNameOf, toFileText } from '../signing/signed-files.ts';

/** What of a bundle such a file is bound to. */
export type Place = Pick<RemarksContent, 'maintenance' | 'bundle'>;

export function toPlace({ maintenance, journal, output }: Manifest): Place {
  return { maintenance, bundle: { events: journal.events, lastHash: journal.lastHash, rows: output.rows } };
}

export const nobodyHere = fail(
  'not-ready',
  'This console does not know who sits at it, so nobody would be said to have said it.',
  { advice: 'Say who you are: under People, or by drydock person me.' },
);

export const fullFile = fail('too-many', `One file has ${remarksLimit.toLocaleString('en')} of them at most.`, {
  advice: 'Send it, and begin another.',
});

export function writeRemarks(
  identity: Pick<ConsoleIdentity, 'read'>,
  place: Place,
  person: PersonId,
  remarks: readonly Remark[],
  madeAtMs: number,
): Result<RequestOutput<'bundle.remarks'>, Failure> {
  if (remarks.length > remarksLimit) return fullFile;
  const own = identity.read();
  if (!own.ok) return own;
  const content = { ...place, person, remarks: [...remarks], madeAtMs };
  const text = toFileText(own.value, { form: 'drydock-remarks', content });
  if (text.length > fileLimitCharacters)
    return fail('too-many', 'Such a file takes no more words.', { advice: 'Send what it has, and begin another.' });
  return succeed({
    file: toFileNameOf(place.maintenance.title, `comments of ${person}`),
    content: text,
    remarks: remarks.length,
  });
}
