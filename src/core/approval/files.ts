/** The files by which consent and reviews travel without a shared server: a request out, an answer back, each signed by its console. */
import { z } from 'zod';
import { recordSchema } from '../change/record.ts';
import { remarksContentSchema } from '../comment/remarks.ts';
import { maintenanceIdSchema, maintenanceTitleSchema } from '../ids.ts';
import { planSchema } from '../plan/plan.ts';
import { severitySchema } from '../policy/policy.ts';
import { verdictWordSchema } from '../postmortem/postmortem.ts';
import { reportSchema } from '../postmortem/report.ts';
import { partIdSchema, personIdSchema, serviceSchema } from '../roster/names.ts';
import { windowSchema } from '../schedule/window.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';
import { approvalKindSchema, askedAtMost, boundSchema } from './approval.ts';

/** A file with more characters than this is not looked at: a plan at its own limits is far smaller than that in practice. */
export const fileLimitCharacters = 16 * 1024 * 1024;

const note = z.string().trim().min(1).max(10_000).optional();
const named = z.strictObject({ id: personIdSchema, name: z.string().min(1).max(200) });
const madeAtMs = z.int().min(0);

/** What somebody is asked to approve or agree to: everything they need to judge it, on a machine that knows nothing of it. */
export const requestContentSchema = z.strictObject({
  maintenance: z.strictObject({ id: maintenanceIdSchema, title: maintenanceTitleSchema }),
  request: partIdSchema,
  kinds: z.array(approvalKindSchema).min(1).max(5),
  to: z.array(named).min(1).max(askedAtMost),
  askedBy: z.strictObject({ id: personIdSchema.optional(), name: z.string().min(1).max(200) }),
  note,
  plan: planSchema,
  planHash: boundSchema.shape.planHash,
  window: windowSchema.optional(),
  record: recordSchema,
  /** What the policy said of it when it was asked. */
  findings: z
    .array(
      z.strictObject({
        rule: z.string().min(1).max(60),
        severity: severitySchema,
        status: z.string().min(1).max(40),
        title: z.string().max(2_000),
        says: z.string().max(10_000),
      }),
    )
    .max(300)
    .optional(),
  madeAtMs,
});
export type RequestContent = z.infer<typeof requestContentSchema>;

/** One word: given or refused, of the whole or of one service's part. */
export const givenAnswerSchema = z.strictObject({
  kind: approvalKindSchema,
  isGiven: z.boolean(),
  service: serviceSchema.optional(),
  /** The EM who is unavailable, and for whom this one speaks (`POL-1`). */
  onBehalfOf: personIdSchema.optional(),
  note,
});
export type GivenAnswer = z.infer<typeof givenAnswerSchema>;
export const givenAnswersSchema = z.array(givenAnswerSchema).min(1).max(50);

export const answerContentSchema = z.strictObject({
  id: partIdSchema,
  maintenance: maintenanceIdSchema,
  request: partIdSchema,
  /** Who answers, by the name the request gives them. */
  person: personIdSchema,
  bound: boundSchema,
  answers: givenAnswersSchema,
  madeAtMs,
});
export type AnswerContent = z.infer<typeof answerContentSchema>;

/** What somebody is asked to review: the report whole, on a machine that knows nothing of its maintenance. */
export const reviewRequestContentSchema = z.strictObject({
  maintenance: z.strictObject({ id: maintenanceIdSchema, title: maintenanceTitleSchema }),
  to: z
    .array(named)
    .min(1)
    .max(askedAtMost * 2),
  askedBy: z.strictObject({ id: personIdSchema.optional(), name: z.string().min(1).max(200) }),
  note,
  /** Its hash, which the answer is bound to, stands in it. */
  report: reportSchema,
  madeAtMs,
});
export type ReviewRequestContent = z.infer<typeof reviewRequestContentSchema>;

export const reviewAnswerContentSchema = z.strictObject({
  id: partIdSchema,
  maintenance: maintenanceIdSchema,
  person: personIdSchema,
  /** Of the report that was read. */
  textHash: boundSchema.shape.planHash,
  verdict: verdictWordSchema,
  comment: note,
  madeAtMs,
});
export type ReviewAnswerContent = z.infer<typeof reviewAnswerContentSchema>;

/** The raw Ed25519 public key, 32 bytes as base 64. */
export const publicKeySchema = z.base64().length(44);
const signatureSchema = z.base64().length(88);

export const signedFileSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('drydock-approval-request'),
    version: z.literal(1),
    content: requestContentSchema,
    key: publicKeySchema,
    signature: signatureSchema,
  }),
  z.strictObject({
    form: z.literal('drydock-approval-answer'),
    version: z.literal(1),
    content: answerContentSchema,
    key: publicKeySchema,
    signature: signatureSchema,
  }),
  z.strictObject({
    form: z.literal('drydock-review-request'),
    version: z.literal(1),
    content: reviewRequestContentSchema,
    key: publicKeySchema,
    signature: signatureSchema,
  }),
  z.strictObject({
    form: z.literal('drydock-review-answer'),
    version: z.literal(1),
    content: reviewAnswerContentSchema,
    key: publicKeySchema,
    signature: signatureSchema,
  }),
  z.strictObject({
    form: z.literal('drydock-remarks'),
    version: z.literal(1),
    content: remarksContentSchema,
    key: publicKeySchema,
    signature: signatureSchema,
  }),
]);
export type SignedFile = z.infer<typeof signedFileSchema>;
export type FileForm = SignedFile['form'];

/** The text that is signed. The form stands in it, so that a signature under one file never holds for the other. */
export function toSignedText(form: FileForm, content: SignedFile['content']): string {
  return `${form}/1\n${toCanonicalJson(content)}`;
}
