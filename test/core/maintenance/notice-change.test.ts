/** What of a notice is changed by whom: its words, channels and time at the leader's console, its words and due time over an invite. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/maintenance/actor.ts';
import type { Notice } from '../../../src/core/notice/notice.ts';
import { leader, Run, toPlan } from './fixtures.ts';

const dana: Actor = { kind: 'person', name: 'Dana', person: 'dana' as never, via: 'review' };
const reminder: Notice = {
  id: 'n-1',
  kind: 'reminder',
  audience: 'internal',
  channels: ['chat'],
  due: { kind: 'at', atMs: 5 },
};

/** With Dana, the CES of the roster. */
function plan(notice: Notice): Run {
  const run = new Run(toPlan([{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }]));
  const member = { id: 'dana', name: 'Dana', roles: ['CES'], qualifications: [], services: [], zone: 'UTC' };
  run.must({ type: 'involve', members: [member as never] });
  run.must({ type: 'plan-notice', notice });
  return run;
}

const change = (run: Run, actor: Actor, more: Partial<Notice>, of = reminder) =>
  run.give({ type: 'change-notice', notice: { ...of, ...more } }, actor);

const elsewhere: readonly Partial<Notice>[] = [{ channels: ['site'] }, { channels: [] }, { graceMs: 0 }];
const words: readonly Partial<Notice>[] = [{ subject: 'Soon', text: 'Tonight.' }, { due: { kind: 'at', atMs: 9 } }];
const others: readonly Partial<Notice>[] = [
  { kind: 'failure' },
  { audience: 'public' },
  { isAutomatic: true },
  { about: 'change-3' },
];

describe('a notice', () => {
  it.each(others)('is for nobody to change: %j', (more) => {
    for (const actor of [leader, dana]) expect(change(plan(reminder), actor, more)?.kind).toBe('not-now');
  });

  it.each(elsewhere)('goes where the leader says, and nobody who came by an invite: %j', (more) => {
    expect(change(plan(reminder), dana, more)?.kind).toBe('not-allowed');
    expect(change(plan(reminder), leader, more)).toBeUndefined();
  });

  it.each(words)('has its words and its time from its owner, from wherever they are: %j', (more) => {
    for (const actor of [leader, dana]) {
      const run = plan(reminder);
      expect(change(run, actor, more)).toBeUndefined();
      expect(run.state.notices.notices[0]).toMatchObject({ ...more, changedBy: actor });
    }
  });

  it.each(words)('that the console sends by itself is the leader’s alone: %j', (more) => {
    const automatic = { ...reminder, isAutomatic: true };
    expect(change(plan(automatic), dana, more, automatic)?.kind).toBe('not-allowed');
    expect(change(plan(automatic), leader, more, automatic)).toBeUndefined();
  });
});
