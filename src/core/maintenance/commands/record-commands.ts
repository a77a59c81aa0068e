/** What a person may do to the record itself. */
import { z } from 'zod';
import { maintenanceTitleSchema } from '../../ids.ts';
import { planSchema } from '../../plan/plan.ts';
import { recordEventSchemas } from '../events/record-events.ts';

export const recordCommandSchemas = {
  'change-plan': z.strictObject({ plan: planSchema }),
  rename: z.strictObject({ title: maintenanceTitleSchema }),
  'add-note': recordEventSchemas['note-added'],
} as const;
