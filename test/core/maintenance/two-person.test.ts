/** The two-person rule: who may confirm what, what a word is bound to, and that it starts nothing (`PREP-3`). */
import { describe, expect, it } from 'vitest';
import type { TaskId } from '../../../src/core/ids.ts';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { toNext } from '../../../src/core/maintenance/next.ts';
import { toOffers } from '../../../src/core/maintenance/offers.ts';
import { standingCountersign, toCommandHash } from '../../../src/core/maintenance/second-person.ts';
import { findTask } from '../../../src/core/maintenance/tasks.ts';
import { isTwoPersonStep, type Plan } from '../../../src/core/plan/plan.ts';
import { toPlanHash } from '../../../src/core/plan/plan-hash.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';
import { commandStep, engine, leader, Run, toPlan } from './fixtures.ts';

const buddy: Actor = { kind: 'person', name: 'Bo Lind', person: 'bo' as PersonId, via: 'review' };
const watcher: Actor = { ...buddy, name: 'Kim', person: 'kim' as PersonId, via: 'follow' };
const step = 'a@db-1' as TaskId;

function hashOf(run: Run, id: string): string {
  const task = findTask(run.state, id as TaskId);
  if (task === undefined) throw new Error(`no task ${id}`);
  return toCommandHash(run.state, task);
}

function waiting(plan: Plan = toPlan([commandStep('a', { isTwoPerson: true }), commandStep('b')])): Run {
  const run = new Run(plan);
  run.withBuddy().start();
  const [next] = toNext(run.state);
  if (next?.do === 'await' && next.for !== 'time') run.must({ type: 'await', task: next.task, for: next.for }, engine);
  return run;
}

const confirm = (run: Run, id: string = step) =>
  ({ type: 'countersign', task: id as TaskId, command: hashOf(run, id) }) as const;

describe('a step under the two-person rule', () => {
  it('waits for a second person before anything else, and runs only once the leader goes on after that', () => {
    const run = waiting();
    expect(toNext(run.state)).toEqual([{ do: 'nothing', because: 'person', task: step }]);
    expect(run.give({ type: 'go-on', task: step })?.message).toMatch(/Nobody has confirmed “a” on db-1/);
    run.must(confirm(run), buddy);
    expect(toNext(run.state)).toEqual([{ do: 'nothing', because: 'person', task: step }]);
    expect(run.give({ type: 'intend', task: step }, engine)?.kind).toBe('too-late');
    run.must({ type: 'go-on', task: step });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: step }]);
    run.attempt(step, 0);
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'b@db-1' }]);
  });

  it('may be confirmed before its turn, and still waits for the leader when it comes', () => {
    const run = waiting(toPlan([commandStep('b'), commandStep('a', { isTwoPerson: true })]));
    run.must(confirm(run), buddy);
    run.attempt('b@db-1', 0);
    expect(toNext(run.state)).toEqual([{ do: 'await', task: step, for: 'countersign' }]);
    run.must({ type: 'await', task: step, for: 'countersign' }, engine);
    run.must({ type: 'go-on', task: step });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: step }]);
  });

  it('is not confirmed by a word on another command', () => {
    const run = waiting();
    expect(run.give({ ...confirm(run), command: 'a'.repeat(64) }, buddy)?.message).toMatch(
      /has changed since it was read/,
    );
  });

  it('binds the word to the host, its address and the values of the variables', () => {
    const one = waiting();
    const task = findTask(one.state, step);
    if (task === undefined) throw new Error('no task');
    const moved = { ...one.state, hosts: one.state.hosts.map((host) => ({ ...host, address: '10.0.0.9' })) };
    const set = { ...one.state, variables: { DIR: '/' } };
    const others = [moved, set, { ...one.state, secrets: ['KEY'] }].map((state) => toCommandHash(state, task));
    expect(new Set([toCommandHash(one.state, task), ...others]).size).toBe(4);
    one.must(confirm(one), buddy);
    const confirmed = findTask(one.state, step);
    if (confirmed === undefined) throw new Error('no task');
    expect(standingCountersign(one.state, confirmed)?.by).toEqual({ name: 'Bo Lind', person: 'bo' });
    expect(standingCountersign(moved, confirmed)).toBeUndefined();
  });

  it('is not confirmed by who leads, who only follows, or twice', () => {
    const run = waiting();
    expect(run.give(confirm(run))?.message).toMatch(/This console is the leader’s/);
    expect(run.give(confirm(run), { ...leader, via: 'review' })?.message).toMatch(/Ada leads/);
    expect(run.give(confirm(run), watcher)).toBeDefined();
    run.must(confirm(run), buddy);
    expect(run.give(confirm(run), buddy)?.message).toMatch(/Bo Lind has confirmed “a” on db-1 already/);
  });

  it('takes another person’s word at the leader’s console by their typed name, and says where it was said', () => {
    const run = waiting();
    const said = { ...confirm(run), person: 'bo' as PersonId };
    expect(run.give({ ...said, typed: 'Ada' })?.kind).toBe('not-confirmed');
    expect(run.give({ ...said, person: 'eve' as PersonId, typed: 'Eve' })?.message).toMatch(/not on the roster/);
    run.must({ ...said, typed: 'bo lind' });
    expect(run.events.at(-1)).toMatchObject({
      type: 'step-countersigned',
      actor: leader,
      data: { saidAtLeader: { person: 'bo', name: 'Bo Lind' } },
    });
    run.must({ type: 'go-on', task: step });
  });

  it('takes no word of somebody else from whoever came by an invite, and lets none of them go on', () => {
    const run = waiting();
    expect(run.give({ ...confirm(run), person: 'bo' as PersonId, typed: 'Bo Lind' }, buddy)).toBeDefined();
    run.must(confirm(run), buddy);
    expect(run.give({ type: 'go-on', task: step }, buddy)).toBeDefined();
    expect(run.give({ type: 'go-on', task: step }, { ...buddy, via: 'assist' })).toBeDefined();
  });

  it('is gone on with by somebody else than who confirmed it, though the lead has passed on to them', () => {
    const run = waiting();
    run.must(confirm(run), buddy);
    expect(run.give({ type: 'go-on', task: step }, { kind: 'person', name: 'Bo Lind' })?.message).toMatch(
      /somebody else goes on/,
    );
  });

  /** Whoever came as `f-bo` takes the lead, and is called as `taker` at their own console. */
  function handOver(run: Run, as: Actor, taker: Actor): void {
    const fingerprint = `SHA256:${'a'.repeat(43)}`;
    run.must({ type: 'make-invite', invite: { id: 'i-1', role: 'assist', people: 9, expiresAtMs: run.nowMs + 1_000 } });
    run.must({ type: 'report-joined', follower: 'f-bo', invite: 'i-1', name: as.name }, as);
    run.must({ type: 'admit-follower', follower: 'f-bo' });
    run.must({ type: 'offer-lead', relay: 'l-1', follower: 'f-bo' });
    const publicKey = `${'A'.repeat(43)}=`;
    run.must({ type: 'accept-lead', relay: 'l-1', follower: 'f-bo', publicKey, fingerprint }, as);
    run.must({ type: 'pass-lead', relay: 'l-1', fingerprint });
    run.must({ type: 'take-lead', fingerprint }, taker);
  }
  const office: Actor = { kind: 'person', name: 'Bo at the office', via: 'assist', follower: 'f-bo' };
  const newLeader: Actor = { kind: 'person', name: 'Bo Lind', person: 'bo' as PersonId };

  it.each([
    ['whoever came by the same invite, whatever they are called now', { ...office, name: 'Bo, from home' }],
    [
      'somebody of the name they came by, of whom no more is known',
      { kind: 'person', name: 'bo at the office', via: 'review' },
    ],
    ['the person who leads now', { ...buddy, name: 'Bo L.', follower: 'f-other' }],
    ['somebody of the name of who leads now', { kind: 'person', name: 'Bo Lind', via: 'review', follower: 'f-other' }],
  ] satisfies [string, Actor][])('is not confirmed any more by %s, once they have taken the lead', (_, second) => {
    const run = waiting();
    run.must(confirm(run), second);
    expect(toOffers(run.state).steps['go-on']).toContain(step);
    handOver(run, office, newLeader);
    const refusal = run.give({ type: 'go-on', task: step }, newLeader);
    expect(refusal?.message).toMatch(/has taken the lead since: the second person is somebody else/);
    expect(toOffers(run.state).steps['go-on']).not.toContain(step);
    // Somebody else confirms it anew; the one who leads cannot.
    expect(run.give(confirm(run), { ...newLeader, via: 'review' })?.message).toMatch(/Bo Lind leads/);
    run.must(confirm(run), { kind: 'person', name: 'Cleo Marsh', via: 'review', follower: 'f-cleo' });
    run.must({ type: 'go-on', task: step }, newLeader);
  });

  it('stays confirmed by somebody else when the lead goes on, and where the leader had gone on with it', () => {
    const [other, cleared] = [waiting(), waiting()];
    other.must(confirm(other), { kind: 'person', name: 'Cleo Marsh', via: 'review', follower: 'f-cleo' });
    handOver(other, office, newLeader);
    other.must({ type: 'go-on', task: step }, newLeader);
    cleared.must(confirm(cleared), office);
    cleared.must({ type: 'go-on', task: step });
    handOver(cleared, office, newLeader);
    expect(findTask(cleared.state, step)?.countersign?.isByWhoLeads).toBeUndefined();
  });

  it('is not gone on with by whoever came as the second person did, under another name', () => {
    const run = waiting();
    run.must(confirm(run), office);
    expect(run.give({ type: 'go-on', task: step }, { kind: 'person', name: 'Bo', follower: 'f-bo' })).toBeDefined();
  });

  it('asks for the host’s name where the step asks before it runs, once for both', () => {
    const run = waiting(toPlan([commandStep('a', { isTwoPerson: true, confirmBefore: true })]));
    run.must(confirm(run), buddy);
    expect(run.give({ type: 'go-on', task: step })?.kind).toBe('not-confirmed');
    run.must({ type: 'go-on', task: step, typed: 'db-1' });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: step }]);
  });

  it('is confirmed anew for another attempt by a person’s word, not for a retry of the plan', () => {
    const run = waiting(toPlan([commandStep('a', { isTwoPerson: true, retries: 1 })]));
    run.must(confirm(run), buddy);
    run.must({ type: 'go-on', task: step });
    run.attempt(step, 1);
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: step }]);
    run.attempt(step, 1);
    expect(toOffers(run.state).steps.countersign).toEqual([]);
    run.must({ type: 'retry', task: step });
    expect(toNext(run.state)).toEqual([{ do: 'await', task: step, for: 'countersign' }]);
  });

  it('may be undone only when the undoing is confirmed as well', () => {
    const run = waiting(
      toPlan([commandStep('a', { isTwoPerson: true, rollback: { kind: 'script', script: 'undo' } })]),
    );
    run.must(confirm(run), buddy);
    run.must({ type: 'go-on', task: step });
    run.attempt(step, 0);
    run.must({ type: 'roll-back', reason: 'it is slow' });
    const undo = 'a~back@db-1' as TaskId;
    expect(toNext(run.state)).toEqual([{ do: 'await', task: undo, for: 'countersign' }]);
    expect(hashOf(run, undo)).not.toBe(hashOf(run, step));
  });

  it('can be skipped by the leader with a reason, as any other', () => {
    const run = waiting();
    run.must({ type: 'skip', task: step, reason: 'nobody is there to confirm it' });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: 'b@db-1' }]);
  });

  it('is confirmed by the leader alone in practice', () => {
    const run = new Run(toPlan([commandStep('a', { isTwoPerson: true })]), { isPractice: true }).start();
    run.must({ type: 'await', task: step, for: 'countersign' }, engine);
    run.must(confirm(run));
    run.must({ type: 'go-on', task: step });
    expect(toNext(run.state)).toEqual([{ do: 'attempt', task: step }]);
  });

  it('that a person does by hand is confirmed by its words, and then done', () => {
    const manual = { id: 'm', kind: 'manual', phase: 'carry-out', title: 'Pull the plug', what: 'The left one.' };
    const run = waiting(toPlan([{ ...manual, isTwoPerson: true }]));
    const task = 'm' as TaskId;
    run.must(confirm(run, 'm'), buddy);
    expect(run.give({ type: 'done', task })?.message).toMatch(/does not wait for a person/);
    run.must({ type: 'go-on', task });
    run.must({ type: 'await', task, for: 'person' }, engine);
    run.must({ type: 'done', task });
    expect(run.taskState('m')).toBe('succeeded');
  });
});

describe('a plan under the two-person rule', () => {
  it('asks for every step but those that only wait, and has another hash than without', () => {
    const wait = { id: 'w', kind: 'wait', phase: 'carry-out', title: 'Wait', waitMs: 1_000 };
    const plain = toPlan([commandStep('a'), { id: 'm', kind: 'manual', phase: 'verify', title: 'Look' }, wait]);
    const plan: Plan = { ...plain, isTwoPerson: true };
    expect(plan.steps.map((one) => isTwoPersonStep(plan, one))).toEqual([true, true, false]);
    expect(toPlanHash(plan)).not.toBe(toPlanHash(plain));
  });
});
