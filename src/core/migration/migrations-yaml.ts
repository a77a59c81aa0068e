/** The shapes of a catalogue as its authors write it: `migrations.yaml`, and the front matter of one file per script. */
import { z } from 'zod';
import { iacVersionSchema } from '../environment/environment.ts';
import { parseDuration } from '../text/duration.ts';
import type { Downtime } from './catalogue.ts';

const line = z.string().trim().min(1).max(1_000);

/** A file of the catalogue, from its folder on: never out of it. */
const filePathSchema = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (path) => !path.startsWith('/') && !/[\\\p{Cc}]/u.test(path) && !path.split('/').some((part) => part === '..'),
    'a file is named from the catalogue’s folder on, and lies in it',
  );

/** YAML reads 2.10 as the number 2.1: a version is written as text, and one that is not is refused rather than guessed. */
const versionSchema = z
  .unknown()
  .refine((value) => typeof value !== 'number', 'a version is text: put it in quotes')
  .pipe(iacVersionSchema);

/** `none`, or `partial 10m`, `full 1h30m`. */
const downtimeSchema = z.string().transform((text, context): Downtime => {
  const [kind = '', length, ...more] = text.trim().split(/\s+/);
  if (kind === 'none' && length === undefined) return { kind };
  const lengthMs = length === undefined ? undefined : parseDuration(length);
  if ((kind === 'partial' || kind === 'full') && lengthMs !== undefined && lengthMs > 0 && more.length === 0)
    return { kind, minutes: Math.ceil(lengthMs / 60_000) };
  context.addIssue({ code: 'custom', message: 'a downtime is written as none, partial 10m or full 1h30m' });
  return z.NEVER;
});

const durationSchema = z.string().transform((text, context) => {
  const lengthMs = parseDuration(text);
  if (lengthMs !== undefined && lengthMs > 0 && lengthMs <= 30 * 86_400_000) return lengthMs;
  context.addIssue({ code: 'custom', message: 'a timeout is written as 30m or 1h30m' });
  return z.NEVER;
});

const rollbackSchema = z.union(
  [
    filePathSchema.transform((file) => ({ file })),
    z.strictObject({ run: z.string().min(1).max(1_000_000) }),
    z.strictObject({ none: line }),
  ],
  { error: 'a rollback is a file, { run: the script } or { none: why there is none }' },
);

const common = {
  sequence: z.int().min(0).max(1_000_000_000),
  description: line,
  downtime: downtimeSchema.optional(),
  clouds: z.array(line.max(100)).max(50).default([]),
  /** A command of the host that reads the script: `psql -X -v ON_ERROR_STOP=1 -1`. */
  through: line.optional(),
  rollback: rollbackSchema.optional(),
  /** SHA-256 of the script, in hex. */
  checksum: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'a checksum is a SHA-256 in 64 hex digits')
    .optional(),
  timeout: durationSchema.optional(),
};

const migrationEntrySchema = z
  .strictObject({ ...common, script: filePathSchema.optional(), run: z.string().min(1).max(1_000_000).optional() })
  .refine(({ script, run }) => (script === undefined) !== (run === undefined), {
    path: ['script'],
    error: 'a migration has a script (a file) or run (the text itself), and not both',
  });
export type MigrationEntry = z.output<typeof migrationEntrySchema>;

export const migrationsYamlSchema = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        version: versionSchema,
        /** Left out: it is for every release channel. */
        channel: line.max(100).optional(),
        migrations: z.array(migrationEntrySchema).max(10_000).default([]),
      }),
    )
    .max(10_000),
});

/** What stands above a script that is a file of its own. */
export const frontMatterSchema = z.strictObject({ ...common, version: versionSchema });
export type FrontMatter = z.output<typeof frontMatterSchema>;

/** One line of a tool's own file, behind `drydock:` in a comment: what the tool has no word for. */
export const remarkSchema = z.strictObject({
  downtime: downtimeSchema.optional(),
  clouds: z.array(line.max(100)).max(50).default([]),
  timeout: durationSchema.optional(),
  /** `false`: its statements do not go into one transaction. */
  transaction: z.boolean().default(true),
  /** Why it cannot be undone, where it has no script that does. */
  rollback: z.strictObject({ none: line }).optional(),
});
export type Remark = z.output<typeof remarkSchema>;
