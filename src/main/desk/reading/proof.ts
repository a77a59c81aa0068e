/** A bundle somebody names: proved from its first byte to its last before anything is done with it. */
import { isAbsolute } from 'node:path';
import { toFingerprint } from '../../../core/approval/identity.ts';
import { type BundleFault, type BundleVerdict, toFaultText } from '../../../core/bundle/verdict.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import { verifyBundle } from '../../bundle/verify.ts';
import { isSignedBy } from '../signing/console-identity.ts';

export type Proved = Extract<BundleVerdict, { readonly isWhole: true }>;

/** Refuses an altered one with its exact fault. Nothing in it is run, or kept. */
export async function proveBundle(file: string): Promise<Result<Proved, Failure>> {
  if (!isAbsolute(file))
    return fail('bad-path', `“${file}” is not a whole path.`, {
      advice: 'Name the file from the root of the disk on.',
    });
  const verified = await verifyBundle(file, { isSignedBy, toFingerprint });
  if (!verified.ok) return verified;
  if (verified.value.isWhole) return succeed(verified.value);
  const [fault] = verified.value.faults;
  return fail('not-whole', toWords(fault), { advice: 'Have it sent again, by another way.' });
}

const notAboutTheSigner: ReadonlySet<string> = new Set(['refused', 'too-large', 'cut']);

/** What is no archive at all, or larger than is read, says so itself. */
function toWords(fault: BundleFault | undefined): string {
  if (fault?.place === 'archive' && notAboutTheSigner.has(fault.kind)) return `${fault.says}.`;
  return `This bundle is not as it was signed: ${fault === undefined ? 'altered' : toFaultText(fault)}.`;
}
