/** What is read of a bundle without Drydock: everything that is asked of one has a page, with what it says in it. */
import { expect, it } from 'vitest';
import { toBundlePages } from '../../../src/core/bundle/pages.ts';
import type { MaintenanceState } from '../../../src/core/maintenance/state.ts';
import type { Finding } from '../../../src/core/policy/finding.ts';
import { ada, backup, check, host, reading } from '../backup/fixtures.ts';
import { commandStep, Run, toPlan } from '../maintenance/fixtures.ts';

const sha256 = 'ab'.repeat(32);
const atMs = 1_764_000_000_000;

function toState(): MaintenanceState {
  const { state } = new Run(toPlan([commandStep('upgrade', { title: 'Upgrade the shop' })])).withBuddy().start();
  const { change, consent, schedule } = state;
  const found = reading('complete', {
    content: { sizeBytes: 4_200_000, sha256 },
    counts: [{ of: 'tables', found: 11, expected: 12 }],
    notes: ['the order of rows is not looked at'],
  });
  return {
    ...state,
    schedule: { ...schedule, window: { startMs: atMs, endMs: atMs + 3_600_000, zone: 'UTC' } },
    change: {
      ...change,
      record: {
        ...change.record,
        services: ['shop'],
        releaseScope: 'orders move to the new schema',
        criteria: [{ id: 'slow', condition: 'orders take over 2 s', action: 'revert', decidedBy: 'Ada' }],
        knownIssues: [{ id: 'one', issue: 'the search is stale', workaround: 'wait an hour' }],
      },
    },
    consent: {
      ...consent,
      waivers: [{ rule: 'POL-9', reason: 'it is Sunday', by: ada, atMs }],
    },
    backups: {
      backups: [
        backup([check(atMs, 'verify', found)], {
          copies: [{ id: 'vault', where: 'the vault', by: 'Bo' }],
          confirmations: [{ copy: 'vault', how: 'I listed it', by: ada, atMs }],
        }),
      ],
    },
    notices: {
      ...state.notices,
      notices: [
        {
          ...{ id: 'n', kind: 'announcement', audience: 'internal', channels: ['chat'], subject: 'Shop is down' },
          sendings: [
            {
              ...{ id: 's', channel: 'chat', subject: 'Shop is down', text: 'from two to three', tries: 1 },
              ...{ state: 'sent', by: ada, atMs, sentAtMs: atMs },
            },
          ],
        },
      ],
    } as MaintenanceState['notices'],
  };
}

const finding: Finding = {
  ...{ rule: 'POL-1', severity: 'must', status: 'violated', title: 'There is a buddy', says: 'nobody is' },
  ...{ evidence: [], waivedBy: [] },
};

it.each([
  ['steps', ['Upgrade the shop']],
  ['plan', ['Upgrade the shop']],
  ['record', ['orders move to the new schema', 'orders take over 2 s', 'revert', 'the search is stale', '2025-11-24']],
  ['people', ['Bo Lind', 'buddy']],
  ['approvals', ['POL-9', 'it is Sunday']],
  ['readiness', ['POL-1', 'There is a buddy', 'nobody is']],
  ['backups', ['the database', '4.2 MB', sha256, 'verify with pg-dump on', host('store-1'), 'tables: 11 of 12']],
  ['backups', ['is complete', 'the order of rows is not looked at', 'the vault', 'I listed it', 'Ada']],
  ['notices', ['Shop is down', 'from two to three', 'chat: sent']],
  ['report', ['## What went well']],
])('the page “%s” has %j', (id, texts) => {
  const pages = toBundlePages(toState(), [finding], '# Report\n\n## What went well\n');
  const page = pages.find((one) => one.id === id);
  if (page === undefined) throw new Error(`no page ${id}`);
  const text = JSON.stringify(page.blocks);
  for (const wanted of texts) expect(text).toContain(wanted);
});

it('what there is nothing of has no page', () => {
  const { state } = new Run(toPlan([commandStep('upgrade')]));
  const ids = toBundlePages(state, []).map(({ id }) => id);
  for (const id of ['report', 'record', 'backups']) expect(ids).not.toContain(id);
});
