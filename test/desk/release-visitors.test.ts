/** A release that the console looks after by itself, and what somebody who came by an invite can and cannot do to it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/core/notice/notice.ts';
import { noRules, onlyRules } from '../fixtures/no-rules.ts';
import { admitVisitor } from '../fixtures/visitor.ts';
import { type WatchedRelease, watchRelease } from '../fixtures/watched-release.ts';

let release: WatchedRelease;

beforeEach(async () => {
  release = await watchRelease(onlyRules('POL-10'));
});
afterEach(async () => {
  expect(release.console.problems).toEqual([]);
  await release.close();
});

/** What the environment's own setting sends, as `notice.change` takes it. */
async function automaticNotice(): Promise<Notice> {
  const { notices } = await release.console.state(release.id);
  const found = notices.notices.find(({ isAutomatic }) => isAutomatic === true);
  if (found === undefined) throw new Error('nothing is sent by itself');
  const { sendings: _, changedBy: __, ...notice } = found;
  return notice;
}
const begun = async () => (await release.console.events(release.id)).filter(({ type }) => type === 'sending-begun');

describe('the notices of a release', () => {
  it('PREP-4: are sent to no host because a CES has changed them over an invite', async () => {
    const { console, id: maintenance, host } = release;
    const dana = await admitVisitor(console, maintenance, 'review', { name: 'Dana', person: 'dana' });
    const notice = await automaticNotice();
    const changed = { ...notice, channels: ['site'], subject: 'x', text: 'put there by a buddy' };
    expect(await dana.answer('notice.change', { maintenance, notice: changed })).toMatchObject({
      failure: { kind: 'not-allowed' },
    });
    // An ordinary one, made to go by itself.
    const plain = { id: 'plain', kind: 'reminder', audience: 'internal', channels: ['site'] } as const;
    const due = { kind: 'at', atMs: 1 } as const;
    await console.ask('notice.plan', { maintenance, notice: { ...plain, channels: [...plain.channels], due } });
    const automatic = { ...plain, due, isAutomatic: true, text: 'put there by a buddy' };
    expect(await dana.answer('notice.change', { maintenance, notice: automatic })).toMatchObject({ ok: false });
    expect(await dana.answer('notice.change', { maintenance, notice: { ...plain, due, text: 'Soon.' } })).toMatchObject(
      {
        ok: true,
      },
    );
    const seen = { subject: 'Soon', text: 'Soon.' };
    const sent = await dana.answer('notice.send', {
      ...{ maintenance, notice: 'plain', seen },
      sendings: [{ channel: 'site', sending: 's-1' }],
    });
    expect(sent).toMatchObject({ output: { begun: [], refused: [{ message: expect.stringContaining('over SSH') }] } });
    await console.host.hurry();
    expect(await begun()).toEqual([]);
    expect(host.knocks).toBe(0);
  });

  it('PREP-4: are sent to a host where the leader’s console has said so', async () => {
    const { console, id: maintenance, host } = release;
    const notice = await automaticNotice();
    await console.ask('notice.change', { maintenance, notice: { ...notice, channels: ['site'], text: 'Updates.' } });
    await console.untilEvent(maintenance, ({ type }) => type === 'sending-tried');
    expect(await begun()).toMatchObject([{ actor: { name: 'Drydock' }, data: { channel: 'site' } }]);
    expect(host.knocks).toBeGreaterThan(0);
  });
});

describe('the window of a release', () => {
  const inWindow = '2026-05-03T02:30:05Z';
  const occurrence = async () => (await release.console.ask('environment.details', { name: 'Orders' })).occurrences[0];
  const started = async () =>
    (await release.console.events(release.id))
      .filter(({ type }) => type === 'run-started')
      .map(({ actor }) => actor.name);
  /** Eve, the EM, waives what is in the way, from another machine. */
  async function waive(): Promise<void> {
    const { console, id: maintenance } = release;
    await release.at(inWindow);
    const eve = await admitVisitor(console, maintenance, 'review', { name: 'Eve', person: 'eve' });
    expect(await occurrence()).toMatchObject({ outcome: 'starting', why: [expect.stringMatching(/^POL-10: /)] });
    expect(await eve.answer('rule.waive', { maintenance, rule: 'POL-10', reason: 'go' })).toMatchObject({ ok: true });
    await console.host.hurry();
  }

  it('REL-3: starts nothing on the word of an EM who follows, says whose word it waits for, and goes on once the leader has said something', async () => {
    const { console, id: maintenance, host } = release;
    await waive();
    expect(await started()).toEqual([]);
    expect(host.knocks).toBe(0);
    const waits = { outcome: 'starting', why: [expect.stringContaining('waits for the leader’s word: Eve')] };
    expect(await occurrence()).toMatchObject(waits);
    await console.ask('note.add', { maintenance, text: 'Go.' });
    await console.host.hurry();
    expect(await started()).toEqual(['Drydock']);
    expect(await occurrence()).toMatchObject({ outcome: 'started', why: [] });
  });

  it('REL-3: is started by a person on that word', async () => {
    const { console, id: maintenance } = release;
    await waive();
    const { planHash, title } = await console.state(maintenance);
    await console.ask('run.start', { maintenance, planHash, confirm: title });
    expect(await started()).toEqual(['Ada']);
  });

  it('REL-3: begins by itself where every rule holds without them, whatever somebody who follows has remarked', async () => {
    const { console, id: maintenance } = release;
    await release.at('2026-05-03T02:00:00Z');
    const dana = await admitVisitor(console, maintenance, 'review', { name: 'Dana', person: 'dana' });
    expect(await dana.answer('note.add', { maintenance, text: 'I am here.' })).toMatchObject({ ok: true });
    const { version } = await console.ask('policy.show', {});
    await console.ask('policy.save', { policy: noRules, expectedVersion: version });
    await release.at(inWindow);
    expect(await started()).toEqual(['Drydock']);
  });

  it('REL-3: says, where the leader has said nothing, that it did not start for that', async () => {
    await waive();
    await release.at('2026-05-03T02:36:00Z');
    expect(await started()).toEqual([]);
    const why = [expect.stringContaining('waits for the leader’s word')];
    const { occurrences } = await release.console.ask('environment.details', { name: 'Orders' });
    expect(occurrences).toMatchObject([{ outcome: 'not-started', why }]);
  });
});
