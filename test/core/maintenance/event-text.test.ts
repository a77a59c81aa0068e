/** The sentence of each event. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import { toEventText } from '../../../src/core/maintenance/event-text.ts';
import { dataSchemas, type EventData, type EventType, type NewEvent } from '../../../src/core/maintenance/events.ts';
import { JournalNames } from '../../../src/core/maintenance/names/journal-names.ts';
import { namingTypes } from '../../../src/core/maintenance/names/naming.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { PersonId } from '../../../src/core/roster/names.ts';

const hash = 'ab12cd34ef56'.padEnd(64, '0');
const task = 's-7@db-1';
const plan = { title: 'Upgrade', steps: [{ kind: 'manual', id: 's-7', phase: 'carry-out', title: 'Upgrade' }] };

const window = { startMs: Date.UTC(2026, 2, 6, 22), endMs: Date.UTC(2026, 2, 7, 2), zone: 'Europe/Berlin' };
const bound = { planHash: hash, window };
const member = { id: 'p-2', name: 'Bo Lind', roles: ['SRE'], qualifications: ['root'], services: [], zone: 'UTC' };
const fingerprint = `SHA256:${'x'.repeat(43)}`;
const record = { services: [], affectedUsers: [], knownIssues: [], categories: [] };
const announcement = { id: 'n-1', kind: 'announcement', audience: 'public', channels: [] };
const due = { kind: 'relative', to: 'window-start', offsetMs: -900_000 };
const reminder = { ...announcement, id: 'n-2', kind: 'reminder', due, subject: 'In a moment' };

/** Names everybody and everything that the sentences below speak of, by ids that stand in none of the names. */
const naming: readonly (readonly [type: EventType, data: unknown])[] = [
  ['maintenance-created', { title: 'Friday', plan, planHash: hash, isPractice: false }],
  ...[
    { ...member, id: 'p-1', name: 'Kim Ode' },
    member,
    { ...member, id: 'p-3', name: 'Eve Marsh' },
    { ...member, id: 'p-4', name: 'Max Roy' },
  ].map((one) => ['person-involved', { member: one }] as const),
  ['shifts-set', { shifts: [{ id: 'w-1', person: 'p-1', role: 'SRE', fromMs: window.startMs, toMs: window.endMs }] }],
  ['hand-over-offered', { handOver: { id: 'h-1', from: 'p-1', to: 'p-2', what: { kind: 'shift', shift: 'w-1' } } }],
  ['work-claimed', { claim: { id: 'c-1', person: 'p-2', goal: 'get it up' } }],
  ['support-asked', { support: 'a-1', provider: 'the data centre', why: 'a disk is dead' }],
  ['backup-recorded', { backup: { id: 'b-1', what: 'the wiki', place: '/srv', percent: 40, copies: [] } }],
  [
    'record-changed',
    { record: { ...record, criteria: [{ id: 'k-1', condition: 'it is slow', action: 'pause', decidedBy: 'EM' }] } },
  ],
  ['checklist-set', { items: [{ id: 'v-1', text: 'Log in' }] }],
  ['comment-added', { comment: 'q-1', text: 'Is that so?', mentions: [] }],
  ['notice-planned', { notice: announcement }],
  ['notice-planned', { notice: reminder }],
  ['invite-made', { invite: { id: 'q-1', role: 'review', people: 1, expiresAtMs: window.endMs } }],
  ['follower-joined', { follower: 'f-1', invite: 'q-1', name: 'Bo', isBack: false }],
  ['rule-waived', { rule: 'POL-10', reason: 'agreed', title: 'Announced at least 7 days ahead' }],
];
const ids = /\b[pswhcabkvnqf]-\d/;

const kim = { kind: 'person', name: 'Kim' } as const;

function toEvent(type: EventType, data: unknown, seq: number): NewEvent & { readonly seq: number } {
  return { type, data: dataSchemas[type].parse(data) as EventData, actor: kim, seq } as NewEvent & { seq: number };
}

/** The sentence of an event that follows `before`. */
function say(before: readonly (readonly [EventType, unknown])[], type: EventType, data: unknown): string {
  const names = new JournalNames();
  const events = [...before, [type, data] as const].map(([one, its], index) => toEvent(one, its, index + 1));
  for (const event of events) names.learn(event);
  return toEventText(events.at(-1) as NewEvent, names.at(events.length));
}

/** Each type: its data as they would be parsed, and what the log shows. */
const sentences: { readonly [T in EventType]: readonly [data: unknown, text: string] } = {
  'maintenance-created': [
    { title: 'Friday', runbook: { name: 'Upgrade', version: 3 }, plan, planHash: hash, isPractice: false },
    'Kim made the maintenance “Friday” from the runbook “Upgrade”, version 3.',
  ],
  'plan-changed': [{ plan, planHash: hash }, 'Kim changed the work plan (ab12cd34ef56).'],
  'rehearsal-linked': [
    { maintenance: 'm-stage', title: 'Rehearsal of Orders', environment: 'Staging', endedAtMs: 1, hash },
    'It was rehearsed on Staging: “Rehearsal of Orders”.',
  ],
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
  'run-held': [
    { cause: 'step-failed', reason: 'it failed.', task },
    'The run is held at “Upgrade” on db-1: it failed.',
  ],
  'run-resumed': [{}, 'Kim resumed the run.'],
  'lead-offered': [{ relay: 'l-1', follower: 'f-1' }, 'Kim offered the lead to the follower Bo, at their own console.'],
  'lead-accepted': [
    { relay: 'l-1', publicKey: `${'A'.repeat(43)}=`, fingerprint },
    `Kim accepted the lead, at the console ${fingerprint}.`,
  ],
  'lead-withdrawn': [{ relay: 'l-1', reason: 'too late.' }, 'Kim withdrew the offer of the lead: too late.'],
  'lead-passed': [
    { relay: 'l-1', fingerprint },
    `Kim handed the lead over to the console ${fingerprint}. The console before only reads from here on.`,
  ],
  'lead-taken': [{ relay: 'l-1', fingerprint }, `Kim leads now, at the console ${fingerprint}.`],
  'service-marked': [
    { mark: { id: 'mark-1', service: 'MediaWiki', level: 'down', atMs: 0, note: 'logins fail.' } },
    'Kim marked that MediaWiki is down since 1970-01-01 00:00 UTC: logins fail.',
  ],
  'service-mark-withdrawn': [
    { mark: 'mark-9', reason: 'wrong service' },
    'Kim took the mark mark-9 back: wrong service.',
  ],
  'report-begun': [{ kind: 'incident-report' }, 'Kim began the IncidentReport.'],
  'report-review-asked': [
    { textHash: hash, version: 4, reviewers: [{ person: 'p-1', name: 'Ada Lee', as: ['approver'] }] },
    'Kim asked Ada Lee to review the report, version 4 (text ab12cd34ef56).',
  ],
  'report-reviewed': [
    {
      review: {
        id: 'r-1',
        person: 'p-1',
        textHash: hash,
        verdict: 'changes-wanted',
        comment: 'say when',
        way: { kind: 'here' },
      },
    },
    'Kim Ode asked for changes of the report (text ab12cd34ef56): say when.',
  ],
  'report-reviewer-excused': [
    { person: 'p-2', reason: 'on leave' },
    'Kim excused Bo Lind from reviewing the report: on leave.',
  ],
  'report-published': [
    { publication: { audience: 'internal', where: 'https://staff.example/42', textHash: hash, version: 5 } },
    'Kim published the report internally, version 5: https://staff.example/42.',
  ],
  'action-item-state-set': [
    { item: 'a-9', title: 'Alert on lag', state: 'done' },
    'Kim: the action item “Alert on lag” is done.',
  ],
  'maintenance-closed': [{ reason: 'nothing to learn' }, 'Kim closed the maintenance: nothing to learn.'],
  'step-awaited': [{ task, for: 'confirmation' }, '“Upgrade” on db-1 waits for a confirmation.'],
  'step-confirmed': [{ task, typed: 'db-1' }, 'Kim confirmed “Upgrade” on db-1 by typing “db-1”.'],
  'step-countersigned': [
    { task, command: hash, host: 'db-1', scriptHash: hash, saidAtLeader: { person: 'p-2', name: 'Bo Lind' } },
    'Bo Lind confirmed “Upgrade” on db-1 as the second person, at the console of Kim.',
  ],
  'step-cleared': [{ task, typed: 'db-1' }, 'Kim went on with “Upgrade” on db-1 by typing “db-1”.'],
  'step-done': [{ task, note: 'called them' }, 'Kim did “Upgrade” on db-1: called them.'],
  'step-not-done': [{ task, reason: 'nobody there' }, 'Kim could not do “Upgrade” on db-1: nobody there.'],
  'wait-elapsed': [{ task }, '“Upgrade” on db-1 has waited long enough.'],
  'step-skipped': [{ task, reason: 'not needed' }, 'Kim skipped “Upgrade” on db-1: not needed.'],
  'step-retried': [{ task, byPlan: true }, 'By the plan, a new attempt is made of “Upgrade” on db-1.'],
  'invite-made': [
    { invite: { id: 'q-2', role: 'follow', note: 'the shop', people: 20, expiresAtMs: window.endMs } },
    'Kim made an invite to follow for the shop, for 20 people, until 2026-03-07 02:00 UTC.',
  ],
  'invite-revoked': [{ invite: 'q-1', reason: 'it leaked' }, 'Kim revoked the invite to review: it leaked.'],
  'follower-joined': [
    { follower: 'f-2', invite: 'q-1', name: 'Jo', isBack: false },
    'Jo came by the invite to review, and waits to be let in.',
  ],
  'follower-admitted': [{ follower: 'f-1', person: 'p-2' }, 'Kim let the follower Bo in as Bo Lind of the roster.'],
  'follower-refused': [{ follower: 'f-1', reason: 'unknown' }, 'Kim did not let the follower Bo in: unknown.'],
  'follower-left': [{ follower: 'f-1', why: 'revoked' }, 'The follower Bo was disconnected: the invite was revoked.'],
  'errand-asked': [
    {
      errand: {
        id: 'look',
        purpose: { kind: 'backup', backup: 'b-1', check: 'exists' },
        title: 'Is the dump there?',
        host: { name: 'db-1', address: '10.0.0.1', port: 22, user: 'root' },
        script: 'ls',
        timeoutMs: 60_000,
        mode: 'durable',
      },
    },
    'Kim asked for “Is the dump there?” on db-1, for the backup of the wiki (exists).',
  ],
  'attempt-intended': [
    { task, attempt: 2, host: 'db-1', scriptHash: hash, mode: 'durable' },
    '“Upgrade” on db-1 (attempt 2) is about to run.',
  ],
  'attempt-dispatched': [{ task, attempt: 1 }, '“Upgrade” on db-1 is sent to its host.'],
  'attempt-started': [{ task, attempt: 1, pid: 42 }, '“Upgrade” on db-1 runs as process 42.'],
  'attempt-ended': [
    {
      task,
      attempt: 1,
      verdict: { kind: 'exited', status: 3, unmet: ['the output lacks “ok”'] },
      isSuccess: false,
      rows: 1,
      bytes: { stdout: 1, stderr: 0 },
    },
    '“Upgrade” on db-1 failed: exit status 3; the output lacks “ok”.',
  ],
  'attempt-became-unknown': [
    { task, attempt: 1, why: { kind: 'rebooted', message: 'db-1 has booted since.' } },
    'Nobody knows what became of “Upgrade” on db-1: db-1 has booted since.',
  ],
  'attempt-found': [{ task, attempt: 1 }, '“Upgrade” on db-1 was found still running.'],
  'attempt-marked': [
    { task, attempt: 1, word: 'did-not-run', reason: 'no trace' },
    'Kim marked “Upgrade” on db-1: it did not run: no trace.',
  ],
  'cancel-requested': [{ task, attempt: 1, cause: 'person' }, 'Kim asked for the end of “Upgrade” on db-1.'],
  'roll-back-begun': [
    { cause: 'person', reason: 'too slow', tasks: ['s-7~back@db-1'] },
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
  'comment-added': [
    { comment: 'q-2', text: 'Is that so?', about: { kind: 'row', row: 48_211 }, mentions: [] },
    'Kim on line 48,211: Is that so?',
  ],
  'marked-seen': [{ about: [{ kind: 'comment', comment: 'q-1' }] }, 'Kim has seen the comment of Kim, “Is that so?”.'],
  'window-set': [{ window }, 'Kim set the window: 2026-03-06 22:00 UTC to 2026-03-07 02:00 UTC.'],
  'maintenance-scheduled': [
    { window, policy: defaultPolicy, policyHash: hash },
    'Kim scheduled the maintenance for 2026-03-06 22:00 UTC to 2026-03-07 02:00 UTC under the policy “Default maintenance policy” (ab12cd34ef56).',
  ],
  'schedule-changed': [
    { change: 'postponed', window, reason: 'both are ill.', because: ['p-2', 'p-1'] },
    'Kim postponed the maintenance to 2026-03-06 22:00 UTC to 2026-03-07 02:00 UTC after Bo Lind, Kim Ode dropped out: both are ill.',
  ],
  'maintenance-cancelled': [{ reason: 'not needed' }, 'Kim cancelled the maintenance: not needed.'],
  'emergency-declared': [
    { justification: 'the disk fills up', isAtOnce: true },
    'Kim declared an emergency that needs intervention at once: the disk fills up.',
  ],
  'em-notified': [{ person: 'p-3', how: 'by phone' }, 'Kim notified Eve Marsh of the emergency: by phone.'],
  'ces-engaged': [{ person: 'p-4', how: 'chat' }, 'Kim engaged Max Roy for the notices: chat.'],
  'person-involved': [{ member }, 'Kim put Bo Lind on the roster (SRE).'],
  'person-released': [{ person: 'p-2' }, 'Kim took Bo Lind off the roster.'],
  'shifts-set': [{ shifts: [] }, 'Kim set the shifts: 0 shifts.'],
  'duties-assigned': [
    { duties: { leaders: [{ person: 'p-2', service: 'MediaWiki' }] } },
    'Kim assigned the duties: Bo Lind for MediaWiki leads.',
  ],
  'person-checked-in': [{ person: 'p-2' }, 'Kim checked Bo Lind in.'],
  'person-unavailable': [
    { person: 'p-2', fromMs: window.startMs, reason: 'ill' },
    'Kim says that Bo Lind is unavailable from 2026-03-06 22:00 UTC: ill.',
  ],
  'person-available': [{ person: 'p-2' }, 'Kim says that Bo Lind is available again.'],
  'hand-over-offered': [
    { handOver: { id: 'h-2', from: 'p-1', to: 'p-2', what: { kind: 'lead' }, note: 'good night' } },
    'Kim offered to hand over the lead from Kim Ode to Bo Lind: good night.',
  ],
  'hand-over-accepted': [
    { handOver: 'h-1' },
    'Kim accepted the hand-over of the shift as SRE until 2026-03-07 02:00 UTC from Kim Ode to Bo Lind.',
  ],
  'hand-over-declined': [
    { handOver: 'h-1', reason: 'busy' },
    'Kim declined the hand-over of the shift as SRE until 2026-03-07 02:00 UTC from Kim Ode to Bo Lind: busy.',
  ],
  'work-claimed': [
    { claim: { id: 'c-2', person: 'p-2', step: 's-7', host: 'db-1', goal: 'get it up', allottedMs: 600_000 } },
    'Bo Lind works on “Upgrade” on db-1: get it up, for 10m.',
  ],
  'claim-ended': [{ claim: 'c-1' }, 'Kim ended the claim of Bo Lind, “get it up”.'],
  'continuation-decided': [
    { person: 'p-2', goesOn: true, deciders: ['p-1', 'p-3'], reason: 'nearly done' },
    'Kim Ode, Eve Marsh decided to go on without Bo Lind: nearly done.',
  ],
  'approval-asked': [
    { request: { id: 'r1', kinds: ['schedule', 'simultaneous'], to: ['p-3'], bound, note: 'by Monday' } },
    'Kim asked Eve Marsh about the maintenance, simultaneous operations (plan ab12cd34ef56): by Monday.',
  ],
  'approval-answered': [
    {
      approval: {
        id: 'a1',
        kind: 'schedule',
        person: 'p-3',
        service: 'MediaWiki',
        onBehalfOf: 'p-4',
        bound,
        isGiven: true,
        way: { kind: 'here' },
      },
    },
    'Eve Marsh approved the maintenance, the part of MediaWiki, on behalf of Max Roy (plan ab12cd34ef56).',
  ],
  'rule-waived': [
    { rule: 'POL-1', reason: 'agreed with all', title: 'EM has approved it' },
    'Kim waived POL-1 “EM has approved it”: agreed with all.',
  ],
  'waiver-withdrawn': [{ rule: 'POL-10' }, 'Kim withdrew the waiver of POL-10 “Announced at least 7 days ahead”.'],
  'own-rule-confirmed': [{ rule: 'OWN-1', evidence: 'seen' }, 'Kim confirmed OWN-1: seen.'],
  'own-rule-doubted': [{ rule: 'OWN-1', reason: 'wrong host' }, 'Kim took the confirmation of OWN-1 back: wrong host.'],
  'support-asked': [
    { support: 'a-1', provider: 'the data centre', why: 'a disk is dead' },
    'Kim asked for support by the data centre: a disk is dead.',
  ],
  'support-signed-off': [{ support: 'a-1' }, 'Kim signed off the urgency of the support by the data centre.'],
  'support-acknowledged': [
    { support: 'a-1', person: 'p-2' },
    'Bo Lind understands why the support by the data centre is needed, as Kim recorded.',
  ],
  'support-withdrawn': [
    { support: 'a-1', reason: 'it came back by itself' },
    'Kim withdrew the support by the data centre: it came back by itself.',
  ],
  'support-raised': [{ support: 'a-1', reference: 'ticket 7' }, 'Kim raised the support by the data centre: ticket 7.'],
  'backup-recorded': [
    { backup: { id: 'b-2', what: 'the wiki', place: '/srv/backup', percent: 40, copies: [] } },
    'Kim says that the backup of the wiki is at 40 %, in /srv/backup.',
  ],
  'backup-checked': [
    {
      backup: 'b-1',
      action: 'verify',
      tool: 'tar',
      on: 'store-1',
      reading: { level: 'readable', content: {}, counts: [], problems: [], notes: [] },
    },
    'The backup of the wiki can be read to its end (verify, tar on store-1).',
  ],
  'backup-copy-confirmed': [
    { backup: 'b-1', copy: 'c1', how: 'saw it' },
    'Kim confirms the copy c1 of the backup of the wiki: saw it.',
  ],
  'backup-renewed': [
    { backup: 'b-1', reason: 'made anew tonight' },
    'Kim says that what is there now is the backup of the wiki: made anew tonight.',
  ],
  'whereabouts-read': [
    { host: 'db-1', address: '10.0.0.1', port: 22, keys: [], hostname: 'db', addresses: ['10.0.0.1'], places: [] },
    'db-1 said where it is: db, 1 address.',
  ],
  'backup-removed': [{ backup: 'b-1' }, 'Kim took the backup of the wiki off the list.'],
  'backups-declared-needless': [{ reason: 'no data' }, 'Kim says that no backup is needed: no data.'],
  'record-changed': [{ record: { ...record, criteria: [] } }, 'Kim changed the change record.'],
  'checklist-set': [{ items: [] }, 'Kim set the validation checklist: 0 items.'],
  'checklist-item-settled': [
    { item: 'v-1', result: 'passed', evidence: [{ kind: 'note', text: 'seen' }] },
    'Kim: the validation “Log in” passed.',
  ],
  'checklist-item-reopened': [{ item: 'v-1', reason: 'again' }, 'Kim reopened the validation “Log in”: again.'],
  'criterion-decided': [
    { criterion: 'k-1', decision: 'go-on', reason: 'almost there' },
    'Kim decided to go on by the criterion “it is slow”: almost there.',
  ],
  'closing-part-said': [{ part: 'support-knows', text: 'told' }, 'Kim says that support knows: told.'],
  'notice-planned': [{ notice: announcement }, 'Kim planned the public announcement.'],
  'notice-changed': [{ notice: reminder }, 'Kim changed the public reminder 15m before the window “In a moment”.'],
  'notice-dropped': [{ notice: 'n-1', reason: 'too late' }, 'Kim dropped the public announcement: too late.'],
  'sending-begun': [
    { notice: 'n-1', sending: 'x1', channel: 'chat', subject: 'Start', text: 'It starts.' },
    'Kim sends the public announcement through chat, “Start”.',
  ],
  'sending-repeated': [{ notice: 'n-1', sending: 'x1' }, 'The public announcement is being sent once more.'],
  'sending-tried': [
    { notice: 'n-1', sending: 'x1', problem: 'no answer' },
    'The public announcement could not be sent: no answer.',
  ],
  'sending-done': [{ notice: 'n-1', sending: 'x1', reference: '250 OK' }, 'The public announcement was sent: 250 OK.'],
  'sending-unknown': [
    { notice: 'n-1', sending: 'x1', problem: 'the console ended' },
    'Nobody knows whether the public announcement arrived: the console ended.',
  ],
  'sending-settled': [
    { notice: 'n-1', sending: 'x1', word: 'arrived', reason: 'seen in the channel' },
    'Kim says of the public announcement that it arrived: seen in the channel.',
  ],
  'notice-copied': [
    { notice: 'n-1', sending: 'x1', where: 'the wiki', subject: 'Start', text: 'It starts.' },
    'Kim copied the public announcement by hand, “Start”: the wiki.',
  ],
};

describe('the sentence of an event', () => {
  it('is written down here for every type there is', () => {
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(dataSchemas).sort());
  });

  it.each(Object.entries(sentences))(
    'of %s says what happened, and no id where there is a name',
    (type, [data, text]) => {
      const said = say(naming, type as EventType, data);
      expect(said).toBe(text);
      expect(said).not.toMatch(ids);
    },
  );

  it('names a step once, where the reason that follows names it already', () => {
    const reason = '“Upgrade” on db-1 ended with status 3.';
    expect(say(naming, 'run-held', { cause: 'step-failed', reason, task })).toBe(
      'The run is held: “Upgrade” on db-1 ended with status 3.',
    );
    expect(say(naming, 'step-retried', { byPlan: true, reason, task })).toBe(
      'By the plan, a new attempt is made: “Upgrade” on db-1 ended with status 3.',
    );
  });

  it('says of the undoing of a step that it is one', () => {
    expect(say(naming, 'wait-elapsed', { task: 's-7~back@db-1' })).toBe(
      'Undo “Upgrade” on db-1 has waited long enough.',
    );
    expect(say(naming, 'wait-elapsed', { task: 's-7' })).toBe('“Upgrade” has waited long enough.');
  });

  it('knows an errand from a step of the same id', () => {
    const [asked] = sentences['errand-asked'];
    const after = [...naming, ['errand-asked', asked]] as typeof naming;
    expect(say(after, 'attempt-dispatched', { task: 'look~errand@db-1', attempt: 1 })).toBe(
      '“Is the dump there?” on db-1 is sent to its host.',
    );
  });

  it('says of an acknowledgement who wrote it down, where that is somebody else', () => {
    const names = new JournalNames();
    const actor: Actor = { kind: 'person', name: 'Bo Lind', person: 'p-2' as PersonId };
    const own = { type: 'support-acknowledged', data: { support: 'a-1', person: 'p-2' as PersonId }, actor } as const;
    expect(toEventText(own, names.at(1))).toBe('p-2 understands why the support a-1 is needed.');
  });

  it('falls back to the id of what was never named, with its noun', () => {
    expect(say([], 'person-checked-in', { person: 'p-2' })).toBe('Kim checked p-2 in.');
    expect(say([], 'wait-elapsed', { task })).toBe('s-7@db-1 has waited long enough.');
    expect(say([], 'waiver-withdrawn', { rule: 'OWN-1' })).toBe('Kim withdrew the waiver of OWN-1.');
    expect(say([], 'hand-over-accepted', { handOver: 'h-1' })).toBe('Kim accepted the hand-over h-1.');
    expect(say([], 'sending-repeated', { notice: 'n-1', sending: 'x1' })).toBe(
      'The notice n-1 is being sent once more.',
    );
  });

  it('still names who was taken off the roster, and what was taken off a list', () => {
    const gone = [...naming, ['person-released', { person: 'p-2' }], ['checklist-set', { items: [] }]] as typeof naming;
    expect(say(gone, 'person-available', { person: 'p-2' })).toBe('Kim says that Bo Lind is available again.');
    expect(say(gone, 'checklist-item-reopened', { item: 'v-1', reason: 'again' })).toBe(
      'Kim reopened the validation “Log in”: again.',
    );
  });

  it('calls what is left of a shift that was handed over in its middle the same', () => {
    const rest = { id: 'h-3', from: 'p-2', to: 'p-3', what: { kind: 'shift', shift: 'h-1-rest' } };
    expect(say(naming, 'hand-over-offered', { handOver: rest })).toBe(
      'Kim offered to hand over the shift as SRE until 2026-03-07 02:00 UTC from Bo Lind to Eve Marsh.',
    );
  });

  it('knows who acts without being on the roster by what their console calls them', () => {
    const names = new JournalNames();
    const actor = { kind: 'person', name: 'Zoe', person: 'zoe' } as Actor;
    names.learn({ type: 'run-resumed', data: {}, actor, seq: 1 });
    names.learn(toEvent('person-involved', { member: { ...member, id: 'zoe', name: 'Zoe Quist' } }, 2));
    names.learn({ type: 'run-resumed', data: {}, actor, seq: 3 });
    expect([1, 2, 3].map((seq) => names.at(seq).person('zoe' as PersonId))).toEqual(['Zoe', 'Zoe Quist', 'Zoe Quist']);
  });

  const id = fc.constantFrom('p-1', 'p-2');
  const name = fc.constantFrom('Ada', 'Ada Lee', 'Bo');
  const event = fc.oneof(
    fc.record({ id, name }).map((its) => ['person-involved', { member: { ...member, ...its } }] as const),
    id.map((person) => ['person-released', { person }] as const),
    id.map((person) => ['person-checked-in', { person }] as const),
    name.map((text) => ['checklist-set', { items: [{ id: 'v-1', text }] }] as const),
    fc.constant(['checklist-item-reopened', { item: 'v-1', reason: 'again' }] as const),
  );

  it('is never said otherwise, whatever is named later', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (journal) => {
        const names = new JournalNames();
        const events = journal.map(([type, data], index) => toEvent(type, data, index + 1));
        const atOnce = events.map((one) => {
          names.learn(one);
          return toEventText(one, names.at(one.seq));
        });
        expect(events.map((one) => toEventText(one, names.at(one.seq)))).toEqual(atOnce);
      }),
    );
  });

  it('needs of the journal only the events that name something', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (journal) => {
        const events = journal.map(([type, data], index) => toEvent(type, data, index + 1));
        const [all, few] = [new JournalNames(), new JournalNames()];
        for (const one of events) all.learn(one);
        for (const one of events) if (namingTypes.includes(one.type)) few.learn(one);
        const say = (names: JournalNames) => events.map((one) => toEventText(one, names.at(one.seq)));
        expect(say(few)).toEqual(say(all));
      }),
    );
  });
});
