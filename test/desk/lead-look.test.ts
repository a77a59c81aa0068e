/** Looking how far the lead is reads the whole journal, also where the other console gives only so much of it at once. */
import { afterEach, expect, it, vi } from 'vitest';
import { planSchema } from '../../src/core/plan/plan.ts';
import { Lookout } from '../../src/main/lead/look.ts';
import type { Remote } from '../../src/main/lead/remote.ts';
import { createJournal } from '../renderer/model/journal.ts';

const id = 'm-0001' as never;
const plan = planSchema.parse({
  title: 'Look at the shop',
  steps: [{ id: 'look', kind: 'manual', phase: 'carry-out', title: 'Look' }],
});

afterEach(() => void vi.useRealTimers());

it('is tried again a little later where it was too much', async () => {
  vi.useFakeTimers();
  const journal = createJournal(id, plan, 1_000);
  const asked: unknown[] = [];
  const remote = {
    ask: async (request: string, input: unknown) => {
      if (request === 'share.me')
        return { ok: true, value: { kind: 'visitor', standing: 'admitted', maintenance: id, follower: 'f-1' } };
      asked.push(input);
      return asked.length < 3
        ? { ok: false, failure: { kind: 'too-many-requests', message: 'Too much at once.' } }
        : { ok: true, value: { events: journal.events, seq: journal.events.length } };
    },
  } as unknown as Remote;
  const looked = new Lookout(remote, 'Bo', 'SHA256:none').look();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await looked).toMatchObject({ ok: true, value: { maintenance: id } });
  expect(asked).toHaveLength(3);
});
