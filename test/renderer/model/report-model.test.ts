/** Edits of a report go one after the other, each on the version the last one made; what somebody else wrote meanwhile is read, never written over. */
import { expect, it } from 'vitest';
import type { MaintenanceId } from '../../../src/core/ids.ts';
import { LinkFailure } from '../../../src/renderer/link/link.ts';
import { createReportModel } from '../../../src/renderer/model/report-model.ts';
import { createFakeLink, settle } from './fake-link.ts';

const maintenance = 'm-1' as MaintenanceId;

/** A report of which each write makes the next version; `others` counts what somebody else writes. */
function createReport() {
  let version = 4;
  const written: unknown[] = [];
  const link = createFakeLink({
    'report.show': () => ({ maintenance, document: { version, savedAtMs: 0, savedBy: 'Ada' } }),
    'report.writeSection': (input: { readonly version: number; readonly written: string }) => {
      if (input.version !== version) throw new LinkFailure({ kind: 'stale', message: 'Somebody has edited it since.' });
      written.push(input.written);
      version += 1;
      return { version, textHash: 'x' };
    },
  });
  return {
    link,
    written,
    others() {
      version += 1;
    },
  };
}

it('writes what was asked for in its order, each edit on the version of the one before', async () => {
  const { link, written } = createReport();
  const model = createReportModel(link, maintenance);
  await settle();
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((text) => model.edit('report.writeSection', { section: 'summary', written: text })),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(written).toEqual(['a', 'b', 'c']);
  model.end();
});

it('does not write over what somebody else wrote: it says so, and the next edit is made on what they wrote', async () => {
  const { link, written, others } = createReport();
  const model = createReportModel(link, maintenance);
  await settle();
  others();
  const refused = await model.edit('report.writeSection', { section: 'summary', written: 'mine' });
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'stale' } });
  expect(written).toEqual([]);
  expect(model.getState().view?.document?.version).toBe(5);
  expect((await model.edit('report.writeSection', { section: 'summary', written: 'mine' })).ok).toBe(true);
  model.end();
});

it('reads again when a report changed, and when contact is back', async () => {
  const { link } = createReport();
  const model = createReportModel(link, maintenance);
  await settle();
  const reads = () => link.asked.filter(({ name }) => name === 'report.show').length;
  expect(reads()).toBe(1);
  link.become('open');
  await settle();
  expect(reads()).toBe(2);
  model.end();
});
