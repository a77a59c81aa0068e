/** Decides whether somebody may lift what blocks a gate: with a reason, and by the policy whoever is trusted with it (`REL-7`). */
import type { Policy } from '../policy/policy.ts';
import { type Failure, fail, type Result, succeed } from '../result.ts';
import { hasWord } from '../roster/names.ts';
import { type GateCause, isLiftable } from './gate.ts';
import { toCauseText } from './gate-text.ts';
import type { CauseId } from './word.ts';

export interface Unblocker {
  readonly name: string;
  /** Who they are in the address book, and their roles there; absent where nobody has said who sits here. */
  readonly person?: { readonly id: string; readonly roles: readonly string[] };
}

export type UnblockFailure = Failure<'not-now' | 'stale' | 'release-at-work' | 'nobody-here' | 'not-your-role'>;

/** The roles of which one unblocks a gate; none: anybody who leads. Where a policy does not say, whoever approves. */
export function toGateOpeners({ roles }: Pick<Policy, 'roles'>): readonly string[] {
  return roles.gateOpenedBy ?? [roles.approver];
}

/**
 * The causes a word lifts: those it names that still stand. What nobody has named is not lifted, so that a failure between
 * the look and the word goes on blocking.
 */
export function decideUnblock(
  policy: Pick<Policy, 'roles'>,
  causes: readonly GateCause[],
  names: readonly CauseId[],
  who: Unblocker,
): Result<readonly CauseId[], UnblockFailure> {
  if (causes.length === 0) return fail('not-now', 'The gate is open.');
  const named = causes.filter(({ id }) => names.includes(id));
  if (named.length === 0)
    return fail('stale', 'Something else blocks the gate by now.', { advice: 'Look at it again, then decide.' });
  const atWork = named.find((cause) => !isLiftable(cause));
  if (atWork !== undefined)
    return fail('release-at-work', toCauseText(atWork), { advice: 'It blocks until it is over; no word lifts that.' });
  return refuseWho(policy, named, who) ?? succeed(named.map(({ id }) => id));
}

/** Whoever blocked it takes their own word back. */
function refuseWho(
  policy: Pick<Policy, 'roles'>,
  named: readonly GateCause[],
  { name, person }: Unblocker,
): ReturnType<typeof fail<UnblockFailure['kind']>> | undefined {
  const openers = toGateOpeners(policy);
  if (openers.length === 0) return undefined;
  if (person === undefined)
    return fail(
      'nobody-here',
      `The policy wants ${toList(openers)} to unblock a gate, and nobody has said who sits here.`,
      {
        advice: 'Say who you are: drydock person me ID.',
      },
    );
  if (openers.some((role) => hasWord(person.roles, role))) return undefined;
  if (named.every((cause) => cause.kind === 'word' && cause.by.person === person.id)) return undefined;
  return fail('not-your-role', `${name} is not ${toList(openers)}, who unblocks a gate by the policy.`, {
    advice: 'Ask one of them, or have the policy changed.',
  });
}

function toList(roles: readonly string[]): string {
  return roles.join(' or ');
}
