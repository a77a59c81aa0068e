/** Documents: every version kept, a removal included. */
import { describe, expect, it } from 'vitest';
import { openNew } from './workspace.ts';

describe('a document', () => {
  it('keeps every version', async () => {
    const { documents } = await openNew();
    documents.put('runbook', 'Upgrade', 0, { steps: 1 }, 'kim', 10);
    documents.put('runbook', 'Upgrade', 1, { steps: 2 }, 'lee', 20);
    expect(documents.get('runbook', 'Upgrade')).toEqual({
      name: 'Upgrade',
      version: 2,
      savedAtMs: 20,
      savedBy: 'lee',
      body: { steps: 2 },
    });
    expect(documents.get('runbook', 'Upgrade', 1)?.body).toEqual({ steps: 1 });
    expect(documents.versions('runbook', 'Upgrade').map(({ version }) => version)).toEqual([2, 1]);
    expect(documents.get('host', 'Upgrade')).toBeUndefined();
  });

  it('is refused where somebody saved another version in the meantime', async () => {
    const { documents } = await openNew();
    documents.put('runbook', 'Upgrade', 0, 1, 'kim', 10);
    expect(documents.put('runbook', 'Upgrade', 0, 2, 'lee', 20)).toMatchObject({ failure: { kind: 'stale' } });
    expect(documents.get('runbook', 'Upgrade')?.body).toBe(1);
  });

  it('goes out of sight when it is removed, and goes on counting when it comes back', async () => {
    const { documents } = await openNew();
    documents.put('host', 'db-1', 0, 'a', 'kim', 10);
    documents.put('host', 'web-1', 0, 'b', 'kim', 10);
    expect(documents.remove('host', 'db-1', 'kim', 20).ok).toBe(true);
    expect(documents.list('host').map(({ name }) => name)).toEqual(['web-1']);
    expect(documents.get('host', 'db-1')).toBeUndefined();
    expect(documents.versions('host', 'db-1').map(({ body }) => body)).toEqual(['a']);
    expect(documents.put('host', 'db-1', 0, 'c', 'kim', 30)).toMatchObject({ ok: true, value: { version: 3 } });
  });
});
