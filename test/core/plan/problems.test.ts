/** What keeps a plan from being run, and what its author is advised to think about. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSchema } from '../../../src/core/plan/plan.ts';
import { findProblems } from '../../../src/core/plan/problems.ts';
import { findUndeclared } from '../../../src/core/plan/script-variables.ts';
import { plans } from './plans.ts';

const sound = {
  kind: 'command',
  id: 'a',
  phase: 'carry-out',
  title: 'A',
  hosts: ['db-1'],
  script: 'true',
  rollback: { kind: 'none', why: 'it changes nothing' },
};

function problemsOf(step: object, plan: object = {}) {
  const all = findProblems(
    planSchema.parse({ title: 'T', steps: [{ ...sound, ...step }], ...plan }),
    new Set(['db-1']),
  );
  return all.map(({ severity, text }) => `${severity}: ${text}`);
}

test('a plan with nothing amiss has no problems', () => {
  expect(problemsOf({})).toEqual([]);
});

test('a plan without steps cannot be run', () => {
  expect(problemsOf({}, { steps: [] })).toEqual(['must: The plan has no step yet.']);
});

test.each([
  [{ hosts: [] }, 'must: “A” names no host.'],
  [{ hosts: ['db-9'] }, 'must: “A” runs on db-9, which this workspace does not know.'],
  [{ hosts: ['db-1', 'db-1'] }, 'must: “A” names the host db-1 more than once.'],
  [{ expectation: { matches: ['('] } }, 'must: “A” expects /(/, which is no regular expression.'],
  [{ expectation: { lacks: ['[z-a]'] } }, 'must: “A” expects /[z-a]/, which is no regular expression.'],
  [{ rollback: undefined }, 'should: “A” does not say how it is undone, or why it need not be.'],
  [{ retries: 2 }, 'should: “A” is retried by itself, but is not marked as safe to repeat.'],
  [{ script: 'echo $RELEASE' }, 'should: “A” uses $RELEASE, which neither it nor a variable of the plan sets.'],
  [{ script: 'echo <%= name %>' }, 'should: “A” holds a template that nothing fills in.'],
])('%j is said', (step, problem) => {
  expect(problemsOf(step)).toEqual([problem]);
});

test('steps that run together on one host are pointed out, and too many of them are refused', () => {
  const steps = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...sound,
      id: `s${index}`,
      title: `S${index}`,
      hosts: [index === 1 ? 'db-2' : 'db-1'],
      ...(index > 0 && { withPrevious: true }),
    }));
  const problems = (count: number) =>
    findProblems(planSchema.parse({ title: 'T', steps: steps(count) }), undefined).map(({ text }) => text);
  expect(problems(2)).toEqual([]);
  expect(problems(3)).toEqual(['“S0” and “S2” run together on db-1.']);
  expect(problems(33)).toContain('33 steps run together from “S0” on; at most 32 may.');
});

test('hosts are not missed while they are not known', () => {
  const plan = planSchema.parse({ title: 'T', steps: [{ ...sound, hosts: ['db-9'] }] });
  expect(findProblems(plan, undefined)).toEqual([]);
});

test('a check and the rollback phase need no rollback (REL-10)', () => {
  expect(problemsOf({ rollback: undefined, kind: 'check', expectation: {} })).toEqual([]);
  expect(problemsOf({ rollback: undefined, phase: 'roll-back' })).toEqual([]);
});

test('a declared variable is not missed, and one that hides a name of the shell is', () => {
  expect(problemsOf({ script: 'echo $RELEASE' }, { variables: [{ name: 'RELEASE' }] })).toEqual([]);
  expect(problemsOf({}, { variables: [{ name: 'PATH' }] })).toEqual([
    'should: A variable called PATH replaces the one of that name that every shell has.',
  ]);
});

test.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shell
  ['echo "$A ${B} ${C%/}" $D/x', ['A', 'B', 'C', 'D']],
  ['A=1; echo $A; export B=2; echo $B', []],
  ['for F in *; do echo $F; done; while read -r X Y; do echo $X $Y; done', []],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shell
  ['echo ${A:-default} ${B:=x} $A $B', []],
  ['echo \'$A\' \\$B "\\$C" # $D', []],
  ["cat <<'END'\n$A\nEND\necho $B", ['B']],
  ['cat <<END\n$A\nEND', ['A']],
  ['. /etc/profile.d/app.sh\necho $APP', []],
  ['echo $HOME $PATH $LC_ALL $XDG_RUNTIME_DIR $lower $1 $? $Mixed', []],
])('%j uses without setting: %j', (script, names) => {
  expect([...findUndeclared(script, new Set())]).toEqual(names);
});

test('every plan can be looked at', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const ids = new Set<string>(plan.steps.map(({ id }) => id));
      for (const { step, text } of findProblems(plan, new Set())) {
        expect(step === undefined || ids.has(step)).toBe(true);
        expect(text).not.toBe('');
      }
    }),
  );
});
