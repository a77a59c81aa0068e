/** Which words count now: of each person the last on each matter, and whether plan and window are still those it was given on. */
import type { Facts } from '../policy/facts.ts';
import type { PersonId } from '../roster/names.ts';
import { isSameWord } from '../roster/names.ts';
import { isSameWindow } from '../schedule/window.ts';
import type { Approval, ApprovalKind, Bound, Consent } from './approval.ts';

export interface Standing {
  readonly approval: Approval;
  /** What has changed since; empty: it is current. */
  readonly staleBecause: readonly ('plan' | 'window')[];
}

type Now = Pick<Facts, 'planHash' | 'schedule'>;

/** What a word given now is bound to. */
export function toBound({ planHash, schedule: { window } }: Now): Bound {
  return { planHash, ...(window === undefined ? {} : { window }) };
}

/** `POL-3`: editing the plan or moving the window makes a word stale; the zone only says how the window is shown. */
export function toStaleBecause(bound: Bound, now: Now): Standing['staleBecause'] {
  const { window } = now.schedule;
  const isSame =
    bound.window === undefined || window === undefined ? bound.window === window : isSameWindow(bound.window, window);
  return [...(bound.planHash === now.planHash ? [] : (['plan'] as const)), ...(isSame ? [] : (['window'] as const))];
}

/** The last word of each person on each matter: given or refused, current or stale; oldest first. */
export function toStandings({ consent, ...now }: Now & { readonly consent: Consent }): readonly Standing[] {
  return consent.approvals
    .filter((approval, index, all) => !all.slice(index + 1).some((later) => isSameMatter(approval, later)))
    .map((approval) => ({ approval, staleBecause: toStaleBecause(approval.bound, now) }));
}

/** Who was asked about what and has given no word on the plan and window as they are. */
export function toAwaited(
  facts: Now & { readonly consent: Consent },
): readonly { readonly person: PersonId; readonly kind: ApprovalKind }[] {
  const current = toStandings(facts).filter(({ staleBecause }) => staleBecause.length === 0);
  const asked = facts.consent.requests.flatMap(({ to, kinds }) =>
    to.flatMap((person) => kinds.map((kind) => ({ person, kind }))),
  );
  return asked.filter(
    ({ person, kind }, index) =>
      asked.findIndex((other) => other.person === person && other.kind === kind) === index &&
      !current.some(({ approval }) => approval.person === person && approval.kind === kind),
  );
}

/** A later word of the same person on the same matter replaces the earlier. For whom it was given is no other matter. */
export function isSameMatter(
  a: Pick<Approval, 'person' | 'kind' | 'service'>,
  b: Pick<Approval, 'person' | 'kind' | 'service'>,
): boolean {
  if (a.person !== b.person || a.kind !== b.kind) return false;
  if (a.service === undefined || b.service === undefined) return a.service === b.service;
  return isSameWord(a.service, b.service);
}
