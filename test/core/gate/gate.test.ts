/** When an environment's gate is open and when it is not: by the releases of its journals and by what people say. */
import { describe, expect, it } from 'vitest';
import { toGateText } from '../../../src/core/gate/gate-text.ts';
import { toGate } from '../../../src/core/gate/to-gate.ts';
import { decideUnblock } from '../../../src/core/gate/unblock.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { commandStep } from '../maintenance/fixtures.ts';
import { Environment } from './releases.ts';

const reason = 'because';

/** What blocks, in short. */
function blocking(environment: Environment): readonly string[] {
  return environment.causes().map((cause) => {
    if (cause.kind === 'word') return `word: ${cause.reason}`;
    return cause.kind === 'release-at-work' ? cause.what : `${cause.how}: ${cause.migrations.join(' ')}`;
  });
}

function showGate(environment: Environment, more: { pending?: number; contact?: string } = {}) {
  const { contact, pending } = more;
  const name = 'production';
  const known = { name, version: '1.9', stableVersion: '1.8', ...(contact === undefined ? {} : { contact }) };
  return toGate({
    environment: known,
    ...(pending === undefined ? {} : { pending }),
    words: environment.words,
    releases: environment.records(),
  });
}

describe('a maintenance release', () => {
  it('blocks while it runs, is held, or is rolled back, and no longer once it has completed', () => {
    const environment = new Environment();
    const run = environment.release(['001', '002']);
    expect(blocking(environment)).toEqual([]);
    environment.start(run);
    expect(blocking(environment)).toEqual(['running']);
    environment.give(run, { type: 'hold', reason });
    expect(blocking(environment)).toEqual(['paused']);
    environment.give(run, { type: 'resume' });
    environment.migrate(run, '001', 0);
    environment.migrate(run, '002', 'unknown');
    expect(blocking(environment)).toEqual(['unknown']);
    environment.give(run, { type: 'mark', task: 'run-002@db-1' as never, word: 'ran', reason });
    expect(blocking(environment)).toEqual(['running']);
    environment.give(run, { type: 'complete' });
    expect(blocking(environment)).toEqual([]);
  });

  it('REL-7: that has failed blocks until its own retry has brought it to a clean end', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001', '002']));
    environment.migrate(run, '001', 0);
    environment.migrate(run, '002', 1);
    expect(blocking(environment)).toEqual(['held: 002']);
    environment.give(run, { type: 'retry', task: 'run-002@db-1' as never });
    expect(blocking(environment)).toEqual(['running']);
    environment.migrate(run, '002', 0);
    expect(blocking(environment)).toEqual(['running']);
    environment.give(run, { type: 'complete' });
    expect(blocking(environment)).toEqual([]);
  });

  it('REL-7: that was aborted blocks until a later release has cleanly carried out what failed in it', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001', '002', '003']));
    environment.migrate(run, '001', 0);
    environment.migrate(run, '002', 1);
    environment.give(run, { type: 'abort', reason });
    expect(blocking(environment)).toEqual(['aborted: 002']);

    const other = environment.start(environment.release(['003']));
    environment.migrate(other, '003', 0);
    environment.give(other, { type: 'complete' });
    expect(blocking(environment)).toEqual(['aborted: 002']);

    const later = environment.start(environment.release(['002', '003']));
    expect(blocking(environment)).toEqual(['aborted: 002', 'running']);
    environment.migrate(later, '002', 0);
    environment.migrate(later, '003', 0);
    environment.give(later, { type: 'complete' });
    expect(blocking(environment)).toEqual([]);
  });

  it('is not resolved by a release that did the same before it failed', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001']));
    const other = environment.start(environment.release(['001']));
    environment.migrate(run, '001', 1);
    environment.migrate(other, '001', 0);
    environment.give(other, { type: 'complete' });
    expect(blocking(environment)).toEqual(['held: 001']);
  });

  it('REL-7: that was rolled back cleanly still blocks: the migration is still to be made', () => {
    const environment = new Environment();
    const run = environment.start(
      environment.release(['001'], { more: { rollback: { kind: 'script', script: 'undo' } } }),
    );
    environment.migrate(run, '001', 1);
    environment.give(run, { type: 'roll-back', reason });
    expect(blocking(environment)).toEqual(['rolling-back']);
    environment.do(run, () => run.attempt('run-001~back@db-1', 0));
    environment.give(run, { type: 'complete' });
    expect(blocking(environment)).toEqual(['rolled-back: 001']);
    const later = environment.start(environment.release(['001']));
    environment.migrate(later, '001', 0);
    environment.give(later, { type: 'complete' });
    expect(blocking(environment)).toEqual([]);
  });

  it('that was rolled back in part says which migration was not undone, even one that had succeeded', () => {
    const environment = new Environment();
    const run = environment.start(
      environment.release(['001', '002'], { more: { rollback: { kind: 'script', script: 'undo' } } }),
    );
    environment.migrate(run, '001', 0);
    environment.migrate(run, '002', 1);
    environment.give(run, { type: 'roll-back', reason });
    environment.do(run, () => run.attempt('run-002~back@db-1', 0));
    environment.do(run, () => run.attempt('run-001~back@db-1', 1));
    expect(blocking(environment)).toEqual(['held: 001 002']);
    environment.give(run, { type: 'skip', task: 'run-001~back@db-1' as never, reason });
    environment.give(run, { type: 'complete' });
    expect(blocking(environment)).toEqual(['rolled-back-in-part: 001 002']);
  });

  it('that completed by passing over what had failed blocks, whatever the run is called', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001', '002']));
    environment.migrate(run, '001', 1);
    environment.give(run, { type: 'skip', task: 'run-001@db-1' as never, reason });
    environment.give(run, { type: 'resume' });
    environment.migrate(run, '002', 0);
    environment.give(run, { type: 'complete' });
    expect(run.state.status).toBe('completed');
    expect(blocking(environment)).toEqual(['passed-over: 001']);
  });

  it('may pass over a migration that never began, and a check that failed', () => {
    const environment = new Environment();
    const check = { ...commandStep('look'), kind: 'check', phase: 'verify', expectation: { exitStatus: [0] } };
    const run = environment.start(environment.release(['001', '002'], { also: [check] }));
    environment.migrate(run, '001', 0);
    environment.migrate(run, '002', 'not-started');
    expect(blocking(environment)).toEqual(['held: ']);
    environment.give(run, { type: 'skip', task: 'run-002@db-1' as never, reason });
    environment.give(run, { type: 'resume' });
    environment.do(run, () => run.attempt('look@db-1', 1));
    environment.give(run, { type: 'skip', task: 'look@db-1' as never, reason });
    environment.give(run, { type: 'resume' });
    environment.give(run, { type: 'complete' });
    expect(blocking(environment)).toEqual([]);
  });

  it('that was aborted because its host could not be reached blocks: giving up mends nothing', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001']));
    environment.migrate(run, '001', 'not-started');
    expect(blocking(environment)).toEqual(['held: ']);
    environment.give(run, { type: 'abort', reason });
    expect(blocking(environment)).toEqual(['aborted: ']);
  });

  it('that completed with failures blocks', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001', '002'], { more: { onFailure: 'continue' } }));
    environment.migrate(run, '001', 1);
    expect(blocking(environment)).toEqual(['running']);
    environment.migrate(run, '002', 0);
    environment.give(run, { type: 'complete' });
    expect(blocking(environment)).toEqual(['failures: 001']);
  });

  it('that was aborted while a step ran blocks as running until that is known to have ended', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001']));
    const key = { task: 'run-001@db-1' as never, attempt: 1 };
    environment.do(run, () => {
      run.must({ type: 'intend', task: key.task });
      run.must({ type: 'dispatch', ...key });
      run.must({ type: 'report-started', ...key });
    });
    environment.give(run, { type: 'abort', reason });
    expect(blocking(environment)).toEqual(['ending']);
    environment.do(run, () => run.end(key.task, { kind: 'cancelled', by: 'abort' } as never));
    expect(blocking(environment)).toEqual(['aborted: 001']);
  });

  it('never blocks where nothing of it has begun, or where it was only practice', () => {
    const environment = new Environment();
    environment.give(environment.release(['001']), { type: 'cancel-maintenance', reason });
    environment.give(environment.start(environment.release(['001'])), { type: 'abort', reason });
    const practice = environment.start(environment.release(['001'], { isPractice: true }));
    environment.migrate(practice, '001', 1);
    expect(blocking(environment)).toEqual([]);
  });
});

describe('a person', () => {
  it('blocks with a reason, and each block is lifted by name', () => {
    const environment = new Environment();
    environment.block('the freeze');
    environment.block('the fair');
    expect(blocking(environment)).toEqual(['word: the freeze', 'word: the fair']);
    environment.unblock(['word-1']);
    expect(blocking(environment)).toEqual(['word: the fair']);
    environment.unblock();
    expect(blocking(environment)).toEqual([]);
    environment.block('again');
    expect(blocking(environment)).toEqual(['word: again']);
  });

  it('lifts a failure, and not the one that comes after it, whatever the clocks say', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001']));
    environment.migrate(run, '001', 1);
    // The console's clock is an hour ahead, and is set right afterwards.
    environment.nowMs += 3_600_000;
    environment.unblock();
    environment.nowMs -= 3_600_000;
    expect(blocking(environment)).toEqual([]);
    environment.give(run, { type: 'retry', task: 'run-001@db-1' as never });
    expect(blocking(environment)).toEqual(['running']);
    environment.migrate(run, '001', 1);
    expect(blocking(environment)).toEqual(['held: 001']);
    environment.unblock();
    environment.give(run, { type: 'abort', reason });
    expect(blocking(environment)).toEqual(['aborted: 001']);
  });

  it('cannot lift a release that is at work', () => {
    const environment = new Environment();
    environment.start(environment.release(['001']));
    environment.unblock();
    expect(blocking(environment)).toEqual(['running']);
  });

  it('a failure that the plan tries again at once is none', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001'], { more: { retries: 1 } }));
    environment.migrate(run, '001', 1);
    expect(blocking(environment)).toEqual(['running']);
    expect(environment.records()[0]?.marks.map(({ standing }) => standing.kind)).toEqual(['at-work']);
  });
});

describe('unblocking', () => {
  const eve = { name: 'Eve', person: { id: 'eve', roles: ['em'] } };
  const ada = { name: 'Ada', person: { id: 'ada', roles: ['SRE'] } };
  const policy = (gateOpenedBy?: string[]) => ({
    roles: { ...defaultPolicy.roles, ...(gateOpenedBy === undefined ? {} : { gateOpenedBy }) },
  });
  const environment = new Environment();
  const run = environment.start(environment.release(['001']));
  environment.migrate(run, '001', 1);
  const causes = environment.causes();
  const ids = causes.map(({ id }) => id);

  it('is for an EM where the policy does not say otherwise', () => {
    expect(decideUnblock(policy(), causes, ids, eve)).toEqual({ ok: true, value: ids });
    expect(decideUnblock(policy(), causes, ids, ada)).toMatchObject({ failure: { kind: 'not-your-role' } });
    expect(decideUnblock(policy(), causes, ids, { name: 'ada' })).toMatchObject({ failure: { kind: 'nobody-here' } });
    expect(decideUnblock(policy(['SRE']), causes, ids, ada)).toMatchObject({ ok: true });
    expect(decideUnblock(policy(['SRE']), causes, ids, eve)).toMatchObject({ failure: { kind: 'not-your-role' } });
    expect(decideUnblock(policy([]), causes, ids, { name: 'ada' })).toMatchObject({ ok: true });
  });

  it('lets whoever blocked take their own word back, and nothing else with it', () => {
    const own = new Environment();
    own.words.push({
      word: 'block',
      number: 1,
      reason,
      by: { kind: 'person', name: 'Ada', person: 'ada' as never },
      atMs: 1,
    });
    expect(decideUnblock(policy(), own.causes(), ['word-1'], ada)).toMatchObject({ ok: true });
    const both = [...own.causes(), ...causes];
    expect(decideUnblock(policy(), both, ['word-1', ...ids], ada)).toMatchObject({
      failure: { kind: 'not-your-role' },
    });
  });

  it('names what was seen: what came since goes on blocking, and what runs is refused', () => {
    expect(decideUnblock(policy(), [], ids, eve)).toMatchObject({ failure: { kind: 'not-now' } });
    expect(decideUnblock(policy(), causes, ['word-9'], eve)).toMatchObject({ failure: { kind: 'stale' } });
    const running = new Environment();
    running.start(running.release(['001']));
    const [cause] = running.causes();
    expect(decideUnblock(policy(), running.causes(), [cause?.id ?? ''], eve)).toMatchObject({
      failure: { kind: 'release-at-work' },
    });
  });
});

describe('the gate as it is shown', () => {
  it('REL-8: pending migrations alone do not block, and say what releases go on with', () => {
    const { gate } = showGate(new Environment(), { pending: 3 });
    expect(gate).toMatchObject({ state: 'open', causes: [], isOutdated: true });
    expect(toGateText(gate)).toBe(
      'The release gate of production is open. It is outdated: 3 migrations are pending; releases go on with the stable version 1.8.',
    );
    expect(showGate(new Environment(), { pending: 0 }).gate.isOutdated).toBe(false);
  });

  it('REL-7: names the reason, since when, the maintenance and whom to contact', () => {
    const environment = new Environment();
    const run = environment.start(environment.release(['001']));
    const startedAtMs = environment.nowMs;
    environment.migrate(run, '001', 1);
    const { gate } = showGate(environment, { contact: 'the platform team, +1 555 0100' });
    expect(gate).toMatchObject({ state: 'blocked', sinceMs: startedAtMs, causes: [{ maintenance: 'm-release0' }] });
    expect(toGateText(gate)).toBe(
      'The release gate of production is blocked. The maintenance release “Release 1” failed at 001 and is held. Contact: the platform team, +1 555 0100.',
    );
    expect(showGate(environment).gate.contact).toBe('Ada, who leads it');
  });

  it('has a history of every word and every turn of a release', () => {
    const environment = new Environment();
    environment.block('the freeze');
    environment.unblock();
    const run = environment.start(environment.release(['001']));
    environment.migrate(run, '001', 1);
    environment.give(run, { type: 'retry', task: 'run-001@db-1' as never });
    environment.migrate(run, '001', 0);
    environment.give(run, { type: 'complete' });
    const { gate, history } = showGate(environment);
    expect(history.entries.map(({ state, isTurn, says }) => [state, isTurn, says])).toEqual([
      ['open', true, 'The maintenance release “Release 1” completed.'],
      ['blocked', false, 'The maintenance release “Release 1” is running.'],
      ['blocked', false, 'The maintenance release “Release 1” failed at 001 and is held.'],
      ['blocked', true, 'The maintenance release “Release 1” is running.'],
      ['open', true, 'Eve unblocked it: settled.'],
      ['blocked', true, 'Ada blocked it: the freeze.'],
    ]);
    expect(gate.sinceMs).toBe(history.entries[0]?.atMs);
  });

  it('cuts a long history and says so', () => {
    const environment = new Environment();
    for (let count = 0; count < 501; count++) environment.block(`word ${count}`);
    const { gate, history } = showGate(environment);
    expect(history).toMatchObject({ isCut: true, entries: { length: 500 } });
    expect(gate).toMatchObject({ state: 'blocked', sinceMs: environment.words[0]?.atMs });
  });
});
