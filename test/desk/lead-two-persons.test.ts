/** The two-person rule over a hand-over of the lead: who confirmed a step as somebody who follows does not go on with it as who leads. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toCommandHash } from '../../src/core/maintenance/second-person.ts';
import { planSchema } from '../../src/core/plan/plan.ts';
import { freePort } from '../fixtures/free-port.ts';
import { openPlace } from '../fixtures/place.ts';
import { admitVisitor } from '../fixtures/visitor.ts';

it('asks for another person where the second person has taken the lead, under another name', async () => {
  const [{ console: a }, { console: b, folder }] = [await openPlace(), await openPlace()];
  const step = { id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look', isTwoPerson: true };
  await a.ask('runbook.save', {
    name: 'Shop',
    expectedVersion: 0,
    plan: planSchema.parse({ title: 'Look', steps: [step] }),
  });
  const { id: maintenance } = await a.ask('maintenance.create', { title: 'Tonight', runbook: 'Shop' });
  const bos = { name: 'Bo Lind', roles: ['SRE'], qualifications: [], services: [], zone: 'UTC' };
  const { id: person } = await b.ask('person.save', { person: bos });
  await b.ask('person.setMe', { person });
  const { planHash } = await a.state(maintenance);
  await a.ask('run.start', { maintenance, planHash, confirm: 'Tonight' });
  const waits = await a.until(maintenance, ({ tasks }) => tasks[0]?.awaits?.for === 'countersign');
  const [task] = waits.tasks;
  if (task === undefined) throw new Error('no task');
  const word = { maintenance, task: task.id, command: toCommandHash(waits, task) };
  await a.ask('share.open', { port: await freePort() });
  const bo = await admitVisitor(a, maintenance, 'assist', { name: 'Bo at the office' });
  expect(await bo.answer('step.countersign', word)).toMatchObject({ ok: true });
  const said = (await a.events(maintenance)).find(({ type }) => type === 'step-countersigned');
  expect(said?.actor.follower).toBe(bo.follower);

  const { relay } = await a.ask('lead.offer', { maintenance, follower: bo.follower });
  const { publicKey, fingerprint } = await b.ask('identity.show', {});
  await bo.answer('lead.accept', { maintenance, relay, publicKey });
  await a.ask('lead.pass', { maintenance, relay, fingerprint });
  const fetched = await bo.answer('lead.fetch', { maintenance, relay, offset: 0 });
  if (!fetched.ok) throw new Error(fetched.failure.message);
  const file = join(folder, 'lead.zip');
  await writeFile(file, Buffer.from((fetched.output as { readonly content: string }).content, 'base64'));
  await b.ask('lead.receive', { file, from: (await a.ask('identity.show', {})).fingerprint });
  await b.ask('run.resume', { maintenance });

  expect(await b.answer('step.goOn', { maintenance, task: task.id })).toMatchObject({
    failure: { message: expect.stringMatching(/^Bo at the office confirmed .* and has taken the lead since/) },
  });
  // Whoever led before may be the second person now.
  await b.ask('share.open', { port: await freePort() });
  const ada = await admitVisitor(b, maintenance, 'review', { name: 'Ada' });
  expect(await ada.answer('step.countersign', word)).toMatchObject({ ok: true });
  await b.ask('step.goOn', { maintenance, task: task.id });
});
