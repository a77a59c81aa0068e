/** What may be asked of the team's address book, and who sits at this console. */
import { z } from 'zod';
import { personIdSchema, roleSchema } from '../../core/roster/names.ts';
import { zoneSchema } from '../../core/schedule/window.ts';
import { importedRowSchema, personDraftSchema, personRecordSchema } from '../people-shapes.ts';
import { bytesBase64, nothing, type RequestShape } from '../request-shape.ts';

export const peopleRequests = {
  'person.list': {
    does: 'Lists people of the address book by name, a part at a time.',
    right: 'read',
    input: z.strictObject({
      /** In the name, the id, a role, a qualification, a service or the e-mail address; case does not count. */
      search: z.string().max(200).optional(),
      role: roleSchema.optional(),
      /** Just these; those who are not there any more are left out. */
      ids: z.array(personIdSchema).max(10_000).optional(),
      from: z.int().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(1_000),
    }),
    output: z.strictObject({ people: z.array(personRecordSchema), total: z.int() }),
  },
  'person.save': {
    does: 'Adds somebody or changes them. Without an id one is made from the name. `expectedVersion` refuses to write over a change made meanwhile.',
    right: 'draft',
    input: z.strictObject({ person: personDraftSchema, expectedVersion: z.int().min(0).optional() }),
    output: personRecordSchema,
  },
  'person.remove': {
    does: 'Takes somebody out of the address book. Maintenances that involve them keep what they know.',
    right: 'draft',
    input: z.strictObject({ id: personIdSchema }),
    output: nothing,
  },
  'person.import': {
    does: 'Reads people from a CSV or a vCard file, and says of each row what became of it. A dry run writes nothing.',
    right: 'draft',
    input: z.strictObject({
      file: z.string().max(1_000),
      content: bytesBase64,
      /** Where it is left out: what the file looks like. */
      format: z.enum(['csv', 'vcard']).optional(),
      /** The time zone of those of whom the file names none. Without it they are refused. */
      zone: zoneSchema.optional(),
      isDryRun: z.boolean().default(false),
    }),
    output: z.strictObject({
      format: z.enum(['csv', 'vcard']),
      rows: z.array(importedRowSchema),
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      refused: z.int(),
      /** What was left aside: a column nobody knows, a property without a place. */
      remarks: z.array(z.strictObject({ line: z.int().min(1), text: z.string() })),
      isWritten: z.boolean(),
    }),
  },
  'person.export': {
    does: 'Writes the whole address book as CSV, which `person.import` takes back.',
    right: 'read',
    input: nothing,
    output: z.strictObject({ file: z.string(), csv: z.string() }),
  },
  'person.me': {
    does: 'Says who of the address book sits at this console.',
    right: 'read',
    input: nothing,
    output: z.strictObject({ person: personRecordSchema.optional() }),
  },
  'person.setMe': {
    does: 'Says who sits at this console; `null`: nobody of the address book. What is done from then on bears their name.',
    right: 'draft',
    input: z.strictObject({ person: personIdSchema.nullable() }),
    output: z.strictObject({ person: personRecordSchema.optional() }),
  },
} as const satisfies Record<string, RequestShape>;
