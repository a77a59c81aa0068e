/** The hash a maintenance keeps of the policy that was frozen into it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { Policy } from './policy.ts';

/** SHA-256 over the policy's canonical JSON, as 64 lower-case hex digits. */
export function toPolicyHash(policy: Policy): string {
  return bytesToHex(sha256(utf8ToBytes(toCanonicalJson(policy))));
}
