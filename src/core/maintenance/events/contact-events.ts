/** Events of the connections to the hosts. */
import { z } from 'zod';
import { hostNameSchema } from '../../ids.ts';
import { words } from './fields.ts';

export const contactEventSchemas = {
  'contact-lost': z.strictObject({ host: hostNameSchema, message: words }),
  'contact-regained': z.strictObject({ host: hostNameSchema, afterMs: z.int().min(0) }),
  'host-key-trusted': z.strictObject({
    host: hostNameSchema,
    algorithm: z.string().max(100),
    fingerprint: z.string().max(100),
  }),
} as const;
