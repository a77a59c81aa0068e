/** The change record's checklist, its criteria, and what completion waits for. */
import { describe, expect, it } from 'vitest';
import { toClosing } from '../../../src/core/change/closing.ts';
import { defaultPresets } from '../../../src/core/change/default-presets.ts';
import { defaultSymptoms } from '../../../src/core/change/default-symptoms.ts';
import { toItemResult } from '../../../src/core/change/item-result.ts';
import { presetsSchema } from '../../../src/core/change/presets.ts';
import { symptomsSchema, toLikelySymptoms } from '../../../src/core/change/troubleshooting.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { policySchema } from '../../../src/core/policy/policy.ts';
import { commandStep, Run, toPlan } from '../maintenance/fixtures.ts';

const window = { startMs: Date.UTC(2027, 0, 9, 22), endMs: Date.UTC(2027, 0, 10, 2), zone: 'UTC' };
/** None of its rules is asked for here: these tests are about what comes after the start. */
const policy = policySchema.parse({
  ...defaultPolicy,
  rules: Object.fromEntries(Object.keys(defaultPolicy.rules).map((rule) => [rule, { severity: 'off', waivedBy: [] }])),
});
const check = {
  id: 'check',
  kind: 'check',
  phase: 'verify',
  title: 'Check',
  hosts: ['db-1'],
  script: 'true',
  expectation: {},
  onFailure: 'ask',
};
const items = [
  { id: 'login', text: 'Login works' },
  { id: 'page', text: 'The page loads', step: 'check' as never },
];
const note = [{ kind: 'note' as const, text: 'seen' }];

/** A scheduled run with its command carried out. */
function toStarted(): Run {
  const run = new Run(toPlan([commandStep('a', { rollback: { kind: 'script', script: 'undo' } }), check]));
  run.must({ type: 'set-window', window });
  run.must({ type: 'set-checklist', items });
  const criteria = [
    { id: 'slow', condition: 'It takes too long', action: 'pause' as const, decidedBy: 'the leader' },
    { id: 'broken', condition: 'Nobody can log in', action: 'revert' as const, decidedBy: 'the leader' },
  ];
  run.must({ type: 'change-record', record: { ...run.state.change.record, criteria } });
  run.must({ type: 'schedule', policy });
  run.nowMs = window.startMs;
  run.start();
  run.attempt('a@db-1', 0);
  return run;
}

const settle = (item: string, result: 'passed' | 'failed' | 'not-applicable', evidence = note): Command => ({
  type: 'settle-item',
  item,
  result,
  evidence,
});

describe('the checklist', () => {
  it('CHG-4: is settled in the window, on evidence, and an item with a step by the step alone', () => {
    const run = toStarted();
    expect(run.give(settle('login', 'passed', []))?.message).toBe('A result rests on something.');
    run.must(settle('login', 'passed'));
    expect(run.give(settle('page', 'passed'))?.message).toBe('“The page loads” is answered by its step.');
    const item = () => run.state.change.checklist.find(({ id }) => id === 'page') as never;
    expect(toItemResult(run.state, item())).toBeUndefined();
    run.attempt('check@db-1', 1);
    expect(toItemResult(run.state, item())).toMatchObject({
      result: 'failed',
      evidence: [{ kind: 'attempt', task: 'check@db-1', attempt: 1 }],
    });
    run.must({ type: 'retry', task: 'check@db-1' as never });
    expect(toItemResult(run.state, item())).toBeUndefined();
    run.attempt('check@db-1', 0);
    expect(toItemResult(run.state, item())).toMatchObject({ result: 'passed', evidence: [{ attempt: 2 }] });
  });

  it('CHG-4: leaves an item to a person where its step was skipped', () => {
    const run = toStarted();
    run.must({ type: 'skip', task: 'check@db-1' as never, reason: 'no browser here' });
    run.must(settle('page', 'not-applicable'));
  });

  it('CHG-4: is not settled before the run, has no two items of one id, and only grows while it runs', () => {
    const run = new Run(toPlan([commandStep('a')]));
    run.must({ type: 'set-checklist', items: [{ id: 'login', text: 'Login works' }] });
    expect(run.give(settle('login', 'passed'))?.kind).toBe('not-now');
    expect(run.give({ type: 'set-checklist', items: [items[0], items[0]] as never })?.kind).toBe('not-ready');
    expect(run.give({ type: 'set-checklist', items })?.message).toContain('a step that the plan has not');
    const started = toStarted();
    expect(started.give({ type: 'set-checklist', items: [] })?.message).toContain('was agreed to be validated');
    started.must({ type: 'set-checklist', items: [...items, { id: 'mail', text: 'Mail goes out' }] });
  });
});

describe('categories', () => {
  it('CHG-3: those of the seed bring its typical validations, and are of the shape a team edits', () => {
    expect(presetsSchema.parse(defaultPresets)).toHaveLength(5);
    expect(defaultPresets.map(({ items: brought }) => brought.length)).toEqual([5, 4, 5, 5, 4]);
  });

  it('CHG-3: bring each item once, keep what has a result, and take the rest with them when they go', () => {
    const run = new Run(toPlan([commandStep('a')]));
    const [platform, product] = presetsSchema.parse(defaultPresets.slice(0, 2));
    const adopt = (...presets: (typeof platform)[]) =>
      run.must({ type: 'adopt-presets', presets: presets.filter((one) => one !== undefined) });
    adopt(platform);
    const [first] = run.state.change.checklist;
    run.must(settle(first?.id ?? '', 'not-applicable'));
    adopt(platform, product);
    expect(run.state.change.checklist).toHaveLength(9);
    expect(run.state.change.record.categories).toEqual(['platform-release', 'product-module-update']);
    adopt(product);
    expect(run.state.change.checklist).toHaveLength(5);
    expect(run.state.change.checklist[0]?.settled?.result).toBe('not-applicable');
  });
});

describe('a checklist that categories would make too long', () => {
  it('CHG-3: is refused in words, and stays as it was', () => {
    const run = new Run(toPlan([commandStep('a')]));
    const many = Array.from({ length: 100 }, (_, index) => ({ id: `i${index}`, text: 'Look' }));
    const presets = Array.from({ length: 6 }, (_, index) => ({ id: `c${index}`, name: 'Many', items: many }));
    expect(run.give({ type: 'adopt-presets', presets })?.message).toContain('at most 500');
    expect(run.state.change.checklist).toEqual([]);
  });
});

describe('completion', () => {
  it('CHG-7: names every part it waits for with the action that supplies it, and takes place when they are there', () => {
    const run = toStarted();
    run.attempt('check@db-1', 0);
    const refusal = run.give({ type: 'complete' });
    expect(refusal?.message).toBe(
      'The checklist has not passed: “Login works”. Nobody has said that the owners know the result. Nobody has said that the open issues are recorded. Nobody has said that support knows of new behaviour and workarounds.',
    );
    expect(refusal?.advice).toContain('Send the completion notice, or say how the owners were told.');
    run.must(settle('login', 'passed'));
    for (const part of ['owners-know', 'issues-recorded', 'support-knows'] as const) {
      expect(run.give({ type: 'complete' })?.kind).toBe('not-ready');
      run.must({ type: 'say-closing-part', part, text: 'told' });
    }
    expect(toClosing(run.state).every(({ isDone }) => isDone)).toBe(true);
    run.must({ type: 'complete' });
    expect(run.state.status).toBe('completed');
  });

  it('CHG-7: waits after a rollback for the owners alone', () => {
    const run = toStarted();
    run.must({ type: 'roll-back', reason: 'broken' });
    run.attempt('a~back@db-1', 0);
    expect(run.give({ type: 'complete' })?.message).toBe('Nobody has said that the owners know the result.');
    run.must({ type: 'say-closing-part', part: 'owners-know', text: 'called them' });
    run.must({ type: 'complete' });
    expect(run.state.status).toBe('rolled-back');
  });

  it('CHG-7: waits in a draft that was started as it was for the checklist it has', () => {
    const run = new Run(toPlan([commandStep('a')]));
    run.must({ type: 'set-checklist', items: [{ id: 'login', text: 'Login works' }] });
    run.start();
    run.attempt('a@db-1', 0);
    expect(run.give({ type: 'complete' })?.message).toBe('The checklist has not passed: “Login works”.');
    run.must(settle('login', 'passed'));
    run.must({ type: 'complete' });
  });

  it('CHG-7: waits for nothing where nothing was scheduled, and an abort is never held up', () => {
    const run = toStarted();
    run.must({ type: 'abort', reason: 'fire' });
    expect(toClosing(new Run(toPlan([commandStep('a')])).start().state)).toEqual([]);
  });
});

describe('a criterion of turning back', () => {
  const decide = (criterion: string, decision: 'pause' | 'revert' | 'go-on'): Command => ({
    type: 'decide-criterion',
    criterion,
    decision,
    reason: 'as agreed',
  });

  it('CHG-2: to pause holds the run', () => {
    const run = toStarted();
    run.must(decide('slow', 'pause'));
    expect(run.state.hold).toMatchObject({ cause: 'person' });
    run.must(decide('slow', 'pause'));
    expect(run.state.change.decisions).toHaveLength(2);
  });

  it('CHG-8: to revert begins the rollback, and is refused where that cannot begin', () => {
    const run = toStarted();
    run.must({ type: 'intend', task: 'check@db-1' as never }, { kind: 'console', name: 'Drydock' });
    expect(run.give(decide('broken', 'revert'))?.message).toContain('is running');
    expect(run.state.change.decisions).toEqual([]);
    run.end('check@db-1', { kind: 'exited', status: 1, unmet: [] });
    run.must(decide('broken', 'revert'));
    expect(run.state.status).toBe('rolling-back');
    expect(run.state.tasks.at(-1)?.id).toBe('a~back@db-1');
  });

  it('CHG-2: is decided as it says or to go on, by whom it names', () => {
    const run = toStarted();
    expect(run.give(decide('slow', 'revert'))?.message).toBe('By this criterion one decides to pause or to go on.');
    run.must(decide('slow', 'go-on'));
    expect(run.state.hold).toBeUndefined();
    const member = { id: 'eve' as never, name: 'Eve', roles: ['EM'], qualifications: [], services: [], zone: 'UTC' };
    run.must({ type: 'involve', members: [member] });
    run.must({ type: 'involve', members: [{ ...member, id: 'bo' as never, name: 'Bo', roles: ['SRE'] }] });
    const criteria = run.state.change.record.criteria.map((one) => ({ ...one, decidedBy: 'em' }));
    run.must({ type: 'change-record', record: { ...run.state.change.record, criteria } });
    const by = (person: string) => ({ kind: 'person' as const, name: person, person: person as never });
    expect(run.give(decide('slow', 'pause'), by('bo'))?.message).toBe('This is decided by em.');
    run.must(decide('slow', 'pause'), by('eve'));
  });
});

describe('troubleshooting', () => {
  it('CHG-8: points from a failed validation to the symptoms of the seed', () => {
    const symptoms = symptomsSchema.parse(defaultSymptoms);
    const first = (text: string) => toLikelySymptoms(symptoms, text)[0]?.id;
    expect(first('Login works')).toBe('missing-access');
    expect(first('The sync schedule runs')).toBe('connector-fails');
    expect(first('The SSO callback works')).toBe('client-differs');
    expect(toLikelySymptoms(symptoms, 'Zzz')).toHaveLength(4);
  });
});
