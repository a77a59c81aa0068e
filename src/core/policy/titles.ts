/** Each rule in plain words, with the numbers and roles of the policy at hand. */
import { toDaysText } from '../schedule/days.ts';
import { type BuiltInRule, isBuiltIn, type Policy } from './policy.ts';

/** Of any rule of the policy; `undefined` where it has none of that id. */
export function findTitle(policy: Policy, rule: string): string | undefined {
  return isBuiltIn(rule) ? toTitle(rule, policy) : policy.own.find(({ id }) => id === rule)?.text;
}

export function toTitle(rule: BuiltInRule, { numbers, roles, backupProof }: Policy): string {
  const { approver, communication } = roles;
  const titles: Readonly<Record<BuiltInRule, string>> = {
    'POL-1': `${approver} has approved the maintenance, and the part of each service it touches`,
    'POL-2': `At least ${numbers.qualifiedPeople} ${roles.qualified} with ${roles.qualification} access are there at every instant of the window`,
    'POL-3': 'Everybody involved has agreed to this exact work plan',
    'POL-4': 'Everybody involved has a shift, and there is a venue for communication',
    'POL-5': 'Everybody on shift says what they are working on, and nobody works on the same thing',
    'POL-6': `One operation at a time, unless ${approver} has approved simultaneous ones`,
    'POL-7': 'Everybody has one goal, and keeps to its allotted time',
    'POL-8': 'One leader is named; one for each service where simultaneous operations are approved',
    'POL-9': 'Outside help is raised only once the leader has signed it off and everybody involved knows why',
    'POL-10': `Announced at least ${toDaysText(numbers.announcedDaysAhead)} ahead`,
    'POL-11': `Every backup was started at least ${toDaysText(numbers.backupsDaysAhead)} before the window`,
    'POL-12': toBackupTitle(backupProof),
    'POL-13': 'No backup lies on a host that the maintenance works on',
    'POL-14': 'Each backup has a copy somewhere else',
    'POL-15': 'Whoever is left decides whether to go on after somebody drops out during the window',
    'POL-16': `Postponed by at least ${toDaysText(numbers.postponedDays)} when somebody drops out before it begins`,
    'POL-17': `${approver} and ${communication} are told of every change of the schedule at once`,
    'POL-18': `An emergency is approved by ${approver}, or ${approver} is told as soon as possible, and a ${communication} is engaged`,
    'CHG-1':
      'The change record is whole: deployment model, product scope, change process, window, validation owner, rollback criteria',
    'CHG-2':
      'The inputs are written down: scope, users, validation plan, duration, communication, escalation, criteria, known issues',
    'REL-10':
      numbers.rehearsedDays === undefined
        ? 'Each step that changes something has a rollback, or says why not'
        : `Each step that changes something has a rollback, or says why not; a release of production was rehearsed within ${toDaysText(numbers.rehearsedDays)}`,
    'PREP-3': 'Where the plan asks for a second person, somebody else than the leader is there to confirm',
    'CHG-5': 'The notices can say what people need to know, and the owners of integrations are told',
  };
  return titles[rule];
}

function toBackupTitle(proof: Policy['backupProof'] = 'none'): string {
  const proven = {
    none: '',
    present: ', and its tool finds it',
    complete: ', and its tool says so',
    readable: ', and its tool has read all of it',
    restored: ', and was restored in a test',
  };
  return `Every backup is complete before the start${proven[proof]}`;
}
