/** The rules about time, at their very edges, with a clock that is handed in. */
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import type { Facts } from '../../../src/core/policy/facts.ts';
import { toProposal } from '../../../src/core/policy/proposal.ts';
import { addDays } from '../../../src/core/schedule/days.ts';
import type { Window } from '../../../src/core/schedule/window.ts';
import { actor, announcement, dayMs, find, hourMs, id, minuteMs, ready, window } from './fixtures.ts';

const unannounced: Facts = { ...ready, notices: { notices: [] } };
const announcedAt = (atMs: number): Facts => ({ ...ready, notices: { notices: [announcement(atMs)] } });
const backedUp = (more: object): Facts => ({
  ...ready,
  backups: { backups: ready.backups.backups.map((backup) => ({ ...backup, ...more })) },
});
const sevenMs = window.startMs - 7 * dayMs;
const threeMs = window.startMs - 3 * dayMs;

describe('POL-10', () => {
  it('POL-10: unannounced, it is not yet due until T−7 d, and violated from then on', () => {
    expect(find('POL-10', unannounced, sevenMs - minuteMs)).toMatchObject({ status: 'not-yet-due', dueAtMs: sevenMs });
    expect(find('POL-10', unannounced, sevenMs)).toMatchObject({ status: 'not-yet-due' });
    expect(find('POL-10', unannounced, sevenMs + minuteMs)).toMatchObject({ status: 'violated', dueSinceMs: sevenMs });
  });

  it('POL-10: announced seven days and a minute ahead is in time, six days and 23:59 is not', () => {
    expect(find('POL-10', announcedAt(sevenMs - minuteMs)).status).toBe('satisfied');
    expect(find('POL-10', announcedAt(sevenMs)).status).toBe('satisfied');
    expect(find('POL-10', announcedAt(sevenMs + minuteMs)).status).toBe('violated');
  });

  it('POL-10: an emergency need not be announced ahead', () => {
    const emergency = { justification: 'it burns', isAtOnce: false, declaredAtMs: 1, by: actor('ada') };
    expect(find('POL-10', { ...unannounced, schedule: { ...ready.schedule, emergency } }).status).toBe(
      'not-applicable',
    );
  });

  it('POL-10: an announcement of a later window does not count for one that was brought forward', () => {
    const to = { ...window, startMs: window.startMs - hourMs };
    const change = {
      id: 'change-1',
      change: 'moved' as const,
      from: window,
      to,
      reason: 'x',
      atMs: sevenMs - hourMs,
      by: actor('ada'),
    };
    const schedule = { ...ready.schedule, window: to, changes: [change] };
    expect(find('POL-10', { ...announcedAt(sevenMs - 2 * hourMs), schedule }).status).toBe('violated');
    expect(find('POL-10', { ...announcedAt(sevenMs - hourMs), schedule }).status).toBe('satisfied');
  });

  it.each([
    ['spring, where a day has 23 hours', '2027-03-31T22:00:00+02:00', '2027-03-24T22:00:00+01:00'],
    ['autumn, where a day has 25 hours', '2027-11-03T22:00:00+01:00', '2027-10-27T22:00:00+02:00'],
  ])('POL-10: seven days are days of the calendar across the change of the clocks in %s', (_, start, due) => {
    const startMs = Date.parse(start);
    const moved: Window = { startMs, endMs: startMs + hourMs, zone: 'Europe/Berlin' };
    const schedule = { ...ready.schedule, window: moved };
    const dueAtMs = Date.parse(due);
    expect(find('POL-10', { ...unannounced, schedule }, dueAtMs - minuteMs)).toMatchObject({ dueAtMs });
    expect(find('POL-10', { ...announcedAt(dueAtMs), schedule }, startMs).status).toBe('satisfied');
    expect(find('POL-10', { ...announcedAt(dueAtMs + minuteMs), schedule }, startMs).status).toBe('violated');
  });
});

describe('backups', () => {
  it('POL-11: begun three days and a minute before is in time, two days and 23:59 is not', () => {
    expect(find('POL-11', backedUp({ startedAtMs: threeMs - minuteMs })).status).toBe('satisfied');
    expect(find('POL-11', backedUp({ startedAtMs: threeMs })).status).toBe('satisfied');
    expect(find('POL-11', backedUp({ startedAtMs: threeMs + minuteMs })).status).toBe('violated');
  });

  it.each([
    ['spring', '2027-03-30T22:00:00+02:00', '2027-03-27T22:00:00+01:00'],
    ['autumn', '2027-11-02T22:00:00+01:00', '2027-10-30T22:00:00+02:00'],
  ])('POL-11: three days are days of the calendar across the change of the clocks in %s', (_, start, due) => {
    const startMs = Date.parse(start);
    const schedule = { ...ready.schedule, window: { startMs, endMs: startMs + hourMs, zone: 'Europe/Berlin' } };
    const dueAtMs = Date.parse(due);
    const begun = (startedAtMs: number | undefined) => ({ ...backedUp({ startedAtMs }), schedule });
    expect(find('POL-11', begun(undefined), dueAtMs - minuteMs)).toMatchObject({ status: 'not-yet-due', dueAtMs });
    expect(find('POL-11', begun(undefined), dueAtMs + minuteMs).status).toBe('violated');
    expect(find('POL-11', begun(dueAtMs), startMs).status).toBe('satisfied');
    expect(find('POL-11', begun(dueAtMs + minuteMs), startMs).status).toBe('violated');
  });

  it('POL-11: not begun, it is not yet due until T−3 d, and violated from then on', () => {
    const waiting = backedUp({ startedAtMs: undefined });
    expect(find('POL-11', waiting, threeMs - minuteMs)).toMatchObject({ status: 'not-yet-due', dueAtMs: threeMs });
    expect(find('POL-11', waiting, threeMs + minuteMs).status).toBe('violated');
    expect(find('POL-11', { ...ready, backups: { backups: [] } }, threeMs + minuteMs).status).toBe('violated');
  });

  it('POL-12: incomplete is not yet due a millisecond before the window, and violated at its second 0', () => {
    const half = backedUp({ percent: 99.9 });
    expect(find('POL-12', half, window.startMs - 1)).toMatchObject({ status: 'not-yet-due', dueAtMs: window.startMs });
    expect(find('POL-12', half, window.startMs).status).toBe('violated');
    expect(find('POL-12', ready, window.startMs).status).toBe('satisfied');
  });

  it('POL-13: a backup on a host that a step works on is pointed at', () => {
    expect(find('POL-13', backedUp({ storedOn: 'db-1' }))).toMatchObject({ status: 'violated', severity: 'should' });
    expect(find('POL-13', backedUp({ storedOn: 'web-1' })).status).toBe('satisfied');
  });

  it('POL-14: each backup has a copy, with where and by whom', () => {
    expect(find('POL-14', ready).evidence).toEqual([{ text: 'the database: a copy in archive.org, by bo’s word' }]);
    expect(find('POL-14', backedUp({ copies: [] })).status).toBe('violated');
  });

  it('POL-11, POL-12, POL-14: where none is needed, somebody has said why', () => {
    const none = { reason: 'it only reads', by: actor('bo'), atMs: 1 };
    for (const rule of ['POL-11', 'POL-12', 'POL-14']) {
      expect(find(rule, { ...ready, backups: { backups: [], none } })).toMatchObject({
        status: 'not-applicable',
        says: 'bo says that it depends on no backup: it only reads',
      });
    }
  });
});

describe('drop-outs', () => {
  const gone = (fromMs: number): Facts => {
    const absence = { person: id('bo'), fromMs, reason: 'ill', saidAtMs: fromMs, by: actor('bo') };
    return { ...ready, roster: { ...ready.roster, absences: [absence] } };
  };

  it('POL-15, POL-16: the last millisecond before the window postpones it, its second 0 is for those who are left', () => {
    const before = gone(window.startMs - 1);
    expect([find('POL-16', before).status, find('POL-15', before).status]).toEqual(['violated', 'not-applicable']);
    const during = gone(window.startMs);
    expect([find('POL-16', during).status, find('POL-15', during).status]).toEqual(['not-applicable', 'violated']);
    const after = gone(window.endMs);
    expect([find('POL-16', after).status, find('POL-15', after).status]).toEqual(['not-applicable', 'not-applicable']);
  });

  it.each([
    ['spring, to a night of 23 hours', '2027-03-26T22:00:00+01:00', '2027-03-29T22:00:00+02:00'],
    ['autumn, to a night of 25 hours', '2027-10-29T22:00:00+02:00', '2027-11-01T22:00:00+01:00'],
  ])(
    'POL-16: three days later are days of the calendar across the change of the clocks in %s',
    (_, start, earliest) => {
      const startMs = Date.parse(start);
      const from: Window = { startMs, endMs: startMs + hourMs, zone: 'Europe/Berlin' };
      const earliestMs = Date.parse(earliest);
      const facts = { ...gone(startMs - dayMs), schedule: { ...ready.schedule, window: from } };
      expect(toProposal(defaultPolicy, facts, startMs - dayMs).why[0]).toMatchObject({ rule: 'POL-16', earliestMs });
      const postponedTo = (toMs: number): Facts => {
        const to = { ...from, startMs: toMs, endMs: toMs + hourMs };
        const made = {
          id: 'c',
          change: 'postponed' as const,
          from,
          to,
          reason: 'x',
          because: [id('bo')],
          by: actor('ada'),
        };
        const changes = [{ ...made, atMs: startMs - dayMs }];
        return { ...facts, schedule: { ...facts.schedule, window: to, changes } };
      };
      expect(find('POL-16', postponedTo(earliestMs - minuteMs)).status).toBe('violated');
      expect(find('POL-16', postponedTo(earliestMs)).status).toBe('satisfied');
    },
  );

  it('POL-16: a proposal passes over the night in which its time of day comes twice', () => {
    const startMs = Date.parse('2027-10-28T02:30:00+02:00');
    const night: Window = { startMs, endMs: startMs + hourMs, zone: 'Europe/Berlin' };
    const nowMs = startMs - 8 * dayMs;
    const facts: Facts = {
      ...gone(nowMs),
      schedule: { ...ready.schedule, window: night },
      notices: { notices: [announcement(nowMs)] },
    };
    // Three days later is the 31st, on which Berlin shows 02:30 two times.
    expect(toProposal(defaultPolicy, facts, nowMs).window?.startMs).toBe(Date.parse('2027-11-01T02:30:00+01:00'));
  });
});

it('counts fractions of days as hours, and never beyond what a calendar names', () => {
  expect(addDays(window.startMs, -0.5, 'UTC')).toBe(window.startMs - 12 * hourMs);
  expect(() => addDays(Number.MAX_SAFE_INTEGER, 365, 'UTC')).not.toThrow();
});
