/** What a person may do to the change record and its checklist. */
import { changeEventSchemas } from '../events/change-events.ts';

export const changeCommandSchemas = {
  'change-record': changeEventSchemas['record-changed'],
  'set-checklist': changeEventSchemas['checklist-set'],
  'settle-item': changeEventSchemas['checklist-item-settled'],
  'reopen-item': changeEventSchemas['checklist-item-reopened'],
  'decide-criterion': changeEventSchemas['criterion-decided'],
  'say-closing-part': changeEventSchemas['closing-part-said'],
} as const;
