/** Where a team tracks its work: a repository on GitHub, a project on GitLab, or Phabricator. */
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).max(500);
const labels = z.array(z.string().trim().min(1).max(100)).max(20).default([]);

export const trackerPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('github'),
    /** Of its pages; GitHub Enterprise has its own. */
    url: url.default('https://github.com'),
    /** `owner/name`. */
    repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'a repository is named owner/name'),
    labels,
  }),
  z.strictObject({
    kind: z.literal('gitlab'),
    url: url.default('https://gitlab.com'),
    /** With its groups, `ops/shop`. */
    project: z.string().regex(/^[\w.-]{1,100}(?:\/[\w.-]{1,100}){1,20}$/, 'a project is named group/name'),
    labels,
  }),
  z.strictObject({
    kind: z.literal('phabricator'),
    url,
    /** Projects by their PHID, `PHID-PROJ-…`. */
    projects: z
      .array(z.string().regex(/^PHID-PROJ-\w{1,60}$/))
      .max(20)
      .default([]),
  }),
]);
export type TrackerPlace = z.infer<typeof trackerPlaceSchema>;
export type TrackerKind = TrackerPlace['kind'];
export type TrackerOf<K extends TrackerKind> = Extract<TrackerPlace, { readonly kind: K }>;
