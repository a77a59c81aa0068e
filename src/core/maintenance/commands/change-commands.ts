/** What a person may do to the change record and its checklist. */
import { z } from 'zod';
import { presetsSchema } from '../../change/presets.ts';
import { changeEventSchemas } from '../events/change-events.ts';

export const changeCommandSchemas = {
  'change-record': changeEventSchemas['record-changed'],
  'set-checklist': changeEventSchemas['checklist-set'],
  /** The categories the change is of from now on, with what each brings. */
  'adopt-presets': z.strictObject({ presets: presetsSchema }),
  'settle-item': changeEventSchemas['checklist-item-settled'],
  'reopen-item': changeEventSchemas['checklist-item-reopened'],
  'decide-criterion': changeEventSchemas['criterion-decided'],
  'say-closing-part': changeEventSchemas['closing-part-said'],
} as const;
