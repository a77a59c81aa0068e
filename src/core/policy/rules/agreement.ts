/** The work plan, agreed to by everybody involved, exactly as it is (`POL-3`); shifts and a venue (`POL-4`). */
import { lastWords, toStaleText } from '../../approval/standing.ts';
import { toName, toNames } from '../../roster/roster.ts';
import type { FindingEvidence } from '../finding.ts';
import { toInvolved } from '../involved.ts';
import { type Outcome, type RuleInput, satisfied, violated } from '../rule.ts';

/** More than these are counted in the sentence; the evidence has each. */
const namedPeople = 5;

export function isAgreed({ facts }: RuleInput): Outcome {
  const { plan, planHash, roster } = facts;
  if (!plan.steps.some(({ phase }) => phase !== 'roll-back'))
    return violated('There is no work plan yet: nothing is to be carried out.', {
      label: 'Write the work plan',
      place: 'plan',
    });
  const involved = toInvolved(roster);
  if (involved.length === 0)
    return roster.members.length === 0
      ? violated('Nobody is on the roster yet.', { label: 'Put people on the roster', place: 'roster' })
      : violated('Nobody has a shift or a duty yet.', { label: 'Give people shifts', place: 'roster' });
  const words = new Map(lastWords(facts, 'plan').map((word) => [word.person, word]));
  const judged = involved.map((person) => {
    const word = words.get(person);
    if (word === undefined) return { person, but: 'has not agreed' };
    if (!word.isGiven) return { person, word, but: 'does not agree' };
    const stale = toStaleText(word.bound, facts);
    return stale === undefined ? { person, word } : { person, word, but: `agreed, but ${stale}` };
  });
  const evidence = judged.map(({ person, word, but }): FindingEvidence => {
    const text = `${toName(roster, person)} ${but ?? `agreed to the plan ${planHash.slice(0, 12)}`}`;
    return word === undefined ? { text } : { text, fromMs: word.atMs };
  });
  const open = judged.filter(({ but }) => but !== undefined);
  if (open.length === 0) return satisfied(`All ${involved.length} involved have agreed to this plan.`, evidence);
  const says =
    open.length > namedPeople
      ? `${open.length} of ${involved.length} involved have not agreed to this exact plan`
      : open.map(({ person, but }) => `${toName(roster, person)} ${but}`).join('; ');
  return violated(`${says}.`, { label: 'Ask them to agree', place: 'plan' }, evidence);
}

export function areShiftsAndVenueSet({ facts }: RuleInput): Outcome {
  const { roster, change } = facts;
  const { venue } = change.record;
  const onShift = new Set(roster.shifts.map(({ person }) => person));
  const without = toInvolved(roster).filter((person) => !onShift.has(person));
  const missing = [
    ...(onShift.size === 0 ? ['nobody has a shift'] : []),
    ...(without.length === 0 ? [] : [`no shift for ${toNames(roster, without)}`]),
    ...(venue === undefined || venue === '' ? ['no venue for communication'] : []),
  ];
  if (missing.length === 0)
    return satisfied(`${onShift.size} people have shifts; they talk in ${venue}.`, [{ text: `venue: ${venue}` }]);
  const isVenueAlone = onShift.size > 0 && without.length === 0;
  return violated(
    `Missing: ${missing.join('; ')}.`,
    isVenueAlone ? { label: 'Name the venue', place: 'brief' } : { label: 'Set the shifts', place: 'roster' },
    missing.map((text) => ({ text })),
  );
}
