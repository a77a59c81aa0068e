/** Where gates are published as files, for pipelines that cannot reach the console: each with an end, so that silence is not consent. */
import { z } from 'zod';
import { environmentNameSchema, toEnvironmentKey } from '../environment/environment.ts';
import { filesPlaceSchema } from '../notice/channel.ts';

export const publicationNameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'a publication’s name has only a-z 0-9 . _ - and starts with a letter or digit',
  );

export const gatePublicationSchema = z.strictObject({
  name: publicationNameSchema,
  /** Those that are published there; none: every environment. */
  environments: z.array(environmentNameSchema).max(100).default([]),
  place: filesPlaceSchema,
  /**
   * A file says nothing any more when so much time has passed. So long, at most, a pipeline may read “open” of a gate that is
   * blocked, where the console can publish no more.
   */
  validForMinutes: z.int().min(2).max(1_440).default(10),
});
export type GatePublication = z.infer<typeof gatePublicationSchema>;

/** `gate-production.json`; what is no letter or digit is written as in an address. */
export function toGateFileName(environment: string): string {
  return `gate-${encodeURIComponent(toEnvironmentKey(environment)).replaceAll('*', '%2A')}.json`;
}
