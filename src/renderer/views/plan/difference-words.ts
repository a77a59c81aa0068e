/** A difference between two plans in the words of the plan's form, instead of those of its JSON. */
import type { FieldDifference } from '../../../core/plan/difference.ts';
import type { Expectation, Plan, Rollback } from '../../../core/plan/plan.ts';
import { toDurationText } from '../../../core/text/duration.ts';

interface Words {
  readonly label: string;
  /** What stands where the plan says nothing; a field that only came to say the same has not changed. */
  readonly unsaid?: string;
  readonly toWords?: (text: string) => string;
}

const yesOrNo = (text: string) => (text === 'true' ? 'Yes' : 'No');
const span = (text: string) => toDurationText(Number(text));
const oneOf = (names: Readonly<Record<string, string>>) => (text: string) => names[text] ?? text;

const fields: Readonly<Record<string, Words>> = {
  title: { label: 'Title' },
  kind: {
    label: 'Kind of step',
    toWords: oneOf({ command: 'Command', check: 'Check', manual: 'By hand', wait: 'Wait' }),
  },
  phase: { label: 'Phase' },
  what: { label: 'What it does' },
  owner: { label: 'Owner' },
  estimateMs: { label: 'Estimate', toWords: span },
  sideEffects: { label: 'Side effects' },
  withPrevious: { label: 'Together with the step before', toWords: yesOrNo },
  isTwoPerson: { label: 'Two-person rule', toWords: yesOrNo },
  hosts: { label: 'Hosts' },
  script: { label: 'Script' },
  expectation: { label: 'Expected result', toWords: (text) => toExpected(JSON.parse(text)) },
  timeoutMs: { label: 'Timeout', toWords: span },
  retries: { label: 'Retries', unsaid: '0' },
  onFailure: {
    label: 'On failure',
    unsaid: 'stop',
    toWords: oneOf({ stop: 'Hold the run', ask: 'Hold and ask', continue: 'Go on', 'Roll back': 'Roll back' }),
  },
  rollback: { label: 'Rollback', toWords: (text) => toUndoing(JSON.parse(text)) },
  confirmBefore: { label: 'Ask before it runs', unsaid: 'false', toWords: yesOrNo },
  safeToRepeat: { label: 'Safe to repeat', unsaid: 'false', toWords: yesOrNo },
  mode: { label: 'How it runs', unsaid: 'durable', toWords: oneOf({ durable: 'Durable', direct: 'Direct' }) },
  waitMs: { label: 'Wait', toWords: span },
  about: { label: 'What it is about' },
  phaseNotes: { label: 'Notes of the phases' },
  meta: { label: 'Front matter' },
  variables: { label: 'Variables', unsaid: '[]', toWords: (text) => toVariables(JSON.parse(text)) },
};

export interface WordedDifference {
  readonly field: string;
  readonly label: string;
  /** Empty: nothing was said. */
  readonly before: string;
  readonly after: string;
}

/** Those that a person would call a change: a step that became a command is not “retries 0” as well. */
export function toWorded(differences: readonly FieldDifference[]): readonly WordedDifference[] {
  return differences.flatMap(({ field, before, after }) => {
    const { label, unsaid, toWords } = fields[field] ?? { label: field };
    const isSame = (text: string) => text === '' || text === unsaid;
    if (isSame(before) && isSame(after)) return [];
    const word = (text: string) => (text === '' || toWords === undefined ? text : toWords(text));
    return [{ field, label, before: word(before), after: word(after) }];
  });
}

function toExpected({ exitStatus, matches = [], lacks = [] }: Expectation): string {
  return [
    ...(exitStatus === undefined ? [] : [`Exit status ${exitStatus.join(', ')}`]),
    ...matches.map((expression) => `Output matches ${expression}`),
    ...lacks.map((expression) => `Output does not match ${expression}`),
  ].join('\n');
}

function toUndoing(rollback: Rollback): string {
  return rollback.kind === 'script' ? rollback.script : `Not undone, because: ${rollback.why}`;
}

function toVariables(variables: Plan['variables']): string {
  return variables
    .map(({ name, prompt, default: value, secret }) => {
      const asked = prompt === undefined ? name : `${name}: ${prompt}`;
      if (secret) return `${asked} (secret)`;
      return value === undefined ? asked : `${asked} (${value} unless said otherwise)`;
    })
    .join('\n');
}
