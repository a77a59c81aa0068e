/** What may be asked of the notices of a maintenance, of the team's plan of notices and of its templates. */
import { z } from 'zod';
import { channelNameSchema } from '../../core/notice/channel.ts';
import { audienceSchema, noticeKindSchema } from '../../core/notice/notice.ts';
import { noticePlanSchema } from '../../core/notice/notice-plan.ts';
import { templateSchema } from '../../core/notice/template.ts';
import { partIdSchema } from '../../core/roster/names.ts';
import { command, draftCommand, maintenance, nothing, type RequestShape } from '../request-shape.ts';

const noticePlanViewSchema = z.strictObject({
  /** 0: the team has not changed it. */
  version: z.int().min(0),
  plan: noticePlanSchema,
});

const templateProblems = z.array(
  z.strictObject({ where: z.enum(['subject', 'text']), from: z.int(), to: z.int(), message: z.string() }),
);

const templateViewSchema = z.strictObject({
  template: templateSchema,
  /** 0: the built-in one. */
  version: z.int().min(0),
  problems: templateProblems,
});

export const noticeRequests = {
  'notice.plan': draftCommand('Plans a notice.', 'plan-notice'),
  'notice.change': draftCommand('Changes a notice that was not sent.', 'change-notice'),
  'notice.drop': command('Says that a notice is not to be sent, and why.', 'drop-notice'),
  'notice.settle': command('Says what became of a sending nobody knows the outcome of.', 'settle-sending'),
  'notice.copied': command('Says that somebody took a notice elsewhere by hand.', 'copy-notice'),
  'notice.preview': {
    does: 'Shows the words of a notice as they would be sent now, and what the check says of them.',
    right: 'read',
    input: z.strictObject({ maintenance, notice: partIdSchema }),
    output: z.strictObject({
      subject: z.string(),
      text: z.string(),
      /** Somebody wrote it; else the template's, filled from the record. */
      isWritten: z.boolean(),
      missing: z.array(z.strictObject({ fact: z.string(), label: z.string() })),
      problems: z.array(
        z.strictObject({
          kind: z.enum(['missing-fact', 'too-long', 'announcement-language']),
          where: z.enum(['subject', 'text']),
          from: z.int(),
          to: z.int(),
          message: z.string(),
        }),
      ),
    }),
  },
  'notice.send': {
    does: 'Sends a notice through channels. The words are those that were seen. A sending’s id is one click: used again, it is refused.',
    right: 'lead',
    input: z.strictObject({
      maintenance,
      notice: partIdSchema,
      sendings: z
        .array(z.strictObject({ channel: channelNameSchema, sending: partIdSchema }))
        .min(1)
        .max(20),
      seen: z.strictObject({ subject: z.string().max(500), text: z.string().max(100_000) }),
    }),
    /** What is begun is on disk, and leaves when its channel lets it. */
    output: z.strictObject({
      begun: z.array(z.string()),
      refused: z.array(z.strictObject({ channel: z.string(), message: z.string(), advice: z.string().optional() })),
    }),
  },
  'noticePlan.show': {
    does: 'Shows which notices a new maintenance has from the start.',
    right: 'read',
    input: nothing,
    output: noticePlanViewSchema,
  },
  'noticePlan.save': {
    does: 'Changes which notices a new maintenance has from the start; those that are there keep theirs.',
    right: 'draft',
    input: z.strictObject({ expectedVersion: z.int().min(0), plan: noticePlanSchema }),
    output: noticePlanViewSchema,
  },
  'template.list': {
    does: 'Lists the templates of notices, one for each kind and audience.',
    right: 'read',
    input: nothing,
    output: z.array(templateViewSchema),
  },
  'template.preview': {
    does: 'Shows what a template would say of a sample maintenance, which facts there are, and what is wrong. Changes nothing.',
    right: 'read',
    input: z.strictObject({ template: templateSchema }),
    output: z.strictObject({
      subject: z.string(),
      text: z.string(),
      problems: templateProblems,
      /** Each as `{{name}}` asks for it. */
      facts: z.array(z.strictObject({ name: z.string(), label: z.string() })),
    }),
  },
  'template.save': {
    does: 'Changes a template. Refused where it asks for a fact there is not, or for an internal one in a public text. Every notice that nobody has written and that was not sent says the new words.',
    right: 'draft',
    input: z.strictObject({ expectedVersion: z.int().min(0), template: templateSchema }),
    output: templateViewSchema,
  },
  'template.reset': {
    does: 'Goes back to the built-in template.',
    right: 'draft',
    input: z.strictObject({ kind: noticeKindSchema, audience: audienceSchema }),
    output: templateViewSchema,
  },
} as const satisfies Record<string, RequestShape>;
