/** The pulse of a link: late answers, a way that freezes, and one that is sound again. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { LinkFailure } from '../../../src/renderer/link/link.ts';
import { createPulse } from '../../../src/renderer/model/pulse.ts';
import { createFakeLink } from './fake-link.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

function bench() {
  const waiting: { answer: () => void; fail: (why: LinkFailure) => void }[] = [];
  const link = createFakeLink({
    'maintenance.events': () =>
      new Promise((resolve, reject) => {
        waiting.push({ answer: () => resolve({ events: [], seq: 4 }), fail: reject });
      }),
  });
  const pulse = createPulse(link, 'm-0002' as MaintenanceId);
  const next = () => waiting.shift() ?? expect.unreachable('nothing was asked');
  return { pulse, link, next, end: pulse.watch() };
}

it('says since when nothing is answered, and only an answer in time ends that', async () => {
  const { pulse, next } = bench();
  next().answer();
  await vi.advanceTimersByTimeAsync(2_500);
  expect(pulse.getState().lateSinceMs).toBeUndefined();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(pulse.getState().lateSinceMs).toBe(1_002_500);
  // Late is late: the next one, asked at once, says whether the way is sound.
  next().answer();
  await vi.advanceTimersByTimeAsync(1);
  expect(pulse.getState().lateSinceMs).toBe(1_002_500);
  next().answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(pulse.getState().lateSinceMs).toBeUndefined();
});

it('leaves it to the link to say that contact is lost, and asks no more once nobody watches', async () => {
  const { pulse, link, next, end } = bench();
  await vi.advanceTimersByTimeAsync(5_000);
  next().fail(new LinkFailure({ kind: 'link-lost', message: 'gone' }));
  await vi.advanceTimersByTimeAsync(0);
  expect(pulse.getState().lateSinceMs).toBeUndefined();
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(link.asked).toHaveLength(1);
});
