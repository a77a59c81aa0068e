/** Writes the files by which consent travels, and says of one that came whether it is signed, and by whose key. */
import type { RequestOutput } from '../../../contract/requests.ts';
import type { ApprovalRequest } from '../../../core/approval/approval.ts';
import type {
  AnswerContent,
  FileForm,
  RequestContent,
  ReviewAnswerContent,
  ReviewRequestContent,
  SignedFile,
} from '../../../core/approval/files.ts';
import { toSignedText } from '../../../core/approval/files.ts';
import { toFingerprint } from '../../../core/approval/identity.ts';
import { readFile } from '../../../core/approval/read-file.ts';
import type { RemarksContent } from '../../../core/comment/remarks.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { evaluate } from '../../../core/policy/evaluate.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toName } from '../../../core/roster/roster.ts';
import { toCanonicalJson } from '../../../core/text/canonical-json.ts';
import { toFileName } from '../maintenance/runbooks.ts';
import { readTeamPolicy } from '../maintenance/team-policy.ts';
import type { DeskParts } from '../parts.ts';
import { type Identity, isSignedBy } from './console-identity.ts';
import { findKeyHolder } from './identity.ts';

export type Signer = RequestOutput<'approval.open'>['signer'];

/** The file's text: one line of canonical JSON. */
export function toFileText(
  identity: Identity,
  file:
    | { readonly form: 'drydock-approval-request'; readonly content: RequestContent }
    | { readonly form: 'drydock-approval-answer'; readonly content: AnswerContent }
    | { readonly form: 'drydock-review-request'; readonly content: ReviewRequestContent }
    | { readonly form: 'drydock-review-answer'; readonly content: ReviewAnswerContent }
    | { readonly form: 'drydock-remarks'; readonly content: RemarksContent },
): string {
  const signature = identity.sign(toSignedText(file.form, file.content));
  return `${toCanonicalJson({ ...file, version: 1, key: identity.publicKey, signature } satisfies SignedFile)}\n`;
}

/** What is put to people who are not here: everything as it is now. */
export function toRequestContent(
  { store }: Pick<DeskParts, 'store'>,
  state: MaintenanceState,
  request: ApprovalRequest,
  atMs: number,
): RequestContent {
  const policy = state.schedule.frozen?.policy ?? readTeamPolicy(store);
  const findings = evaluate(policy, state, atMs);
  const { person, name } = request.askedBy;
  const { window } = state.schedule;
  return {
    maintenance: { id: state.id, title: state.title },
    request: request.id,
    kinds: request.kinds,
    to: request.to.map((id) => ({ id, name: toName(state.roster, id) })),
    askedBy: { ...(person === undefined ? {} : { id: person }), name },
    ...(request.note === undefined ? {} : { note: request.note }),
    plan: state.plan,
    planHash: state.planHash,
    ...(window === undefined ? {} : { window }),
    record: state.change.record,
    findings: findings.map(({ rule, severity, status, title, says }) => ({ rule, severity, status, title, says })),
    madeAtMs: atMs,
  };
}

export function toFileNameOf(title: string, what: string): string {
  return `${toFileName(`${title} ${what}`)}.drydock.json`;
}

/** Reads a file and proves its signature; whose key it is, is for the caller to judge. */
export function readSigned<F extends FileForm>(
  parts: Pick<DeskParts, 'store' | 'identity'>,
  text: string,
  form: F,
): Result<{ readonly file: Extract<SignedFile, { form: F }>; readonly signer: Signer }, Failure> {
  const read = readFile(text, form);
  if (!read.ok) return read;
  const file: SignedFile = read.value;
  if (!isSignedBy(file.key, toSignedText(file.form, file.content), file.signature)) {
    return fail('bad-signature', 'The signature is not of this file: it was altered after it was signed.', {
      advice: 'Believe nothing in it. Have it sent again, by another way.',
    });
  }
  const own = parts.identity.read();
  if (!own.ok) return own;
  return succeed({ file: read.value, signer: toSigner(parts, file.key, own.value) });
}

/** What is known here of the key that something was signed with. */
export function toSigner({ store }: Pick<DeskParts, 'store'>, publicKey: string, own: Identity): Signer {
  const known = { fingerprint: toFingerprint(publicKey), publicKey };
  if (publicKey === own.publicKey) return { ...known, standing: 'own' };
  const holder = findKeyHolder(store, publicKey);
  if (holder === undefined) return { ...known, standing: 'unknown' };
  return { ...known, standing: 'trusted', person: { id: holder.id, name: holder.name } };
}

export function strangeSigner({ fingerprint }: Signer) {
  return fail('unknown-key', `Nobody has said whose key ${fingerprint} is, by which this request is signed.`, {
    advice:
      'Have the fingerprint read out by whoever asks. If it is this one, trust their key, or give it as the signer’s.',
  });
}

/** Only the key trusted for exactly that person gives their word. */
export function refuseSigner(
  signer: Signer,
  person: PersonId,
  name: string,
): { readonly ok: false; readonly failure: Failure } | undefined {
  if (signer.standing === 'own') {
    return fail('own-key', 'This answer is signed by this very console.', { advice: 'Who sits here answers here.' });
  }
  if (signer.standing === 'unknown') {
    return fail(
      'unknown-key',
      `Nobody has said whose key ${signer.fingerprint} is, by which this answer of ${name} is signed.`,
      {
        advice: `Have ${name} read the fingerprint out. If it is this one: drydock person trust ${person} --fingerprint ${signer.fingerprint} --key ${signer.publicKey}`,
      },
    );
  }
  if (signer.person?.id === person) return undefined;
  return fail('wrong-key', `This gives the word of ${name}, and is signed with the key of ${signer.person?.name}.`, {
    advice: 'Nobody can answer for another in this way. Do not believe it.',
  });
}
