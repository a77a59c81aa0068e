/** Who sits at a screen, as the host says. */
import { expect, it } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { createMeModel, type Me } from '../../../src/renderer/model/me-model.ts';
import { createModels } from '../../../src/renderer/model/models.ts';
import { createFakeLink, settle } from './fake-link.ts';

const visitor = {
  kind: 'visitor',
  maintenance: 'm-test0001' as MaintenanceId,
  role: 'review',
  standing: 'waiting',
  follower: 'f-1',
  name: 'Bo',
  expiresAtMs: 1,
} as const satisfies Me;
const shareChanged = { notice: 'documents', data: { area: 'share' } } as const;

it('a visitor who waits is let in as soon as the host says that something changed', async () => {
  let me: Me = visitor;
  const link = createFakeLink({ 'share.me': () => me });
  const model = createMeModel(link);
  await settle();
  expect(model.getState().me).toEqual(visitor);
  me = { ...visitor, standing: 'admitted' };
  link.notify(shareChanged);
  await settle();
  expect(model.getState().me).toMatchObject({ standing: 'admitted' });
});

it('the console’s own people are asked for once, however much is shared', async () => {
  const link = createFakeLink({ 'share.me': () => ({ kind: 'console' }) });
  createMeModel(link);
  await settle();
  link.notify(shareChanged);
  link.notify(shareChanged);
  await settle();
  expect(link.asked).toHaveLength(1);
});

it('how following ended is kept beside what was known, and nothing is asked any more', async () => {
  const link = { ...createFakeLink({ 'share.me': () => visitor }), whyEnded: () => 'revoked' as const };
  const model = createMeModel(link);
  await settle();
  link.become('ended');
  await settle();
  expect(model.getState()).toMatchObject({ me: visitor, ended: 'revoked' });
  expect(link.asked).toHaveLength(1);
});

it('a visitor’s lists are their one maintenance: what may not be asked is not', async () => {
  const link = createFakeLink({ 'share.me': () => visitor, 'maintenance.list': () => [] });
  const models = createModels(link, (call) => {
    call();
    return () => {};
  });
  expect(models.me.getState().me).toBeUndefined();
  await settle();
  expect(models.lists.getState().failure).toBeUndefined();
  await settle();
  expect(link.asked.map(({ name }) => name)).toEqual(['share.me', 'maintenance.list']);
  models.end();
});
