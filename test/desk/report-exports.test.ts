/** Exports of reports at the desk: each format as a file, for whom it is, and where it cannot be made. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MaintenanceId } from '../../src/core/ids.ts';
import { exportAudienceSchema } from '../../src/core/postmortem/render/audience.ts';
import { reportFormatSchema } from '../../src/core/postmortem/render/render.ts';
import { makeWorkspace, TestConsole } from '../fixtures/console.ts';
import { makeReported } from '../fixtures/reported.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let console: TestConsole;
let maintenance: MaintenanceId;
const secret = 'The replica had no password.';

beforeEach(async () => {
  workspace = await makeWorkspace();
  console = await TestConsole.open(workspace.folder);
  const made = await makeReported(console);
  maintenance = made.maintenance;
  const section = { maintenance, section: 'root-causes' as const };
  const { version } = await console.ask('report.writeSection', { ...section, version: made.version, written: secret });
  await console.ask('report.setInternal', { ...section, version, isInternal: true });
});
afterEach(async () => {
  expect(console.problems).toEqual([]);
  await console.close();
  await workspace.remove();
});

it('a report is a file in each format, and for everybody without what is internal', async () => {
  for (const audience of exportAudienceSchema.options) {
    for (const format of reportFormatSchema.options) {
      const { file, content } = await console.ask('report.export', { maintenance, format, audience });
      expect(file).toMatch(/^post-mortem-tonight(-public)?\.(md|html|pdf|wiki|json)$/);
      if (content.kind === 'bytes') {
        expect(Buffer.from(content.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
      } else {
        expect(content.text).toContain('Tonight');
        expect(content.text.includes(secret)).toBe(audience === 'internal');
      }
    }
  }
});

it('a console that only reads exports as well', async () => {
  const beside = await TestConsole.open(workspace.folder, { as: 'reader', rights: ['read'] });
  expect((await beside.ask('report.export', { maintenance, format: 'markdown' })).mediaType).toContain('markdown');
  expect(await beside.ask('report.schema', {})).toHaveProperty('anyOf');
  await beside.close();
});

it('what is no IncidentReport has none of its fields, and says so', async () => {
  const answer = await console.answer('report.export', { maintenance, format: 'json', form: 'incident-report' });
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'no-incident-report' } });
});
