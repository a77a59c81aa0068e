/** A bundle is written whole or not at all, whatever the disk does at the last moment; and what it says of the policy is what was used. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { policyName } from '../../src/core/bundle/layout.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { writeBundle } from '../../src/main/bundle/write.ts';
import { toBundleDocuments } from '../../src/main/desk/bundle/bundle-documents.ts';
import { Ledger } from '../../src/main/engine/ledger.ts';
import { systemClock } from '../../src/main/engine/system-clock.ts';
import { onlyRules } from '../fixtures/no-rules.ts';
import { makeFolder } from '../store/workspace.ts';
import { fillStore, signerIn, sourceOf } from './made-bundle.ts';

it('leaves neither a draft nor its claim of the name where it cannot be put there', async () => {
  const folder = makeFolder();
  const source = sourceOf(await fillStore(folder));
  const file = join(folder, 'tonight.drydock.zip');
  const rows: typeof source.copying.rows = (...asked) => {
    // Somebody clears up what looks like a rest: there is nothing left to put there.
    for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name));
    return source.copying.rows(...asked);
  };
  const copying = { ...source.copying, rows };
  const written = await writeBundle({ ...source, copying }, signerIn(folder), file);
  expect(written).toMatchObject({ ok: false, failure: { kind: 'file-failed' } });
  expect(readdirSync(folder).filter((name) => name.startsWith('tonight'))).toEqual([]);
  expect(await writeBundle(source, signerIn(folder), file)).toMatchObject({ ok: true });
});

it('has the policy that was frozen for it, whatever the team’s own says now', async () => {
  const store = await fillStore(makeFolder());
  const { state } = sourceOf(store);
  const frozen = { policy: onlyRules('POL-6') } as unknown as typeof state.schedule.frozen & { policy: Policy };
  const ledger = new Ledger(store.journal, systemClock);
  const parts = { store, ledger } as Parameters<typeof toBundleDocuments>[0];
  const policyIn = (schedule: typeof state.schedule) =>
    toBundleDocuments(parts, { ...state, schedule }, []).find(({ name }) => name === policyName)?.text;
  expect(JSON.parse(policyIn({ ...state.schedule, frozen }) ?? '')).toEqual(JSON.parse(JSON.stringify(frozen.policy)));
  expect(policyIn({ ...state.schedule, frozen })).not.toBe(policyIn(state.schedule));
});
