/** Requests that take a report elsewhere as a file. */
import { toReportJsonSchema } from '../../../core/postmortem/render/json.ts';
import { formatWords, renderAnnouncement, renderReport, toReportFile } from '../../../core/postmortem/render/render.ts';
import { fail, succeed } from '../../../core/result.ts';
import type { Handlers } from '../handlers.ts';
import type { DeskParts } from '../parts.ts';
import { toPublicText } from './announcements.ts';
import { type BookParts, findAnnouncement, findReport, toReport } from './report-book.ts';

/** Longer than a printer takes: it ends itself first, and says why. */
const printMs = 90_000;

export function reportExportHandlers(
  parts: BookParts & Pick<DeskParts, 'printer'>,
): Handlers<'report.export' | 'announcement.export' | 'report.schema'> {
  return {
    'report.export': async ({ maintenance, format, audience, form }, caller) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      if (format === 'pdf' && caller.share !== undefined) {
        return fail('not-allowed', 'A PDF is printed by the machine that holds the report.', {
          advice: 'Export HTML, and print that from your own browser.',
        });
      }
      const report = toReport(parts, found.value);
      const choice = { audience, form };
      const said = { file: toReportFile(report, format, choice), mediaType: formatWords[format].mediaType };
      const rendered = renderReport(report, format === 'pdf' ? 'html' : format, choice);
      if (!rendered.ok) return rendered;
      if (format !== 'pdf') return succeed({ ...said, content: { kind: 'text', text: rendered.value } });
      const printed = await parts.printer.print(rendered.value, AbortSignal.timeout(printMs));
      if (!printed.ok) return printed;
      return succeed({ ...said, content: { kind: 'bytes', base64: Buffer.from(printed.value).toString('base64') } });
    },
    'announcement.export': ({ maintenance, format }) => {
      const found = findReport(parts, maintenance);
      if (!found.ok) return found;
      const announced = toPublicText(parts, found.value);
      const kept = findAnnouncement(parts.store, maintenance);
      if ('problems' in announced || kept === undefined) {
        const problems = 'problems' in announced ? announced.problems : [];
        return fail('not-ready', problems.join(' '), { advice: 'Write it first, without what is internal.' });
      }
      return succeed({
        file: toReportFile(kept.body, format, { audience: 'public', form: 'whole' }),
        mediaType: formatWords[format].mediaType,
        content: { kind: 'text', text: renderAnnouncement(kept.body, format) },
      });
    },
    'report.schema': () => succeed(toReportJsonSchema()),
  };
}
