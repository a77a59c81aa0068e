/** What everybody may be told of the log. */
import { expect, it } from 'vitest';
import { toFacts } from '../../../src/core/postmortem/facts.ts';
import { at, bo, dana, overrunStory, rolledBackStory, window } from './stories.ts';

it('is how the services stood, without the notes, and that it began, went back and ended', () => {
  const secret = 'the password is hunter2';
  const run = overrunStory();
  const mark = { id: 'late', service: 'Shop', level: 'down' as const, atMs: window.startMs, note: secret };
  run.must({ type: 'mark-service', mark }, bo);
  run.must({ type: 'add-note', text: secret, row: 3 }, bo);
  const { timeline } = toFacts(run.events, run.state, run.nowMs);
  expect(timeline.filter(({ text }) => text.includes(secret))).toHaveLength(2);
  expect(timeline.flatMap(({ openly }) => openly ?? [])).toEqual([
    'Shop is down.',
    'The maintenance began.',
    'Shop is down.',
    'Shop is up in part.',
    'Shop is up.',
    'The maintenance ended.',
  ]);
  const back = rolledBackStory();
  const told = toFacts(back.events, back.state, back.nowMs).timeline.flatMap(({ openly }) => openly ?? []);
  expect(told).toEqual(['The maintenance began.', 'The rollback began.', 'The maintenance ended.']);
});

it('is that a public notice went out, and nothing of an internal one', () => {
  const run = overrunStory();
  at(run, 200);
  for (const audience of ['public', 'internal'] as const) {
    const notice = { id: audience, kind: 'completion' as const, audience, channels: ['status'] };
    run.must({ type: 'plan-notice', notice }, dana);
    const sending = { notice: audience, sending: `s-${audience}`, where: 'db-1', subject: 'Done', text: 'Done.' };
    run.must({ type: 'copy-notice', ...sending }, dana);
  }
  const { timeline } = toFacts(run.events, run.state, run.nowMs);
  expect(timeline.flatMap(({ openly }) => openly ?? []).slice(-2)).toEqual([
    'The maintenance ended.',
    'The public completion notice went out.',
  ]);
});
