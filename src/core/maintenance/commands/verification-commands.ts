/** What the verification of backups reports; never offered to a screen. */
import { z } from 'zod';
import { checkDataSchema } from '../../backup/check.ts';
import { subjectSchema } from '../../backup/subject.ts';
import { backupEventSchemas } from '../events/backup-events.ts';

export const verificationCommandSchemas = {
  /** `subject`: what was looked at, so that nothing is taken for a check of what was recorded since. */
  'report-backup-check': z.strictObject({
    ...checkDataSchema.omit({ tool: true, on: true }).shape,
    subject: subjectSchema,
  }),
  'report-whereabouts': backupEventSchemas['whereabouts-read'],
} as const;
