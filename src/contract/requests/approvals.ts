/** What may be asked about approvals, waivers, own rules and outside help. */
import { z } from 'zod';
import { approvalRequestSchema, boundSchema } from '../../core/approval/approval.ts';
import { givenAnswersSchema, requestContentSchema } from '../../core/approval/files.ts';
import { maintenanceIdSchema } from '../../core/ids.ts';
import { personCommandSchemas } from '../../core/maintenance/commands.ts';
import { planSchema } from '../../core/plan/plan.ts';
import { partIdSchema, personIdSchema } from '../../core/roster/names.ts';
import { windowSchema } from '../../core/schedule/window.ts';
import { command, maintenance, type RequestShape } from '../request-shape.ts';
import { signedContent as content, signedFile as file, signerSchema } from '../signed-file-shapes.ts';

const seq = z.strictObject({ seq: z.int() });

export const approvalRequests = {
  'approval.request': {
    does: 'Asks people for their word on the plan and window as they are; answers a signed file for those who are not here.',
    right: 'lead',
    input: approvalRequestSchema.pick({ kinds: true, to: true, note: true }).extend({ maintenance }),
    output: file.extend({ seq: z.int(), request: partIdSchema }),
  },
  'approval.requestFile': {
    does: 'Writes the signed file of a request that was made before.',
    right: 'lead',
    writes: false,
    input: z.strictObject({ maintenance, request: partIdSchema }),
    output: file,
  },
  'approval.open': {
    does: 'Reads a request file: checks its shape, its signature and the plan’s hash, and shows what is asked. Changes nothing.',
    right: 'read',
    input: z.strictObject({ content }),
    output: z.strictObject({
      signer: signerSchema,
      request: requestContentSchema,
      planMarkdown: z.string(),
      /** Who of `request.to` sits at this console. */
      as: personIdSchema.optional(),
    }),
  },
  'approval.reply': {
    does: 'Answers a request file by a file signed with this console’s key.',
    right: 'lead',
    writes: false,
    input: z.strictObject({
      content,
      answers: givenAnswersSchema,
      /** Which of those asked is answering; else who sits at this console. */
      as: personIdSchema.optional(),
      /** The fingerprint of the key the request was signed with, where nobody has trusted it yet: compared on purpose. */
      signer: z.string().trim().max(200).optional(),
    }),
    output: file,
  },
  'approval.import': {
    does: 'Takes an answer file into the journal, once its signature is that of a key trusted for exactly that person.',
    right: 'lead',
    input: z.strictObject({ content }),
    output: z.strictObject({
      seq: z.int(),
      maintenance: maintenanceIdSchema,
      person: personIdSchema,
      /** Plan or window are others by now: the words are kept, and do not count. */
      isStale: z.boolean(),
      /** What has come of it, in one sentence each. */
      says: z.array(z.string()),
    }),
  },
  'approval.answer': {
    does: 'Gives the word of whoever sits at this console, on the plan and window they have read.',
    right: 'lead',
    input: z.strictObject({ maintenance, bound: boundSchema, answers: givenAnswersSchema }),
    output: seq,
  },
  'approval.difference': {
    does: 'The plan and window a word was given on, beside those of now.',
    right: 'read',
    input: z.strictObject({ maintenance, approval: partIdSchema }),
    output: z.strictObject({
      before: planSchema,
      after: planSchema,
      windowBefore: windowSchema.optional(),
      windowAfter: windowSchema.optional(),
    }),
  },
  'rule.waive': {
    does: 'Waives a rule, with the reason: by somebody whose role may.',
    right: 'lead',
    input: personCommandSchemas.waive.omit({ policy: true }).extend({ maintenance }),
    output: seq,
  },
  'rule.withdrawWaiver': command('Takes a waiver back.', 'withdraw-waiver'),
  'rule.confirm': {
    does: 'Confirms a rule of the team’s own, with the evidence: by somebody of its owner’s role.',
    right: 'lead',
    input: personCommandSchemas['confirm-own-rule'].omit({ policy: true }).extend({ maintenance }),
    output: seq,
  },
  'rule.doubt': command('Takes the confirmation of an own rule back.', 'doubt-own-rule'),
  'support.ask': command('Asks for outside help.', 'ask-support'),
  'support.signOff': command('Signs off that outside help is urgent.', 'sign-off-support'),
  'support.acknowledge': command(
    'Says that a member understands why outside help is needed; of somebody else, as they said it to whoever sits here.',
    'acknowledge-support',
  ),
  'support.withdraw': command('Takes back that outside help was asked for, before it is raised.', 'withdraw-support'),
  'support.raise': command('Says that outside help was raised, and under which reference.', 'raise-support'),
} as const satisfies Record<string, RequestShape>;
