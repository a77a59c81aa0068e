/** What an ending attempt may be called when its host has no trace of it: cancelled only where it provably never ran. */
import { expect, onTestFinished, test } from 'vitest';
import type { HostName } from '../../src/core/ids.ts';
import type { Command } from '../../src/core/maintenance/commands.ts';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { succeed } from '../../src/core/result.ts';
import { endAttempt } from '../../src/main/engine/attempt-end.ts';
import { AttemptPlace, type World } from '../../src/main/engine/attempt-place.ts';
import { Ledger } from '../../src/main/engine/ledger.ts';
import type { Clock, Hosts, HostTarget, Inspection } from '../../src/main/engine/ports.ts';
import { Vault } from '../../src/main/engine/vault.ts';
import { commandStep, engine, leader, toPlan } from '../core/maintenance/fixtures.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { aMaintenance, attempt, openNew } from '../store/workspace.ts';

const key = attempt('upgrade@db-1');
const one = { task: key.task, attempt: 1 };
const target: HostTarget = { name: 'db-1' as HostName, address: '127.0.0.1', port: 22, user: 'ops', pins: [] };
const unknown: Command = {
  type: 'report-unknown',
  ...one,
  why: { kind: 'spool-gone', message: 'The step had begun, but its spool is not on the host any more.' },
};

/** An attempt on a real journal, sent to its host at boot `boot-1`; its host answers whatever `answers` says, again and again. */
async function dispatched(answers: Inspection, more: readonly Command[] = []) {
  const store = await openNew();
  const clock: Clock = {
    now: () => 1_000_000,
    // Every pause is over at once.
    after(_ms, call) {
      queueMicrotask(call);
      return () => {};
    },
  };
  const ledger = new Ledger(store.journal, clock);
  const plan = toPlan([commandStep('upgrade')]);
  const planHash = toPlanHash(plan);
  ledger.create(aMaintenance, {
    type: 'maintenance-created',
    data: { title: 'Move the shop', plan, planHash, isPractice: false },
    actor: leader,
  });
  const submit = (command: Command) => {
    const submitted = ledger.submit(aMaintenance, command, engine);
    if (!submitted.ok) throw new Error(submitted.failure.message);
  };
  const hosts = [{ name: target.name, address: '127.0.0.1', port: 22, user: 'ops' }];
  submit({ type: 'start', planHash, hosts, variables: {}, secrets: [], policy: noRules });
  submit({ type: 'intend', task: key.task });
  submit({ type: 'dispatch', ...one, bootId: 'boot-1' });
  for (const command of more) submit(command);

  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  let asked = 0;
  const world: World = {
    ledger,
    output: store.output,
    hosts: {
      end: async () => {
        asked += 1;
        // Asked for the third time, somebody else has settled that nobody knows.
        if (asked === 3) submit(unknown);
        return succeed(answers);
      },
    } as Partial<Hosts> as Hosts,
    vault: new Vault(),
    clock,
    random: () => 0,
    targetOf: () => target,
    report: (problem) => {
      throw problem;
    },
  };
  await endAttempt(new AttemptPlace(world, key, target), stop.signal);
  const [task] = ledger.state(aMaintenance)?.tasks ?? [];
  return { asked, state: task?.state, verdict: task?.attempts[0]?.verdict };
}

test.each([
  ['no trace', { kind: 'absent', bootId: 'boot-1' }],
  ['a claim without a process', { kind: 'claimed', bootId: 'boot-1' }],
  ['no trace, and does not say which boot this is', { kind: 'absent' }],
] as const)('an attempt that never ran is cancelled where its host has %s', async (_, answer) => {
  expect(await dispatched(answer)).toEqual({ asked: 1, state: 'cancelled', verdict: { kind: 'cancelled' } });
});

test.each([
  ['was seen to run', { kind: 'absent', bootId: 'boot-1' }, [{ type: 'report-started', ...one, pid: 4_711 }]],
  ['was seen to run and is only claimed now', { kind: 'claimed' }, [{ type: 'report-started', ...one, pid: 4_711 }]],
  ['was sent before the host booted', { kind: 'absent', bootId: 'boot-2' }, []],
] as const)(
  'an attempt that %s is never called cancelled: its host is asked until nobody knows',
  async (_, answer, more) => {
    expect(await dispatched(answer, more)).toEqual({ asked: 3, state: 'unknown', verdict: undefined });
  },
);
