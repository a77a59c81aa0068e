/** What a row of the log says of an event, as soon as the event was read. */
import { expect, it } from 'vitest';
import type { LogRow } from '../../../src/contract/shapes.ts';
import type { HostName, MaintenanceId, TaskId } from '../../../src/core/ids.ts';
import { toTaskNames } from '../../../src/core/maintenance/task-names.ts';
import { createMaintenanceModel } from '../../../src/renderer/model/maintenance-model.ts';
import { toRowFace } from '../../../src/renderer/parts/log/log-faces.ts';
import { noRules } from '../../fixtures/no-rules.ts';
import { createFakeLink, settle } from '../model/fake-link.ts';
import { createJournal, drydock, smallPlan } from '../model/journal.ts';

const id = 'm-0001' as MaintenanceId;

it('names a step by its title and host, and is not known before its event is', async () => {
  const journal = createJournal(id, smallPlan, 1_000);
  journal.give({
    type: 'start',
    planHash: journal.state.planHash,
    hosts: [{ name: 'app-1' as HostName, address: '127.0.0.1', port: 22, user: 'ops' }],
    variables: {},
    secrets: [],
    policy: noRules,
  });
  const [intended] = journal.give({ type: 'intend', task: 'stop@app-1' as TaskId }, drydock);
  const link = createFakeLink({
    'maintenance.events': ({ afterSeq }: { afterSeq: number }) => ({
      events: journal.events.slice(afterSeq),
      seq: journal.events.length,
    }),
  });
  const model = createMaintenanceModel(link, id);
  const row: LogRow = { kind: 'event', position: 0, seq: intended?.seq ?? 0 };
  const tasks = toTaskNames(journal.state);
  expect(toRowFace(row, model.getState(), tasks)).toBeUndefined();
  await settle();
  expect(toRowFace(row, model.getState(), tasks)).toMatchObject({
    where: '1 app-1',
    text: '“Stop the workers” on app-1 is about to run.',
  });
});
