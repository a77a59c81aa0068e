/** The sentence of each event. */
import { describe, expect, it } from 'vitest';
import { toEventText } from '../../../src/core/maintenance/event-text.ts';
import { dataSchemas, type EventData, type EventType, type NewEvent } from '../../../src/core/maintenance/events.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';

const hash = 'ab12cd34ef56'.padEnd(64, '0');
const task = 'upgrade@db-1';
const plan = { title: 'Upgrade', steps: [] };

const window = { startMs: Date.UTC(2026, 2, 6, 22), endMs: Date.UTC(2026, 2, 7, 2), zone: 'Europe/Berlin' };
const bound = { planHash: hash, window };
const member = { id: 'bo', name: 'Bo', roles: ['SRE'], qualifications: ['root'], services: [], zone: 'UTC' };

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
      outsideWindow: 'the vendor is here now.',
    },
    'Kim started the run of plan ab12cd34ef56 on db-1, outside its window: the vendor is here now.',
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
  'window-set': [{ window }, 'Kim set the window: 2026-03-06 22:00 UTC to 2026-03-07 02:00 UTC.'],
  'maintenance-scheduled': [
    { window, policy: defaultPolicy, policyHash: hash },
    'Kim scheduled the maintenance for 2026-03-06 22:00 UTC to 2026-03-07 02:00 UTC under the policy “Default maintenance policy” (ab12cd34ef56).',
  ],
  'schedule-changed': [
    { change: 'postponed', window, reason: 'Bo is ill', because: 'bo' },
    'Kim postponed the maintenance to 2026-03-06 22:00 UTC to 2026-03-07 02:00 UTC: Bo is ill.',
  ],
  'maintenance-cancelled': [{ reason: 'not needed' }, 'Kim cancelled the maintenance: not needed.'],
  'emergency-declared': [
    { justification: 'the disk fills up', isAtOnce: true },
    'Kim declared an emergency that needs intervention at once: the disk fills up.',
  ],
  'em-notified': [{ person: 'eve', how: 'by phone' }, 'Kim notified eve of the emergency: by phone.'],
  'ces-engaged': [{ person: 'cleo', how: 'chat' }, 'Kim engaged cleo for the notices: chat.'],
  'person-involved': [{ member }, 'Kim put Bo on the roster (SRE).'],
  'person-released': [{ person: 'bo' }, 'Kim took bo off the roster.'],
  'shifts-set': [{ shifts: [] }, 'Kim set the shifts: 0 shifts.'],
  'duties-assigned': [
    { duties: { leaders: [{ person: 'bo', service: 'MediaWiki' }] } },
    'Kim assigned the duties: bo for MediaWiki leads.',
  ],
  'person-checked-in': [{ person: 'bo' }, 'Kim checked bo in.'],
  'person-unavailable': [
    { person: 'bo', fromMs: window.startMs, reason: 'ill' },
    'Kim says that bo is unavailable from 2026-03-06 22:00 UTC: ill.',
  ],
  'person-available': [{ person: 'bo' }, 'Kim says that bo is available again.'],
  'hand-over-offered': [
    { handOver: { id: 'h1', from: 'kim', to: 'bo', what: { kind: 'lead' }, note: 'good night' } },
    'Kim offered the lead of kim to bo: good night.',
  ],
  'hand-over-accepted': [{ handOver: 'h1' }, 'Kim accepted the hand-over h1.'],
  'hand-over-declined': [{ handOver: 'h1', reason: 'busy' }, 'Kim declined the hand-over h1: busy.'],
  'work-claimed': [
    { claim: { id: 'c1', person: 'bo', step: 'upgrade', host: 'db-1', goal: 'get it up', allottedMs: 600_000 } },
    'bo works on upgrade on db-1: get it up, for 10m.',
  ],
  'claim-ended': [{ claim: 'c1' }, 'Kim ended the claim c1.'],
  'continuation-decided': [
    { person: 'bo', goesOn: true, deciders: ['kim', 'eve'], reason: 'nearly done' },
    'kim, eve decided to go on without bo: nearly done.',
  ],
  'approval-asked': [
    { request: { id: 'r1', kinds: ['schedule', 'simultaneous'], to: ['eve'], bound } },
    'Kim asked eve about the maintenance, simultaneous operations (plan ab12cd34ef56).',
  ],
  'approval-answered': [
    {
      approval: {
        id: 'a1',
        kind: 'schedule',
        person: 'eve',
        service: 'MediaWiki',
        onBehalfOf: 'max',
        bound,
        isGiven: true,
        way: { kind: 'here' },
      },
    },
    'eve approved the maintenance, the part of MediaWiki, on behalf of max (plan ab12cd34ef56).',
  ],
  'rule-waived': [{ rule: 'POL-10', reason: 'agreed with all' }, 'Kim waived POL-10: agreed with all.'],
  'waiver-withdrawn': [{ rule: 'POL-10' }, 'Kim withdrew the waiver of POL-10.'],
  'own-rule-confirmed': [{ rule: 'OWN-1', evidence: 'seen' }, 'Kim confirmed OWN-1: seen.'],
  'own-rule-doubted': [{ rule: 'OWN-1', reason: 'wrong host' }, 'Kim took the confirmation of OWN-1 back: wrong host.'],
  'support-asked': [
    { support: 's1', provider: 'the data centre', why: 'a disk is dead' },
    'Kim asked for support by the data centre: a disk is dead.',
  ],
  'support-signed-off': [{ support: 's1' }, 'Kim signed off the urgency of the support s1.'],
  'support-acknowledged': [{ support: 's1', person: 'bo' }, 'bo understands why the support s1 is needed.'],
  'support-raised': [{ support: 's1', reference: 'ticket 7' }, 'Kim raised the support s1: ticket 7.'],
  'backup-recorded': [
    { backup: { id: 'b1', what: 'the wiki', place: '/srv/backup', percent: 40, copies: [] } },
    'Kim says that the backup of the wiki is at 40 %, in /srv/backup.',
  ],
  'backup-removed': [{ backup: 'b1' }, 'Kim took the backup b1 off the list.'],
  'backups-declared-needless': [{ reason: 'no data' }, 'Kim says that no backup is needed: no data.'],
  'record-changed': [
    { record: { services: [], criteria: [], affectedUsers: [], knownIssues: [], categories: [] } },
    'Kim changed the change record.',
  ],
  'checklist-set': [{ items: [] }, 'Kim set the validation checklist: 0 items.'],
  'checklist-item-settled': [
    { item: 'login', result: 'passed', evidence: [{ kind: 'note', text: 'seen' }] },
    'Kim: the validation login passed.',
  ],
  'checklist-item-reopened': [{ item: 'login', reason: 'again' }, 'Kim reopened the validation login: again.'],
  'criterion-decided': [
    { criterion: 'slow', decision: 'go-on', reason: 'almost there' },
    'Kim decided to go on by the criterion slow: almost there.',
  ],
  'closing-part-said': [{ part: 'support-knows', text: 'told' }, 'Kim says that support knows: told.'],
  'notice-planned': [
    { notice: { id: 'announcement', kind: 'announcement', audience: 'public', channels: [] } },
    'Kim planned the public notice announcement.',
  ],
  'notice-changed': [
    { notice: { id: 'announcement', kind: 'announcement', audience: 'public', channels: [] } },
    'Kim changed the notice announcement.',
  ],
  'notice-dropped': [{ notice: 'announcement', reason: 'too late' }, 'Kim dropped the notice announcement: too late.'],
  'sending-begun': [
    { notice: 'start', sending: 's1', channel: 'chat', subject: 'Start', text: 'It starts.' },
    'Kim sends the notice start through chat.',
  ],
  'sending-repeated': [{ notice: 'start', sending: 's1' }, 'The notice start is being sent once more.'],
  'sending-tried': [
    { notice: 'start', sending: 's1', problem: 'no answer' },
    'The notice start could not be sent: no answer.',
  ],
  'sending-done': [{ notice: 'start', sending: 's1', reference: '250 OK' }, 'The notice start was sent: 250 OK.'],
  'sending-unknown': [
    { notice: 'start', sending: 's1', problem: 'the console ended' },
    'Nobody knows whether the notice start arrived: the console ended.',
  ],
  'sending-settled': [
    { notice: 'start', sending: 's1', word: 'arrived', reason: 'seen in the channel' },
    'Kim says of the notice start that it arrived: seen in the channel.',
  ],
  'notice-copied': [
    { notice: 'start', sending: 's1', where: 'the wiki', subject: 'Start', text: 'It starts.' },
    'Kim copied the notice start by hand: the wiki.',
  ],
};

describe('the sentence of an event', () => {
  it.each(Object.entries(sentences))('of %s says what happened', (type, [data, text]) => {
    const parsed = dataSchemas[type as EventType].parse(data) as EventData;
    expect(toEventText({ type, data: parsed, actor: { kind: 'person', name: 'Kim' } } as NewEvent)).toBe(text);
  });
});
