/** The lead taken over to a console whose disk is in the way, and what is swept of it afterwards. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TakingStage } from '../../src/contract/lead-shapes.ts';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import type { PartId } from '../../src/core/roster/names.ts';
import { TestConsole } from '../fixtures/console.ts';
import { freePort } from '../fixtures/free-port.ts';
import { openPlace, type Place } from '../fixtures/place.ts';

async function becomes({ console }: Place, isIt: (stage: TakingStage) => boolean): Promise<TakingStage> {
  for (;;) {
    const noticed = console.noticed();
    const { taking } = await console.ask('taking.show', {});
    if (taking !== undefined && isIt(taking.stage)) return taking.stage;
    await noticed;
  }
}

/** As far as somebody has to say which console it comes from. */
async function pass(a: Place, b: Place): Promise<{ readonly id: MaintenanceId; readonly from: string }> {
  const plan = planSchema.parse({
    title: 'Plan',
    steps: [{ kind: 'manual', phase: 'carry-out', id: 'a', title: 'A' }],
  });
  await a.console.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
  const { id } = await a.console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
  await a.console.ask('share.open', { port: await freePort() });
  const { link } = await a.console.ask('invite.make', { maintenance: id, role: 'assist' });
  await b.console.ask('taking.begin', { invite: link, name: 'Bo' });
  const { sharing } = await a.console.until(id, ({ sharing: { followers } }) => followers.length > 0);
  const follower = sharing.followers[0]?.id as PartId;
  await a.console.ask('follower.admit', { maintenance: id, follower });
  const { relay } = await a.console.ask('lead.offer', { maintenance: id, follower });
  await becomes(b, ({ at }) => at === 'offered');
  await b.console.ask('taking.accept', {});
  const { fingerprint } = await b.console.ask('identity.show', {});
  await a.console.until(id, (state) => state.relay?.accepted !== undefined);
  await a.console.ask('lead.pass', { maintenance: id, relay: relay as never, fingerprint });
  await becomes(b, ({ at }) => at === 'passed');
  return { id, from: (await a.console.ask('identity.show', {})).fingerprint };
}

const handedOver = ({ folder }: Place) => join(folder, 'handed-over');

it('a lead that cannot be written to the disk is said so, and is taken once it can', async () => {
  const [a, b] = [await openPlace(), await openPlace()];
  writeFileSync(handedOver(b), 'in the way');
  const { id, from } = await pass(a, b);
  await b.console.ask('taking.confirm', { from });
  const stopped = await becomes(b, (stage) => stage.at === 'passed' && stage.failure !== undefined);
  expect(stopped).toMatchObject({ failure: { kind: 'not-written', message: expect.stringContaining('EEXIST') } });
  rmSync(handedOver(b));
  await b.console.ask('taking.confirm', { from });
  await becomes(b, ({ at }) => at === 'leading');
  expect((await b.console.state(id)).relay).toBeUndefined();
  expect(readdirSync(handedOver(b))).toEqual([]);
  expect(b.console.problems).toEqual([]);

  // What it was fetched from stays at the other console until that is started anew.
  expect(readdirSync(handedOver(a))).toEqual([`${id}.drydock.zip`]);
  await a.console.close();
  a.console = await TestConsole.open(a.folder);
  expect(readdirSync(handedOver(a))).toEqual([]);
});

it('what was fetched and is of no use is removed at the next start, and what nobody has received yet stays', async () => {
  const place = await openPlace();
  const plan = planSchema.parse({
    title: 'Plan',
    steps: [{ kind: 'manual', phase: 'carry-out', id: 'a', title: 'A' }],
  });
  await place.console.ask('runbook.save', { name: 'Plan' as never, expectedVersion: 0, plan });
  const { id } = await place.console.ask('maintenance.create', { title: 'Tonight', runbook: 'Plan' as never });
  await place.console.close();
  mkdirSync(handedOver(place));
  const kept = 'm-aaaabbbbccccdddd-9d3c.drydock.zip';
  for (const name of [kept, `${kept}.part`, `${id}-9d3c.drydock.zip`, `${id}.drydock.zip`])
    writeFileSync(join(handedOver(place), name), 'x');
  place.console = await TestConsole.open(place.folder);
  expect(readdirSync(handedOver(place))).toEqual([kept]);
});
