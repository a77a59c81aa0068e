/** The fields that events and commands of several areas share. */
import { z } from 'zod';
import { hostNameSchema } from '../../ids.ts';

export const words = z.string().max(10_000);
export const reason = z.string().trim().min(1, 'a reason is needed').max(10_000);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const instantMs = z.int().min(0);

/** What a host is called in the plan, and where it really is. */
export const hostAddressSchema = z.strictObject({
  name: hostNameSchema,
  address: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
  user: z.string().min(1).max(64),
});
