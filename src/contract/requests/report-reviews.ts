/** What may be asked of a report's review and its publication, here and by signed files. */
import { z } from 'zod';
import { reviewRequestContentSchema } from '../../core/approval/files.ts';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { verdictWordSchema } from '../../core/postmortem/postmortem.ts';
import { personIdSchema } from '../../core/roster/names.ts';
import { announcementSchema } from '../report-shapes.ts';
import { maintenance, type RequestShape } from '../request-shape.ts';
import { signedContent, signedFile, signerSchema } from '../signed-file-shapes.ts';

const seq = z.strictObject({ seq: z.int() });
const textHash = z.string().regex(/^[0-9a-f]{64}$/);
const comment = z.string().trim().max(10_000).optional();

export const reportReviewRequests = {
  'report.askReview': {
    does: 'Asks the EM, the CES and, of an IncidentReport, everybody involved to review the report as it is.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      /** The text that was read before it was put to them. */
      textHash,
      /** People of the address book beside those of the roster. */
      people: z.array(personIdSchema).max(100).default([]),
      note: comment,
    }),
    output: seq,
  },
  'report.review': {
    does: 'Approves the report or asks for changes, as whoever sits here or came by an invite, on the text they have read.',
    right: 'lead',
    input: z.strictObject({ maintenance, textHash, verdict: verdictWordSchema, comment }),
    output: seq,
  },
  'report.reviewFile': {
    does: 'Writes the signed file by which reviewers who are not here read the report as it is, and answer.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ maintenance }),
    output: signedFile,
  },
  'report.openReview': {
    does: 'Reads such a file: checks its shape and its signature, and shows the report. Changes nothing.',
    right: 'read',
    input: z.strictObject({ content: signedContent }),
    output: z.strictObject({
      signer: signerSchema,
      request: reviewRequestContentSchema,
      /** Who of those asked sits at this console. */
      as: personIdSchema.optional(),
    }),
  },
  'report.replyReview': {
    does: 'Answers such a file by one signed with this console’s key.',
    right: 'lead',
    writes: false,
    input: z.strictObject({
      content: signedContent,
      verdict: verdictWordSchema,
      comment,
      /** Which of those asked is answering; else who sits at this console. */
      as: personIdSchema.optional(),
      /** The fingerprint of the key it was signed with, where nobody has trusted it yet: compared on purpose. */
      signer: z.string().trim().max(200).optional(),
    }),
    output: signedFile,
  },
  'report.importReview': {
    does: 'Takes an answer into the journal, once its signature is that of a key trusted for exactly that person.',
    right: 'lead',
    input: z.strictObject({ content: signedContent }),
    output: z.strictObject({
      seq: z.int(),
      maintenance: maintenanceIdSchema,
      person: personIdSchema,
      /** The text is another by now: the word is kept, and does not count. */
      isStale: z.boolean(),
      /** What has come of it, in one sentence each. */
      says: z.array(z.string()),
    }),
  },
  'report.excuse': {
    does: 'Says that a reviewer is not waited for, and why: by an EM.',
    right: 'lead',
    input: z.strictObject({ maintenance, person: personIdSchema, reason: z.string().trim().min(1).max(10_000) }),
    output: seq,
  },
  'report.publish': {
    does: 'Records that the report was published internally, or its announcement publicly; refused until it may be.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      audience: z.enum(['internal', 'public']),
      /** A page's address, or where else it stands. */
      where: z.string().trim().min(1).max(2_000),
      /** Of the report that was read; of a public announcement, of its own text. */
      textHash,
    }),
    output: seq,
  },
  'announcement.show': {
    does: 'Shows the public announcement as it was written, or a draft of it from the report without what is internal.',
    right: 'read',
    input: z.strictObject({ maintenance }),
    output: announcementSchema.extend({
      /** 0: nobody has written it yet. */
      version: z.int().min(0),
      textHash,
      /** The report was edited since it was written from it. */
      isStale: z.boolean(),
      /** What must not leave, in sentences: it is not published with it. */
      problems: z.array(z.string()),
    }),
  },
  'announcement.write': {
    does: 'Writes the public announcement, in turn with the report; refused where somebody else edits, or wrote another meanwhile.',
    right: 'draft',
    input: announcementSchema.extend({ maintenance, version: z.int().min(0) }),
    output: z.strictObject({ version: z.int(), textHash }),
  },
} as const satisfies Record<string, RequestShape>;
