/** What may be asked of a report to take it elsewhere: as a file, as the schema of one, or as a page of a wiki. */
import { z } from 'zod';
import { channelNameSchema } from '../../core/notice/channel.ts';
import { exportAudienceSchema } from '../../core/postmortem/render/audience.ts';
import { announcementFormatSchema, reportFormatSchema, reportFormSchema } from '../../core/postmortem/render/render.ts';
import { bytesBase64, maintenance, nothing, type RequestShape } from '../request-shape.ts';

const exportedFile = z.strictObject({
  file: z.string(),
  mediaType: z.string(),
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string() }),
    z.strictObject({ kind: z.literal('bytes'), base64: bytesBase64 }),
  ]),
});

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
    output: exportedFile,
  },
  'announcement.export': {
    does: 'Writes the public announcement, as somebody wrote it, as a file. Refused while it holds what is internal.',
    right: 'read',
    input: z.strictObject({ maintenance, format: announcementFormatSchema }),
    output: exportedFile,
  },
  'report.postToWiki': {
    does: 'Puts the report, or its public announcement, on a page of a wiki through a channel, and records that it is published. Refused until it may be, and where the page holds what somebody else wrote.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      /** Public: the announcement, as it is published. */
      audience: exportAudienceSchema,
      /** A channel to a wiki: its address, user and password. The page is the one named here. */
      channel: channelNameSchema,
      page: z.string().trim().min(1).max(255),
      /** Of the text that was read: the report's, or the announcement's. */
      textHash: z.string().regex(/^[0-9a-f]{64}$/),
      /** The revision of the page that was seen, and is to be replaced though others wrote it. */
      overRevision: z.int().min(1).optional(),
    }),
    output: z.strictObject({
      page: z.string(),
      revision: z.int().optional(),
      url: z.string().optional(),
      /** Of the event that records the publication. */
      seq: z.int(),
    }),
  },
  'report.schema': {
    does: 'Shows the JSON Schema that exported reports follow.',
    right: 'read',
    input: nothing,
    output: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<string, RequestShape>;
