/** What may be asked of a report to take it elsewhere: as a file, as the schema of one, or as a page of a wiki. */
import { z } from 'zod';
import { exportAudienceSchema } from '../../core/postmortem/render/audience.ts';
import { reportFormatSchema, reportFormSchema } from '../../core/postmortem/render/render.ts';
import { bytesBase64, maintenance, nothing, type RequestShape } from '../request-shape.ts';

export const reportExportRequests = {
  'report.export': {
    does: 'Writes the report as a file: Markdown, HTML, PDF, wikitext or JSON. For everybody, nothing internal is in it.',
    right: 'read',
    input: z.strictObject({
      maintenance,
      format: reportFormatSchema,
      audience: exportAudienceSchema.default('internal'),
      /** `incident-report`: exactly the fields of an IncidentReport. */
      form: reportFormSchema.default('whole'),
    }),
    output: z.strictObject({
      file: z.string(),
      mediaType: z.string(),
      content: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('text'), text: z.string() }),
        z.strictObject({ kind: z.literal('bytes'), base64: bytesBase64 }),
      ]),
    }),
  },
  'report.schema': {
    does: 'Shows the JSON Schema that exported reports follow.',
    right: 'read',
    input: nothing,
    output: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<string, RequestShape>;
