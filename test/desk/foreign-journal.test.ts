/** A journal from elsewhere that is signed and chained and makes no sense all the same: refused whole, whichever door it comes by, and nothing else suffers from it. */
import { describe, expect, it } from 'vitest';
import { commentLimits } from '../../src/core/comment/comment.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { toPlanHash } from '../../src/core/plan/plan-hash.ts';
import { type Forged, forgeBundle } from '../bundle/forged-bundle.ts';
import { commandStep, toPlan } from '../core/maintenance/fixtures.ts';
import { TestConsole } from '../fixtures/console.ts';
import { openPlace, type Place, reopenPlace } from '../fixtures/place.ts';
import { spoil } from '../fixtures/spoiled.ts';
import { note } from '../store/workspace.ts';

const plan = toPlan([commandStep('upgrade')]);
const created = { title: 'Move the bank', plan, planHash: toPlanHash(plan), isPractice: false };
const unknownHandOver = { type: 'hand-over-accepted' as const, data: { handOver: 'h-nobody' as never } };

async function makeOne({ console }: Place): Promise<MaintenanceId> {
  await console.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
  return (await console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never })).id;
}

/** As far as core goes, the lead was passed to this console. */
async function passedTo({ console }: Place): Promise<readonly Forged[]> {
  const { publicKey, fingerprint } = await console.ask('identity.show', {});
  return [
    { type: 'lead-offered', data: { relay: 'r-1', follower: 'f-1' } },
    { type: 'lead-accepted', data: { relay: 'r-1', publicKey, fingerprint } },
    { type: 'lead-passed', data: { relay: 'r-1', fingerprint } },
  ];
}

const nonsense: readonly (readonly [string, readonly Forged[], string])[] = [
  ['has a hand-over accepted that nobody offered', [unknownHandOver], 'cannot have happened there'],
  ['makes the maintenance a second time', [{ type: 'maintenance-created', data: created }], 'makes anew'],
  ['stands before rows that are not there', [{ ...note('x'), row: 1_000_000 }], 'does not belong to its output'],
  ['goes back in its output', [{ ...note('x'), row: 0 }], 'does not belong to its output'],
];

describe('a journal from elsewhere', () => {
  it.each(nonsense)('that %s is not taken in with the lead', async (_what, odd, why) => {
    const place = await openPlace();
    const own = await makeOne(place);
    const { file, fingerprint: from } = await forgeBundle([...odd, ...(await passedTo(place))]);
    const received = await place.console.answer('lead.receive', { file, from });
    expect(received.ok ? 'taken' : received.failure).toMatchObject({ kind: 'not-whole' });
    expect(received.ok ? '' : received.failure.message).toContain(why);
    expect((await place.console.ask('maintenance.list', {})).map(({ id }) => id)).toEqual([own]);
    await reopenPlace(place);
    expect((await place.console.ask('maintenance.list', {})).map(({ id }) => id)).toEqual([own]);
    expect(await place.console.ask('workspace.check', {})).toMatchObject({ isSound: true, journals: 1 });
    expect(place.console.problems).toEqual([]);
  });

  it.each(nonsense)('that %s is not opened to be read', async (_what, odd, why) => {
    const { console } = await openPlace();
    const { file } = await forgeBundle(odd);
    const opened = await console.answer('bundle.open', { file, isShown: false });
    expect(opened.ok ? 'opened' : opened.failure).toMatchObject({ kind: 'not-whole' });
    expect(opened.ok ? '' : opened.failure.message).toContain(why);
  });

  it('is taken in where it makes sense, row for row', async () => {
    const place = await openPlace();
    const { file, fingerprint: from, maintenance } = await forgeBundle([note('x'), ...(await passedTo(place))]);
    const received = await place.console.ask('lead.receive', { file, from });
    expect(received).toMatchObject({ maintenance, rows: 7 });
    const summary = await place.console.ask('maintenance.summary', { maintenance: maintenance as MaintenanceId });
    expect(summary).toMatchObject({ title: 'Move the shop', seq: received.seq });
    expect(await place.console.ask('workspace.check', {})).toMatchObject({ isSound: true });
  });

  it('is not taken in where it has more comments than anybody may make', async () => {
    const { console } = await openPlace();
    const comments = Array.from({ length: commentLimits.comments + 1 }, (_, index) => ({
      type: 'comment-added',
      data: { comment: `c-${index}`, text: 'and?', mentions: [] },
    }));
    const { file } = await forgeBundle(comments);
    const opened = await console.answer('bundle.open', { file, isShown: false });
    expect(opened.ok ? 'opened' : opened.failure.message).toContain('has more than 10,000 comments');
  });

  it('does not make up for one that is here and cannot be folded', async () => {
    const place = await openPlace();
    await place.console.close();
    await spoil(place.folder);
    place.console = await TestConsole.open(place.folder);
    const { file, fingerprint: from } = await forgeBundle(await passedTo(place));
    const received = await place.console.answer('lead.receive', { file, from });
    expect(received.ok ? 'taken' : received.failure.kind).toBe('journal-damaged');
  });
});
