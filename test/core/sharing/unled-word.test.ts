/** A word that came by an invite stands open until somebody at the leader's console says anything; the console starts nothing on it. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { Command } from '../../../src/core/maintenance/commands.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { engine, leader, Run, toPlan } from '../maintenance/fixtures.ts';

const bo: Actor = { kind: 'person', name: 'Bo Lind', person: 'bo' as never, via: 'review' };
const checkIn: Command = { type: 'check-in', person: 'bo' as never };
const note: Command = { type: 'add-note', text: 'I see' };

function make(): Run {
  return new Run(toPlan([{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }])).withBuddy();
}
function start(run: Run, by: Actor) {
  const data = { planHash: run.state.planHash, hosts: [], variables: {}, secrets: [], policy: noRules };
  return run.give({ type: 'start', ...data }, by);
}

describe('a word that came by an invite', () => {
  it('starts nothing by itself, until anybody at the leader’s console has said anything', () => {
    const run = make();
    run.must(checkIn, bo);
    expect(run.state.unledWord).toEqual(bo);
    expect(start(run, engine)?.message).toContain('waits for the leader’s word: Bo Lind');
    run.must(note, leader);
    expect(run.state.unledWord).toBeUndefined();
    expect(start(run, engine)).toBeUndefined();
  });

  it('is no hindrance to a person who starts', () => {
    const run = make();
    run.must(checkIn, bo);
    expect(start(run, leader)).toBeUndefined();
  });

  it('is answered by no other of theirs, and by nothing that the console writes', () => {
    const run = make();
    run.must(checkIn, bo);
    run.must(note, bo);
    run.must(note, engine);
    expect(start(run, engine)?.kind).toBe('not-ready');
  });

  it('is none where no rule looks at it', () => {
    const run = make();
    run.must(note, bo);
    run.must({ type: 'comment', comment: 'c-1', text: 'Does it fit?' }, bo);
    expect(run.state.unledWord).toBeUndefined();
    expect(start(run, engine)).toBeUndefined();
  });
});
