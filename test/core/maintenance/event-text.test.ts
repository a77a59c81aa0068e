/** The sentence of each event. */
import { describe, expect, it } from 'vitest';
import { toEventText } from '../../../src/core/maintenance/event-text.ts';
import { dataSchemas, type EventData, type EventType, type NewEvent } from '../../../src/core/maintenance/events.ts';

const hash = 'ab12cd34ef56'.padEnd(64, '0');
const task = 'upgrade@db-1';
const plan = { title: 'Upgrade', steps: [] };

/** Each type: its data as they would be parsed, and what the log shows. */
const sentences: { readonly [T in EventType]: readonly [data: unknown, text: string] } = {
  'maintenance-created': [
    { title: 'Friday', runbook: { name: 'Upgrade', version: 3 }, plan, planHash: hash, isPractice: false },
    'Kim made the maintenance “Friday” from the runbook “Upgrade”, version 3.',
  ],
  'plan-changed': [{ plan, planHash: hash }, 'Kim changed the work plan (ab12cd34ef56).'],
  'maintenance-renamed': [{ title: 'Saturday' }, 'Kim renamed the maintenance to “Saturday”.'],
  'run-started': [
    {
      planHash: hash,
      hosts: [{ name: 'db-1', address: '10.0.0.1', port: 22, user: 'root' }],
      variables: {},
      secrets: [],
    },
    'Kim started the run of plan ab12cd34ef56 on db-1.',
  ],
  'run-held': [{ cause: 'step-failed', reason: 'it failed.', task }, 'The run is held at upgrade@db-1: it failed.'],
  'run-resumed': [{}, 'Kim resumed the run.'],
  'step-awaited': [{ task, for: 'confirmation' }, 'upgrade@db-1 waits for a confirmation.'],
  'step-confirmed': [{ task, typed: 'db-1' }, 'Kim confirmed upgrade@db-1 by typing “db-1”.'],
  'step-done': [{ task, note: 'called them' }, 'Kim did upgrade@db-1: called them.'],
  'step-not-done': [{ task, reason: 'nobody there' }, 'Kim could not do upgrade@db-1: nobody there.'],
  'wait-elapsed': [{ task }, 'upgrade@db-1 has waited long enough.'],
  'step-skipped': [{ task, reason: 'not needed' }, 'Kim skipped upgrade@db-1: not needed.'],
  'step-retried': [{ task, byPlan: true }, 'By the plan, a new attempt is made of upgrade@db-1.'],
  'attempt-intended': [
    { task, attempt: 2, host: 'db-1', scriptHash: hash, mode: 'durable' },
    'upgrade@db-1 (attempt 2) is about to run.',
  ],
  'attempt-dispatched': [{ task, attempt: 1 }, 'upgrade@db-1 is sent to its host.'],
  'attempt-started': [{ task, attempt: 1, pid: 42 }, 'upgrade@db-1 runs as process 42.'],
  'attempt-ended': [
    {
      task,
      attempt: 1,
      verdict: { kind: 'exited', status: 3, unmet: ['the output lacks “ok”'] },
      isSuccess: false,
      rows: 1,
      bytes: { stdout: 1, stderr: 0 },
    },
    'upgrade@db-1 failed: exit status 3; the output lacks “ok”.',
  ],
  'attempt-became-unknown': [
    { task, attempt: 1, why: { kind: 'rebooted', message: 'db-1 has booted since.' } },
    'Nobody knows what became of upgrade@db-1: db-1 has booted since.',
  ],
  'attempt-found': [{ task, attempt: 1 }, 'upgrade@db-1 was found still running.'],
  'attempt-marked': [
    { task, attempt: 1, word: 'did-not-run', reason: 'no trace' },
    'Kim marked upgrade@db-1: it did not run: no trace.',
  ],
  'cancel-requested': [{ task, attempt: 1, cause: 'person' }, 'Kim asked for the end of upgrade@db-1.'],
  'roll-back-begun': [
    { cause: 'person', reason: 'too slow', tasks: ['upgrade~back@db-1'] },
    'Kim began the rollback of 1 step: too slow.',
  ],
  'run-aborted': [{ reason: 'fire' }, 'Kim aborted the run: fire.'],
  'run-ended': [{ outcome: 'completed-with-failures' }, 'The run ended: completed with failures.'],
  'note-added': [{ text: 'Looks good!' }, 'Kim: Looks good!'],
  'contact-lost': [{ host: 'db-1', message: 'no answer for 30 s' }, 'db-1 is out of reach: no answer for 30 s.'],
  'contact-regained': [{ host: 'db-1', afterMs: 61_000 }, 'Contact with db-1 is back after 1m1s.'],
  'host-key-trusted': [
    { host: 'db-1', algorithm: 'ssh-ed25519', fingerprint: 'SHA256:abc' },
    'Kim trusted the ssh-ed25519 key SHA256:abc of db-1.',
  ],
};

describe('the sentence of an event', () => {
  it.each(Object.entries(sentences))('of %s says what happened', (type, [data, text]) => {
    const parsed = dataSchemas[type as EventType].parse(data) as EventData;
    expect(toEventText({ type, data: parsed, actor: { kind: 'person', name: 'Kim' } } as NewEvent)).toBe(text);
  });
});
