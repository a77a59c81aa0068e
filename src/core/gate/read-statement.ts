/** Reads what a console said of a gate, and believes it only where everything fits: whatever does not is unknown, never open (`REL-9`). */
import { toFingerprint } from '../approval/identity.ts';
import { type Failure, fail, type Result, succeed } from '../result.ts';
import { isSameWord } from '../roster/names.ts';
import {
  type GateStatement,
  longestValidityMs,
  statementForm,
  statementLimitCharacters,
  statementSchema,
  toSignedText,
} from './statement.ts';

/** Clocks of two machines may differ by so much. */
const clockToleranceMs = 5 * 60_000;

export interface Belief {
  /** The environment that is asked about. */
  readonly environment: string;
  readonly nowMs: number;
  /** Of the console that is believed, `SHA256:…`; without one, whoever signed it is believed. */
  readonly fingerprint?: string;
  /** Of this very question; an answer with another is somebody else's, or an old one. */
  readonly nonce?: string;
  isSignedBy(publicKey: string, text: string, signature: string): boolean;
}

export type StatementFailure = Failure<
  | 'no-statement'
  | 'newer-statement'
  | 'bad-signature'
  | 'other-console'
  | 'other-environment'
  | 'other-answer'
  | 'expired'
  | 'clocks-differ'
>;

/** Never throws, whatever the text is. */
export function readStatement(text: string, belief: Belief): Result<GateStatement, StatementFailure> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { signature, ...content } = parsed.value;
  if (!belief.isSignedBy(content.key, toSignedText(content), signature))
    return fail('bad-signature', 'The signature is not of this statement: it was altered, or forged.', {
      advice: 'Find out where it came from. Do not release.',
    });
  const fingerprint = toFingerprint(content.key);
  if (belief.fingerprint !== undefined && belief.fingerprint !== fingerprint)
    return fail('other-console', `It is signed by ${fingerprint}, not by ${belief.fingerprint}.`, {
      advice: 'If the console has a new key, read it there by drydock identity, and name that.',
    });
  return refuseContent(content, belief) ?? succeed(parsed.value);
}

function refuseContent(
  { environment, nonce, issuedAt, expiresAt }: Omit<GateStatement, 'signature'>,
  belief: Belief,
): Result<never, StatementFailure> | undefined {
  if (!isSameWord(environment, belief.environment))
    return fail('other-environment', `It is about ${environment}, not about ${belief.environment}.`);
  if (belief.nonce !== undefined && nonce !== belief.nonce)
    return fail('other-answer', 'It answers another question than the one that was asked.');
  const issuedAtMs = Date.parse(issuedAt);
  const expiresAtMs = Date.parse(expiresAt);
  if (belief.nowMs >= expiresAtMs)
    return fail('expired', `It expired at ${expiresAt}: since then nobody has said how the gate stands.`, {
      advice: 'See whether the console runs, and whether it can publish.',
    });
  if (issuedAtMs > belief.nowMs + clockToleranceMs || expiresAtMs - issuedAtMs > longestValidityMs)
    return fail(
      'clocks-differ',
      `It was issued at ${issuedAt}, which has not come yet on this machine, or holds too long.`,
      {
        advice: 'Set the clocks of both machines.',
      },
    );
  return undefined;
}

function parse(text: string): Result<GateStatement, StatementFailure> {
  if (text.length > statementLimitCharacters) return noStatement('it is too long');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return noStatement('it is no JSON, or was cut on its way');
  }
  const { form, version } = (value ?? {}) as { readonly form?: unknown; readonly version?: unknown };
  if (form !== statementForm) return noStatement('it is about something else');
  if (version !== 1)
    return fail('newer-statement', 'It was made by a newer Drydock.', { advice: 'Use that version here, too.' });
  const parsed = statementSchema.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  const [issue] = parsed.error.issues;
  return noStatement(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'its shape is another'}`);
}

function noStatement(why: string) {
  return fail('no-statement', `This is no statement of a release gate: ${why}.`);
}
