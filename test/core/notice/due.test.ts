/** What is due when: each notice of a maintenance beside a clock that is told. */
import { describe, expect, it } from 'vitest';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import { countDue, toDueNotices } from '../../../src/core/notice/due.ts';
import { noticesAbout } from '../../../src/core/notice/notice.ts';
import { dayMs, minuteMs, plannedRun, sendNotice, window } from './planned.ts';

function statusOf(state: MaintenanceState, id: string, nowMs: number) {
  return toDueNotices(state, nowMs).find(({ notice }) => notice.id === id)?.status;
}

describe('the notices of a maintenance', () => {
  it('PREP-1: are there from the start, each with an instant it is due at', () => {
    const run = plannedRun();
    const upcoming = toDueNotices(run.state, run.nowMs).filter(({ status }) => status === 'upcoming');
    expect(upcoming.map(({ notice }) => notice.id)).toEqual([
      'announcement',
      'reminder-week',
      'reminder-day',
      'reminder-15-minutes',
      'start',
      'progress',
      'completion',
      'report',
    ]);
  });

  it('POL-10: the announcement is due a day before it would be late, and overdue from seven days on', () => {
    const { state } = plannedRun();
    const lateMs = window.startMs - 7 * dayMs;
    expect(statusOf(state, 'announcement', lateMs - dayMs - 1)).toBe('upcoming');
    expect(statusOf(state, 'announcement', lateMs - dayMs)).toBe('due');
    expect(statusOf(state, 'announcement', lateMs - 1)).toBe('due');
    expect(statusOf(state, 'announcement', lateMs)).toBe('overdue');
  });

  it('PREP-1: a notice through two channels is sent once both have it', () => {
    const run = plannedRun(['chat', 'mail']);
    sendNotice(run, 'announcement', 'chat');
    expect(statusOf(run.state, 'announcement', window.startMs - 7 * dayMs)).toBe('overdue');
    sendNotice(run, 'announcement', 'mail');
    expect(statusOf(run.state, 'announcement', window.startMs - 7 * dayMs)).toBe('sent');
  });

  it('PREP-1: reminders are not needed once the run has begun, and the start is due then', () => {
    const run = plannedRun();
    run.nowMs = window.startMs;
    run.start();
    expect(statusOf(run.state, 'reminder-15-minutes', run.nowMs)).toBe('not-needed');
    expect(statusOf(run.state, 'start', run.nowMs)).toBe('due');
    expect(statusOf(run.state, 'start', run.nowMs + 10 * minuteMs)).toBe('overdue');
    expect(statusOf(run.state, 'rollback', run.nowMs)).toBe('not-needed');
  });

  it('CHG-5: integration owners are told where the change touches integrations', () => {
    const run = plannedRun();
    const nowMs = window.startMs - 7 * dayMs;
    expect(statusOf(run.state, 'integration-owners', nowMs)).toBe('not-needed');
    run.must({ type: 'change-record', record: { ...run.state.change.record, touchesIntegrations: true } });
    expect(statusOf(run.state, 'integration-owners', nowMs)).toBe('overdue');
  });
});

describe('a change of schedule', () => {
  it('POL-17: makes a notice to EM and CES due at once, in the same append, and it stays until sent', () => {
    const run = plannedRun();
    const later = { ...window, startMs: window.startMs + dayMs, endMs: window.endMs + dayMs };
    const changes = [
      ['delayed', later],
      ['extended', { ...later, endMs: later.endMs + minuteMs }],
      ['postponed', { ...later, startMs: later.startMs + dayMs, endMs: later.endMs + 2 * dayMs }],
    ] as const;
    for (const [change, to] of changes) {
      const before = run.state.seq;
      run.must({ type: 'change-schedule', change, window: to, reason: 'the vendor is late' });
      const about = run.state.schedule.changes.at(-1)?.id ?? '';
      expect(run.state.seq - before).toBe(3);
      const [notice] = noticesAbout(run.state, about);
      expect(notice).toMatchObject({
        kind: 'schedule-change',
        audience: 'internal',
        due: { kind: 'at', atMs: run.nowMs },
      });
      const id = notice?.id ?? '';
      expect(statusOf(run.state, id, run.nowMs)).toBe('due');
      expect(statusOf(run.state, id, run.nowMs + 30 * dayMs)).toBe('overdue');
      expect(run.give({ type: 'drop-notice', notice: id, reason: 'no time' })?.message).toContain('EM and CES');
      sendNotice(run, id);
      expect(statusOf(run.state, id, run.nowMs + 30 * dayMs)).toBe('sent');
    }
  });

  it('POL-17: a cancellation is told too, though the maintenance is over', () => {
    const run = plannedRun();
    run.must({ type: 'cancel-maintenance', reason: 'not needed any more' });
    expect(countDue(run.state, run.nowMs)).toEqual({ due: 2, overdue: 0 });
    expect(statusOf(run.state, 'announcement', run.nowMs)).toBe('not-needed');
  });

  it('POL-18: an emergency makes the notice to the EM due at once', () => {
    const run = plannedRun();
    run.must({ type: 'declare-emergency', justification: 'disks fail', isAtOnce: true });
    const emergency = run.state.notices.notices.find(({ kind }) => kind === 'em-notification');
    expect(statusOf(run.state, emergency?.id ?? '', run.nowMs)).toBe('due');
    // What would have been due before it was declared is no news any more; what comes later still is.
    expect(statusOf(run.state, 'announcement', window.startMs)).toBe('overdue');
    const late = plannedRun();
    late.nowMs = window.startMs - 2 * dayMs;
    late.must({ type: 'declare-emergency', justification: 'disks fail', isAtOnce: true });
    expect(statusOf(late.state, 'announcement', late.nowMs)).toBe('not-needed');
    expect(statusOf(late.state, 'reminder-week', late.nowMs)).toBe('not-needed');
    expect(statusOf(late.state, 'reminder-day', late.nowMs)).toBe('upcoming');
  });
});

describe('the extension notice', () => {
  it('POL-17: is drafted by itself while the projected end is past the planned one, and only then', () => {
    const run = plannedRun();
    run.nowMs = window.startMs;
    run.start();
    const id = `extension-${window.endMs}`;
    // Thirty minutes of work are left.
    expect(statusOf(run.state, id, window.endMs - 30 * minuteMs)).toBeUndefined();
    expect(statusOf(run.state, id, window.endMs - 30 * minuteMs + 1)).toBe('upcoming');
    expect(statusOf(run.state, id, window.endMs)).toBe('overdue');
  });

  it('PREP-1: enters the journal with the first thing somebody does with it', () => {
    const run = plannedRun();
    run.nowMs = window.startMs;
    run.start();
    run.nowMs = window.endMs;
    sendNotice(run, `extension-${window.endMs}`);
    expect(statusOf(run.state, `extension-${window.endMs}`, run.nowMs)).toBe('sent');
  });
});
