/** Which words stand now: of each person the last on each matter, and whether plan and window are still those it was given on. */
import type { Facts } from '../policy/facts.ts';
import { isSameWindow } from '../schedule/window.ts';
import type { Approval, ApprovalKind, Bound } from './approval.ts';

type Now = Pick<Facts, 'planHash' | 'schedule'>;

/** What a word given now is bound to. */
export function toBound({ planHash, schedule: { window } }: Now): Bound {
  return { planHash, ...(window === undefined ? {} : { window }) };
}

/**
 * What has changed since; empty: the word is current. Editing the plan or moving the window makes it stale (`POL-3`); the
 * zone only says how the window is shown.
 */
export function toStaleBecause(bound: Bound, now: Now): readonly ('work plan' | 'window')[] {
  const { window } = now.schedule;
  const isSame =
    bound.window === undefined || window === undefined ? bound.window === window : isSameWindow(bound.window, window);
  return [
    ...(bound.planHash === now.planHash ? [] : (['work plan'] as const)),
    ...(isSame ? [] : (['window'] as const)),
  ];
}

/** The same as the end of a sentence; `undefined` where the word is current. */
export function toStaleText(bound: Bound, now: Now): string | undefined {
  const changed = toStaleBecause(bound, now);
  if (changed.length === 0) return undefined;
  return `the ${changed.join(' and the ')} ${changed.length === 1 ? 'has' : 'have'} changed since`;
}

/** The last word of each person on each matter of this kind: given or refused, current or stale. */
export function lastWords({ consent }: Pick<Facts, 'consent'>, kind: ApprovalKind): readonly Approval[] {
  const ofKind = consent.approvals.filter((approval) => approval.kind === kind);
  return [...new Map(ofKind.map((approval) => [matterOf(approval), approval])).values()];
}

/** A later word of the same person on the same matter replaces the earlier. For whom it was given is no other matter. */
export function isSameMatter(a: Matter, b: Matter): boolean {
  return matterOf(a) === matterOf(b);
}

type Matter = Pick<Approval, 'person' | 'kind' | 'service'>;

function matterOf({ person, kind, service }: Matter): string {
  return [person, kind, service?.trim().toLocaleLowerCase('en') ?? ''].join('/');
}
