/**
 * Somebody drops out: before the window begins it is postponed (`POL-16`), from its first second on whoever is left
 * decides whether to go on, unless the role is urgent (`POL-15`).
 */
import { hasWord } from '../../roster/names.ts';
import { type Absence, toName, toNames } from '../../roster/roster.ts';
import { addDays, toDaysText, toLocalText } from '../../schedule/days.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import { toInvolved } from '../involved.ts';
import type { Policy } from '../policy.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

/** Absences of people who are involved, before the window begins or from then on. */
export function findDropOuts(
  { roster, schedule: { window }, startedAtMs }: Pick<Facts, 'roster' | 'schedule' | 'startedAtMs'>,
  when: 'before' | 'during',
): readonly Absence[] {
  const involved = new Set(toInvolved(roster));
  const beginsAtMs = Math.min(window?.startMs ?? Number.POSITIVE_INFINITY, startedAtMs ?? Number.POSITIVE_INFINITY);
  const endsAtMs = startedAtMs === undefined ? (window?.endMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  return roster.absences.filter(
    ({ person, fromMs }) =>
      involved.has(person) && fromMs < endsAtMs && (when === 'before' ? fromMs < beginsAtMs : fromMs >= beginsAtMs),
  );
}

/** The urgent role somebody has now, if they have one: a duty counts by its name (`leader`), a shift by its role. */
export function findUrgentRole(
  { roles }: Policy,
  { roster }: Pick<Facts, 'roster'>,
  absence: Absence,
): string | undefined {
  const { duties, shifts } = roster;
  const { person, fromMs } = absence;
  const held = [
    ...(duties.leaders.some((leader) => leader.person === person) ? ['leader'] : []),
    ...(duties.ces === person ? [roles.communication] : []),
    ...(duties.validationOwner === person ? ['validation owner'] : []),
    ...(duties.communicationOwner === person ? ['communication owner'] : []),
    ...shifts.filter((shift) => shift.person === person && shift.toMs > fromMs).map(({ role }) => role),
  ];
  return held.find((role) => hasWord(roles.urgent, role));
}

/** Drop-outs during the window on which nothing stands yet that lets the run go on. */
export function findUndecided(
  policy: Policy,
  facts: Pick<Facts, 'roster' | 'schedule' | 'startedAtMs'>,
): readonly { readonly absence: Absence; readonly why: string }[] {
  return findDropOuts(facts, 'during').flatMap((absence) => {
    const name = toName(facts.roster, absence.person);
    const urgent = findUrgentRole(policy, facts, absence);
    if (urgent !== undefined) return [{ absence, why: `${name} dropped out as ${urgent}, which is urgent` }];
    return findDecision(facts, absence) === undefined
      ? [{ absence, why: `${name} dropped out, and nobody has decided whether to go on` }]
      : [];
  });
}

/** A decision of those who are left not to go on: the last word on a drop-out that still stands. */
export function findStop(
  facts: Pick<Facts, 'roster' | 'schedule' | 'startedAtMs'>,
): { readonly absence: Absence; readonly reason: string } | undefined {
  for (const absence of findDropOuts(facts, 'during')) {
    const decision = findDecision(facts, absence);
    if (decision?.goesOn === false) return { absence, reason: decision.reason };
  }
  return undefined;
}

export function isDropOutDecided({ policy, facts }: RuleInput): Outcome {
  const dropOuts = findDropOuts(facts, 'during');
  if (dropOuts.length === 0) return notApplicable('Nobody has dropped out of the window.');
  const evidence = dropOuts.flatMap((absence): readonly FindingEvidence[] => {
    const said = {
      text: `${toName(facts.roster, absence.person)} is not available: ${absence.reason}`,
      fromMs: absence.fromMs,
    };
    const decision = findDecision(facts, absence);
    if (decision === undefined) return [said];
    const who = toNames(facts.roster, decision.deciders);
    const word = `${who} decided to ${decision.goesOn ? 'go on' : 'stop'}: ${decision.reason}`;
    return [said, { text: word, fromMs: decision.atMs }];
  });
  const [first, ...others] = findUndecided(policy, facts);
  if (first === undefined) return satisfied('Whoever is left has decided about every drop-out.', evidence);
  const isUrgent = findUrgentRole(policy, facts, first.absence) !== undefined;
  return {
    ...violated(
      `${[first, ...others].map(({ why }) => why).join('; ')}.`,
      isUrgent
        ? { label: 'Hand the role over to somebody who is there', place: 'roster' }
        : { label: 'Decide whether to go on, with the reason', place: 'roster' },
      evidence,
    ),
    dueSinceMs: first.absence.fromMs,
  };
}

/** The last word on this absence, and not on an earlier one of the same person. */
function findDecision({ roster }: Pick<Facts, 'roster'>, { person, saidAtMs }: Absence) {
  return roster.continuations.findLast((one) => one.person === person && one.atMs >= saidAtMs);
}

export function isPostponed({ policy, facts }: RuleInput): Outcome {
  const { window, frozen } = facts.schedule;
  const dropOuts = findDropOuts(facts, 'before');
  if (dropOuts.length === 0) return notApplicable('Nobody has dropped out.');
  if (window === undefined || frozen === undefined)
    return notApplicable('It is not scheduled yet: whoever is not available is planned around.');
  const days = policy.numbers.postponedDays;
  const evidence = dropOuts.map(({ person, reason, fromMs }) => ({
    text: `${toName(facts.roster, person)} is not available: ${reason}`,
    fromMs,
  }));
  const open = findToPostpone(policy, facts);
  if (open.length === 0)
    return satisfied(
      `It was postponed by at least ${toDaysText(days)}, to ${toLocalText(window.startMs, window.zone)}.`,
      evidence,
    );
  const names = toNames(
    facts.roster,
    open.map(({ person }) => person),
  );
  return violated(
    `${names} dropped out before it begins: it has to be postponed by at least ${toDaysText(days)}.`,
    { label: 'Postpone it to the proposed date', place: 'brief' },
    evidence,
  );
}

/** Drop-outs before the window because of which it has not been postponed far enough yet (`POL-16`). */
export function findToPostpone(
  { numbers }: Pick<Policy, 'numbers'>,
  facts: Pick<Facts, 'roster' | 'schedule' | 'startedAtMs'>,
): readonly Absence[] {
  return findDropOuts(facts, 'before').filter((absence) => !isPutOff(facts, absence, numbers.postponedDays));
}

/** It was postponed because of them by enough days, and has not been brought forward again since. */
function isPutOff(
  { schedule: { changes, window } }: Pick<Facts, 'schedule'>,
  { person, saidAtMs }: Absence,
  days: number,
): boolean {
  return changes.some(({ change, because, from, to, atMs }) => {
    if (change !== 'postponed' || because?.includes(person) !== true || atMs < saidAtMs) return false;
    if (from === undefined || to === undefined || window === undefined) return false;
    return window.startMs >= addDays(from.startMs, days, from.zone);
  });
}
