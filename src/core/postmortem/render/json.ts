/** A report as JSON, and the schema that others check it by. */
import { z } from 'zod';
import { type Report, reportSchema } from '../report.ts';
import { exportAudienceSchema } from './audience.ts';
import { type IncidentRecord, incidentRecordSchema } from './incident-record.ts';

export const reportJsonSchema = z.strictObject({
  format: z.literal('drydock-report'),
  version: z.literal(1),
  audience: exportAudienceSchema,
  report: reportSchema,
  /** Of an IncidentReport. */
  incidentReport: incidentRecordSchema.optional(),
});

export const incidentJsonSchema = z.strictObject({
  format: z.literal('drydock-incident-report'),
  version: z.literal(1),
  audience: exportAudienceSchema,
  title: z.string(),
  incidentReport: incidentRecordSchema,
});

/** JSON Schema (2020-12) of both. */
export function toReportJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(z.union([reportJsonSchema, incidentJsonSchema]), { io: 'output' }),
    title: 'A report after a maintenance, as Drydock exports it',
  };
}

export function toReportJson(
  report: Report,
  audience: z.infer<typeof exportAudienceSchema>,
  incidentReport: IncidentRecord | undefined,
): string {
  const value: z.input<typeof reportJsonSchema> = {
    format: 'drydock-report',
    version: 1,
    audience,
    report,
    ...(incidentReport === undefined ? {} : { incidentReport }),
  };
  return toText(value);
}

export function toIncidentJson(
  title: string,
  audience: z.infer<typeof exportAudienceSchema>,
  incidentReport: IncidentRecord,
): string {
  const format = 'drydock-incident-report';
  const value: z.input<typeof incidentJsonSchema> = { format, version: 1, audience, title, incidentReport };
  return toText(value);
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
