/** What can happen to the change record and its checklist. */
import { z } from 'zod';
import {
  checklistItemSchema,
  checklistLimit,
  closingPartSchema,
  evidenceSchema,
  itemResultSchema,
} from '../../change/checklist.ts';
import { criterionActionSchema, recordSchema } from '../../change/record.ts';
import { partIdSchema } from '../../roster/names.ts';
import { reason } from './fields.ts';

export const changeEventSchemas = {
  'record-changed': z.strictObject({ record: recordSchema }),
  /** The whole list as it is to be; results of items that stay, stay. */
  'checklist-set': z.strictObject({ items: z.array(checklistItemSchema).max(checklistLimit) }),
  'checklist-item-settled': z.strictObject({
    item: partIdSchema,
    result: itemResultSchema,
    evidence: z.array(evidenceSchema).max(20),
  }),
  'checklist-item-reopened': z.strictObject({ item: partIdSchema, reason }),
  'criterion-decided': z.strictObject({
    criterion: partIdSchema,
    decision: z.enum([...criterionActionSchema.options, 'go-on']),
    reason,
  }),
  'closing-part-said': z.strictObject({ part: closingPartSchema, text: reason }),
} as const;
