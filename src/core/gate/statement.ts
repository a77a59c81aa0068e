/**
 * What a console says of a gate to whoever is not at it: over HTTP and as a published file. Signed, so that it cannot be forged
 * on its way, and with an end, so that a console that is off opens nothing (`REL-9`).
 */
import { z } from 'zod';
import { publicKeySchema } from '../approval/files.ts';
import { environmentNameSchema } from '../environment/environment.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';
import type { Gate, GateCause } from './gate.ts';
import { toCauseText, toGateText } from './gate-text.ts';

export const statementForm = 'drydock-gate';
/** A text with more characters is not looked at. */
export const statementLimitCharacters = 64 * 1024;
/** No statement holds longer than this, whoever signed it. */
export const longestValidityMs = 24 * 3_600_000;
const causeLimit = 10;

const line = z.string().max(5_000);
const instant = z.iso.datetime({ precision: 0 });
/** Given by whoever asks, so that an answer to somebody else is not theirs. */
export const nonceSchema = z.string().regex(/^[A-Za-z0-9_-]{8,100}$/, 'a nonce has 8 to 100 of A-Z a-z 0-9 _ -');

/**
 * Times are ISO 8601 in UTC, to the second, for programs that have no Drydock. `state` stands nowhere else in it, so that a text
 * with `"state":"open"` in it is that of an open gate.
 */
const contentShape = {
  form: z.literal(statementForm),
  version: z.literal(1),
  environment: environmentNameSchema,
  state: z.enum(['open', 'blocked']),
  /** In words, for the log of a pipeline. */
  says: line,
  since: instant.optional(),
  causes: z
    .array(
      z.strictObject({
        kind: z.enum(['word', 'release-at-work', 'release-failed']),
        says: line,
        since: instant,
        maintenance: z.strictObject({ id: z.string().max(100), title: z.string().max(500) }).optional(),
      }),
    )
    .max(causeLimit),
  /** How many more there are than `causes` names. */
  moreCauses: z.int().min(1).optional(),
  contact: line.optional(),
  isOutdated: z.boolean(),
  stableVersion: z.string().max(200).optional(),
  pendingMigrations: z.int().min(0).optional(),
  issuedAt: instant,
  /** From then on it says nothing. */
  expiresAt: instant,
  nonce: nonceSchema.optional(),
  /** The console's Ed25519 key, base 64. */
  key: publicKeySchema,
};

const isConsistent = ({ state, causes }: { readonly state: string; readonly causes: readonly unknown[] }) =>
  (state === 'open') === (causes.length === 0);
export const statementSchema = z
  .strictObject({ ...contentShape, signature: z.base64().length(88) })
  .refine(isConsistent, 'an open gate has no cause, and a blocked one has');
export type GateStatement = z.infer<typeof statementSchema>;
type Content = Omit<GateStatement, 'signature'>;

export interface Issuing {
  readonly issuedAtMs: number;
  readonly validForMs: number;
  readonly nonce?: string;
  /** The console's public key, base 64, and what signs with it. */
  readonly publicKey: string;
  sign(text: string): string;
}

/** One line of canonical JSON. Both times are rounded down to the second: it never holds longer than it should. */
export function toStatementText(gate: Gate, issuing: Issuing): string {
  const { issuedAtMs, validForMs, nonce, publicKey } = issuing;
  const { stable, pending } = gate.versions;
  const content: Content = {
    form: statementForm,
    version: 1,
    environment: gate.environment,
    state: gate.state,
    says: cut(toGateText(gate)),
    ...(gate.sinceMs === undefined ? {} : { since: toInstant(gate.sinceMs) }),
    causes: gate.causes.slice(0, causeLimit).map(toStatedCause),
    ...(gate.causes.length > causeLimit ? { moreCauses: gate.causes.length - causeLimit } : {}),
    ...(gate.contact === undefined ? {} : { contact: gate.contact }),
    isOutdated: gate.isOutdated,
    ...(stable === undefined ? {} : { stableVersion: stable }),
    ...(pending === undefined ? {} : { pendingMigrations: pending }),
    issuedAt: toInstant(issuedAtMs),
    expiresAt: toInstant(issuedAtMs + Math.min(validForMs, longestValidityMs)),
    ...(nonce === undefined ? {} : { nonce }),
    key: publicKey,
  };
  const signature = issuing.sign(toSignedText(content));
  return `${toCanonicalJson({ ...content, signature } satisfies GateStatement)}\n`;
}

/** The text that is signed: everything the statement says, under its form's own name. */
export function toSignedText(content: Content): string {
  return `${statementForm}/1\n${toCanonicalJson(content)}`;
}

function toStatedCause(cause: GateCause): GateStatement['causes'][number] {
  const { kind, sinceMs } = cause;
  return {
    kind,
    says: cut(toCauseText(cause)),
    since: toInstant(sinceMs),
    ...(cause.kind === 'word' ? {} : { maintenance: { id: cause.maintenance, title: cause.title } }),
  };
}

function toInstant(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

function cut(text: string): string {
  return text.length > 4_900 ? `${text.slice(0, 4_900)} … (cut)` : text;
}
