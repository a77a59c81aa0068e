/** A release that the console looks after by itself, and what somebody who came by an invite can and cannot do to it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/core/notice/notice.ts';
import { onlyRules } from '../fixtures/no-rules.ts';
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
