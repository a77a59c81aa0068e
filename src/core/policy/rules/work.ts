/** Who works on what during the run: said, not twice the same, and within its time (`POL-5`, `POL-7`). */
import { findCollisions, findExceeded } from '../../roster/claims.ts';
import { type Claim, toName, toNames } from '../../roster/roster.ts';
import { toDurationText } from '../../text/duration.ts';
import type { Facts } from '../facts.ts';
import type { FindingEvidence } from '../finding.ts';
import { notApplicable, type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

const fromTheStart = notApplicable('From the start of the run on: it has not begun.');

/** Whoever is on shift at `nowMs` says what they work on, and no two work on the same step or host. */
export function isWorkSaid({ facts, nowMs }: RuleInput): Outcome {
  const { roster, startedAtMs } = facts;
  if (startedAtMs === undefined) return fromTheStart;
  const colliding = findCollisions(roster);
  const evidence = roster.claims.map((claim) => ({ text: sayClaim(facts, claim), fromMs: claim.sinceMs }));
  if (colliding.length > 0)
    return violated(
      `Several work on the same: ${colliding.map(({ on, name, claims }) => `${namesOf(facts, claims)} on ${on === 'step' ? 'the step ' : ''}${name}`).join('; ')}.`,
      { label: 'Settle who does it', place: 'console' },
      evidence,
    );
  const silent = onShiftAt(facts, nowMs).filter((person) => !roster.claims.some((claim) => claim.person === person));
  if (silent.length === 0) return satisfied('Everybody on shift says what they are working on.', evidence);
  return violated(
    `Not known what they are working on: ${toNames(roster, silent)}.`,
    { label: 'Say what everybody works on', place: 'console' },
    evidence,
  );
}

export function isWithinTime({ facts, nowMs }: RuleInput): Outcome {
  const { roster, startedAtMs } = facts;
  if (startedAtMs === undefined) return fromTheStart;
  const many = [...new Set(roster.claims.map(({ person }) => person))].filter(
    (person) => roster.claims.filter((claim) => claim.person === person).length > 1,
  );
  const exceeded = findExceeded(roster, nowMs).map(({ claim, endedAtMs, overMs }): FindingEvidence => {
    const overMinutesMs = Math.floor(overMs / 60_000) * 60_000;
    const had = toDurationText(endedAtMs - claim.sinceMs);
    const over = overMinutesMs === 0 ? 'just' : toDurationText(overMinutesMs);
    const text = `${toName(roster, claim.person)}: “${claim.goal}” had ${had}, and is ${over} over`;
    return { text, fromMs: claim.sinceMs, toMs: endedAtMs };
  });
  if (many.length === 0 && exceeded.length === 0) return satisfied('Everybody keeps to one goal and its time.');
  const says = [
    ...exceeded.map(({ text }) => text),
    ...(many.length === 0 ? [] : [`more than one goal at once: ${toNames(roster, many)}`]),
  ];
  return violated(`${says.join('; ')}.`, { label: 'Ask how far they are', place: 'console' }, exceeded);
}

function onShiftAt({ roster }: Facts, atMs: number) {
  const there = roster.shifts.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs).map(({ person }) => person);
  const isAbsent = (person: (typeof there)[number]) =>
    roster.absences.some((absence) => absence.person === person && absence.fromMs <= atMs);
  return [...new Set(there)].filter((person) => !isAbsent(person));
}

function namesOf({ roster }: Facts, claims: readonly Claim[]): string {
  return toNames(roster, [...new Set(claims.map(({ person }) => person))]);
}

function sayClaim({ roster }: Facts, { person, goal, step, host }: Claim): string {
  const where = [step, host].filter((part) => part !== undefined).join(' on ');
  return `${toName(roster, person)}: ${where === '' ? '' : `${where}: `}${goal}`;
}
