/** A console that has passed the lead on: every request of the contract that writes is refused in words, and nothing there changes. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { RequestShape } from '../../src/contract/request-shape.ts';
import { type RequestName, requests } from '../../src/contract/requests.ts';
import { sharedRights } from '../../src/contract/shared-rights.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import type { PartId } from '../../src/core/roster/names.ts';
import { type InviteLink, parseInviteLink } from '../../src/core/sharing/invite-link.ts';
import type { Caller } from '../../src/main/desk/desk.ts';
import { systemClock } from '../../src/main/engine/system-clock.ts';
import { RemoteDesk } from '../../src/main/link/remote-desk.ts';
import { reachDirectly } from '../../src/main/link/share-way.ts';
import type { TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { openPlace } from '../fixtures/place.ts';
import { makeReported } from '../fixtures/reported.ts';
import { admitVisitor, type TestVisitor } from '../fixtures/visitor.ts';

interface Passed {
  readonly console: TestConsole;
  readonly folder: string;
  readonly maintenance: MaintenanceId;
  readonly relay: string;
  /** Whom it was passed to. */
  readonly bo: TestVisitor;
  /** By the same door: who was let in, and what somebody who has not come yet has. */
  readonly cleo: RemoteDesk;
  readonly unused: string;
}

const nobody: Caller = { id: 'test', actor: { kind: 'person', name: 'test' }, rights: new Set() };

function enter(link: string) {
  const { after } = systemClock;
  return RemoteDesk.enter({
    link: parseInviteLink(link) as InviteLink,
    reach: reachDirectly,
    random: Math.random,
    after,
  });
}

/** By the real door, and let in. */
async function come(console: TestConsole, maintenance: MaintenanceId, link: string): Promise<RemoteDesk> {
  const entered = await enter(link);
  if (!entered.ok) throw new Error(entered.failure.message);
  const desk = entered.value;
  onTestFinished(() => desk.close());
  await desk.answer(nobody, 'share.join', { name: 'Cleo Marsh' });
  const { sharing } = await console.state(maintenance);
  const follower = sharing.followers.find(({ name }) => name === 'Cleo Marsh')?.id as PartId;
  await console.ask('follower.admit', { maintenance, follower });
  return desk;
}

async function ended(desk: RemoteDesk): Promise<void> {
  while (desk.state !== 'ended') {
    const changed = Promise.withResolvers<void>();
    const stop = desk.onState(() => changed.resolve());
    await changed.promise;
    stop();
  }
}

/** With a report and an announcement, which no journal has. */
async function pass(): Promise<Passed> {
  const { console, folder } = await openPlace();
  const { console: theirs } = await openPlace();
  const { maintenance } = await makeReported(console);
  await console.ask('announcement.write', { maintenance, title: 'Moved', text: 'It is moved.', version: 0 });
  await console.ask('share.open', { port: await freePort() });
  const bo = await admitVisitor(console, maintenance, 'assist');
  const invite = async () => (await console.ask('invite.make', { maintenance, role: 'review' })).link;
  const [cleo, unused] = [await come(console, maintenance, await invite()), await invite()];
  const { relay } = await console.ask('lead.offer', { maintenance, follower: bo.follower });
  const { publicKey, fingerprint } = await theirs.ask('identity.show', {});
  expect(await bo.answer('lead.accept', { maintenance, relay, publicKey })).toMatchObject({ ok: true });
  await console.ask('lead.pass', { maintenance, relay, fingerprint });
  return { console, folder, maintenance, relay, bo, cleo, unused };
}

/** What would be taken where the lead is; every other request is asked with the maintenance alone. */
const samples: { readonly [N in RequestName]?: object } = {
  'report.begin': { kind: 'incident-report' },
  'report.redraft': { version: 1 },
  'report.writeSection': { version: 1, section: 'summary', written: 'Written where it is only read.' },
  'report.setInternal': { version: 1, section: 'summary', isInternal: true },
  'report.setNotApplicable': { version: 1, section: 'summary', reason: 'no' },
  'report.setTitle': { version: 1, title: 'Another' },
  'actionItem.set': { version: 1, item: { id: 'a-1', title: 'Look', owner: 'Bo', priority: 'P2' } },
  'announcement.write': { version: 1, title: 'All fine', text: 'All of it is fine.' },
  'note.add': { text: 'still here' },
  'serviceState.mark': { service: 'Orders', level: 'down' },
};

async function look(console: TestConsole, maintenance: MaintenanceId) {
  const [journal, report, versions, announcement] = await Promise.all([
    console.events(maintenance),
    console.ask('report.show', { maintenance }),
    console.ask('report.versions', { maintenance }),
    console.ask('announcement.show', { maintenance }),
  ]);
  // When it was looked at is no part of it.
  const { atMs: _, ...shown } = report;
  return { journal, report: shown, versions, announcement };
}

function isAboutOne({ input }: RequestShape): boolean {
  return z.safeParse(input, {}).error?.issues.some(({ path }) => path[0] === 'maintenance') === true;
}

const writing = (Object.entries(requests) as [RequestName, RequestShape][]).filter(
  ([, shape]) => (shape.writes ?? shape.right !== 'read') && isAboutOne(shape),
);

it('writes nothing about it any more, by any request there is, and says why', async () => {
  const { console, maintenance, relay } = await pass();
  const before = await look(console, maintenance);
  expect(writing.length).toBeGreaterThan(100);
  for (const [name] of writing) {
    const answer = await console.answer(name, { maintenance, ...samples[name] });
    if (name === 'lead.fetch') continue;
    expect([name, answer.ok ? 'written' : answer.failure.message]).toEqual([
      name,
      'The lead was handed over to Bo Lind’s console, so it can only be read here.',
    ]);
  }
  expect(await look(console, maintenance)).toEqual(before);
  // For whom it was passed to alone.
  expect(await console.answer('lead.fetch', { maintenance, relay, offset: 0 })).toMatchObject({
    failure: { kind: 'not-allowed' },
  });
});

it('lets whom it was passed to write nothing there either: they fetch it, and leave', async () => {
  const { console, maintenance, relay, bo } = await pass();
  const before = await look(console, maintenance);
  for (const name of Object.keys(sharedRights) as RequestName[]) {
    const { right, writes = right !== 'read' }: RequestShape = requests[name];
    if (!writes || name === 'lead.fetch' || name === 'share.leave') continue;
    const answer = await bo.answer(name, { maintenance, ...samples[name] });
    expect([name, answer.ok ? 'written' : answer.failure.message]).toEqual([
      name,
      expect.stringContaining('can only be read here'),
    ]);
  }
  expect(await look(console, maintenance)).toEqual(before);
  expect(await bo.answer('lead.fetch', { maintenance, relay, offset: 0 })).toMatchObject({ ok: true });
});

it('lets the console go on with whatever is about no maintenance it has passed', async () => {
  const { console, folder, maintenance } = await pass();
  const { id } = await console.ask('maintenance.create', { title: 'Tomorrow', runbook: 'Shop' as never });
  await console.ask('maintenance.rename', { maintenance: id, title: 'The day after' });
  await console.ask('bundle.write', { maintenance, file: join(folder, 'passed.drydock.zip') });
  await console.ask('share.close', {});
});

it('shows everybody out who follows but whom it was passed to, tells them why, and lets nobody in by an older invite', async () => {
  const { console, maintenance, relay, bo, cleo, unused } = await pass();
  await ended(cleo);
  expect(cleo.whyEnded).toBe('handed-over');
  expect(await enter(unused)).toMatchObject({ ok: false });
  const { invites, followers } = await console.ask('share.show', { maintenance });
  expect(new Set(invites.map(({ standing }) => standing))).toEqual(new Set(['handed-over']));
  expect(followers.map(({ name, standing, isHere }) => [name, standing, isHere])).toEqual([
    ['Cleo Marsh', 'handed-over', false],
    ['Bo Lind', 'admitted', true],
  ]);
  // As often as it takes, until they say that they have it.
  for (const _ of ['cut off', 'once more'])
    expect(await bo.answer('lead.fetch', { maintenance, relay, offset: 0 })).toMatchObject({ ok: true });
});
