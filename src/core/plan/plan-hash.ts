/** The hash an approval, an agreement and a run are bound to: the same content gives the same hash on every machine. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { Plan } from './plan.ts';

/** SHA-256 over the plan's canonical JSON, as 64 lower-case hex digits (`POL-3`). */
export function toPlanHash(plan: Plan): string {
  return bytesToHex(sha256(utf8ToBytes(toCanonicalJson(plan))));
}

/** SHA-256 of a script's UTF-8 bytes, as 64 lower-case hex digits. */
export function toScriptHash(script: string): string {
  return bytesToHex(sha256(utf8ToBytes(script)));
}
