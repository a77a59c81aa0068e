/** What a tool looks at: where a backup lies, as exactly as a script needs it. Nothing secret stands here, ever. */
import { z } from 'zod';
import { hostNameSchema } from '../ids.ts';
import { expectationSchema } from '../plan/plan.ts';
import { toCanonicalJson } from '../text/canonical-json.ts';

/** Absolute, so that it is never taken for an option; whatever else stands in it is quoted. */
export const pathSchema = z
  .string()
  .max(4_096)
  .regex(/^\/[^\0]*$/, 'a path on a host begins with / and has no NUL')
  .refine((path) => path !== '/', 'the root of a host is no backup');

/** Servers of a restore test listen below it, and their settings have no way to quote. */
const scratchSchema = z
  .string()
  .max(60, 'a socket of a server of the test has to fit below it')
  .regex(/^\/[A-Za-z0-9._/-]+$/, 'a scratch folder is absolute, and of letters, digits and . _ / -');

/** A URL with a password in it would stand in the script, in the journal and in the log. */
const repositorySchema = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[^-\0\s][^\0\r\n]*$/, 'a repository is one line, and does not begin with -')
  .refine(
    (repository) => !/:\/\/[^/@]*:[^/@]*@/.test(repository),
    'a repository has no password in it: give it as a secret of the run, in an environment variable that the tool reads',
  );

/** The id or name of one archive; never an option of the tool. */
const archiveSchema = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^-\0\s:][^\0\r\n]*$/, 'a snapshot or an archive is one line, and does not begin with -');

const common = {
  /** The host on which it is looked at. */
  on: hostNameSchema,
  /** Where on that host a check may put things of its own; `$TMPDIR` or `/tmp` where nobody says. */
  scratch: scratchSchema.optional(),
  /** The file its tool writes its progress to, while it is made. */
  log: pathSchema.optional(),
};

const path = { ...common, path: pathSchema };

/** A file of `NAME=value` lines on the host, for a shell to read: where a team keeps what its tool needs. */
const environmentFile = pathSchema.optional();

const ownCheckSchema = z.strictObject({
  script: z
    .string()
    .min(1)
    .max(100_000)
    .refine((text) => !text.includes('\0'), 'a script has no NUL'),
  expectation: expectationSchema,
});

export const subjectSchema = z.discriminatedUnion('tool', [
  /** A file or a folder; `manifest`: a file of `sha256sum` lines, with names as seen from the folder. */
  z.strictObject({ tool: z.literal('files'), ...path, manifest: pathSchema.optional() }),
  z.strictObject({ tool: z.literal('tar'), ...path }),
  z.strictObject({ tool: z.literal('pg-dump'), ...path }),
  z.strictObject({ tool: z.literal('pg-basebackup'), ...path }),
  z.strictObject({ tool: z.literal('mariadb-dump'), ...path }),
  z.strictObject({ tool: z.literal('mariabackup'), ...path }),
  z.strictObject({ tool: z.literal('sqlite'), ...path }),
  z.strictObject({
    tool: z.literal('restic'),
    ...common,
    repository: repositorySchema,
    /** Which: this one, or else the newest of this host and of this path. */
    snapshot: archiveSchema.optional(),
    ofHost: z.string().min(1).max(255).optional(),
    ofPath: pathSchema.optional(),
    environmentFile,
    /** How much of the data a check reads. Less than all of it is a sample, and proves nothing of the rest. */
    readPercent: z.number().min(1).max(100).default(100),
  }),
  z.strictObject({
    tool: z.literal('borg'),
    ...common,
    repository: repositorySchema,
    /** Which: this one, or else the newest that matches `archives`, as in `web-*`. */
    archive: archiveSchema.optional(),
    archives: archiveSchema.optional(),
    environmentFile,
  }),
  /** A copied tree, compared with what it was copied from. */
  z.strictObject({
    tool: z.literal('rsync'),
    ...path,
    from: z.strictObject({ on: hostNameSchema, path: pathSchema }),
  }),
  z.strictObject({
    tool: z.literal('own-command'),
    ...common,
    environmentFile,
    /** Names of the run's secrets that its scripts find in their environment. */
    secrets: z
      .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/))
      .max(20)
      .optional(),
    look: ownCheckSchema.optional(),
    verify: ownCheckSchema.optional(),
    restore: ownCheckSchema.optional(),
  }),
]);
export type Subject = z.infer<typeof subjectSchema>;
export type ToolName = Subject['tool'];
export type SubjectOf<T extends ToolName> = Extract<Subject, { readonly tool: T }>;

export const toolNames = subjectSchema.options.map((option) => option.shape.tool.value);
export const toolNameSchema = z.enum(toolNames);

/** Where it lies, as a person reads it. */
export function toPlaceText(subject: Subject): string {
  if ('repository' in subject) return `${subject.repository}, asked from ${subject.on}`;
  return 'path' in subject ? `${subject.path} on ${subject.on}` : `what a command on ${subject.on} looks at`;
}

/** Whether what was found of one was found of the other. */
export function isSameSubject(a: Subject | undefined, b: Subject | undefined): boolean {
  return toCanonicalJson(a ?? null) === toCanonicalJson(b ?? null);
}
