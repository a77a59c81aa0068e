/** Places and their hashes: what is linked to is found again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Route, reportsViews, toHash, toRoute } from '../../../src/renderer/frame/route.ts';

test('a permalink to a row of the log leads to the console at that row', () => {
  expect(toRoute('#/m/m-abcd1234/console?row=48211')).toEqual({
    room: 'maintenance',
    id: 'm-abcd1234',
    tab: 'console',
    spot: { kind: 'output', at: 48_211 },
  });
});

test('a mistyped or broken address leads to the maintenances', () => {
  for (const hash of ['', '#', '#/nowhere', '#/m', '#/m/', '#/%E0%A4%A', '#/m/%E0%A4%A/plan']) {
    expect(toRoute(hash)).toEqual({ room: 'maintenances' });
  }
});

test('a row that is no number is left out rather than guessed', () => {
  expect(toRoute('#/m/m-abcd/console?row=-1')).toEqual({ room: 'maintenance', id: 'm-abcd', tab: 'console' });
});

const name = fc.string({ minLength: 1 }).filter((text) => text.isWellFormed());
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>({ room: 'maintenances' }, { room: 'runbooks' }, { room: 'hosts' }, { room: 'settings' }),
  name.map((id): Route => ({ room: 'maintenance', id, tab: 'brief' })),
  name.map((id): Route => ({ room: 'maintenance', id, tab: 'plan' })),
  fc.tuple(name, name).map(([id, step]): Route => ({ room: 'maintenance', id, tab: 'plan', step })),
  fc
    .tuple(name, fc.constantFrom<'output' | 'event'>('output', 'event'), fc.nat())
    .map(([id, kind, at]): Route => ({ room: 'maintenance', id, tab: 'console', spot: { kind, at } })),
  fc.tuple(name, name).map(([runbook, step]): Route => ({ room: 'runbook', name: runbook, step })),
  name.map((notice): Route => ({ room: 'maintenance', id: 'm-1', tab: 'notices', notice })),
  fc
    .constantFrom(
      'workspace' as const,
      'policy' as const,
      'notices' as const,
      'templates' as const,
      'channels' as const,
    )
    .map((section): Route => ({ room: 'settings', section })),
  fc.tuple(name, name).map(([id, part]): Route => ({ room: 'maintenance', id, tab: 'post-mortem', part })),
  fc.constantFrom(...reportsViews).map((view): Route => ({ room: 'reports', view })),
  name.map((host): Route => ({ room: 'hosts', host })),
  name.map((environment): Route => ({ room: 'environments', environment })),
  fc.constantFrom<Route>(
    { room: 'maintenances', asks: 'new' },
    { room: 'hosts', asks: 'new' },
    { room: 'environments', asks: 'new' },
  ),
);

test('every place is found again by its hash, whatever it is called', () => {
  fc.assert(
    fc.property(route, (place) => {
      expect(toRoute(toHash(place))).toEqual(place);
    }),
  );
});
