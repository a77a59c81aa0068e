/** The backups one maintenance depends on: what people say of them, and what checks of their tools found. */
import { z } from 'zod';
import { type HostName, hostNameSchema } from '../ids.ts';
import type { Actor } from '../maintenance/actor.ts';
import { partIdSchema } from '../roster/names.ts';
import type { Check } from './check.ts';
import { toServer } from './server.ts';
import { subjectSchema } from './subject.ts';
import { expectsSchema } from './tools/tool.ts';
import type { Whereabouts } from './whereabouts.ts';

const words = z.string().trim().max(1_000);
const instantMs = z.int().min(0);

/** An external, redundant copy: where, and by whom (`POL-14`). */
export const copySchema = z.strictObject({
  /** Named by checks and confirmations; one that was recorded without it has neither. */
  id: partIdSchema.optional(),
  where: words.min(1),
  by: words.min(1),
  /** How it is looked at, where it can be reached. Absent: a person answers for it. */
  subject: subjectSchema.optional(),
});
export type Copy = z.infer<typeof copySchema>;

/** By a person's word, all of it; what a tool has said stands in the checks, and goes before. */
export const backupSchema = z.strictObject({
  id: partIdSchema,
  /** Which data. */
  what: words.min(1),
  /** The host the data come from. */
  source: hostNameSchema.optional(),
  /** The host it is stored on, where that is one of the workspace's. */
  storedOn: hostNameSchema.optional(),
  /** Where exactly, in words or as a path. */
  place: words.min(1),
  /** How it is looked at. Absent: nothing but words is known of it. */
  subject: subjectSchema.optional(),
  expects: expectsSchema.optional(),
  startedAtMs: instantMs.optional(),
  percent: z.number().min(0).max(100),
  finishedAtMs: instantMs.optional(),
  sizeBytes: z.number().min(0).optional(),
  /** With what, or `none`. */
  encryption: z.string().trim().min(1).max(200).optional(),
  copies: z
    .array(copySchema)
    .max(20)
    .refine((copies) => {
      const ids = copies.flatMap(({ id }) => id ?? []);
      return new Set(ids).size === ids.length;
    }, 'two copies have the same id'),
});
export type Backup = z.infer<typeof backupSchema>;

/** A person's word that a copy is there and whole. */
export interface CopyConfirmation {
  readonly copy: string;
  /** How they know. */
  readonly how: string;
  readonly by: Actor;
  readonly atMs: number;
}

/** A backup with who said it last, and what was found of it since. */
export type KnownBackup = Backup & {
  readonly saidBy: Actor;
  readonly saidAtMs: number;
  /** Oldest first, those of its copies among them. Absent: none. */
  readonly checks?: readonly Check[];
  readonly confirmations?: readonly CopyConfirmation[];
};

/** What was said of it alone: to be changed in part, and said again. */
export function toSaid({ saidBy: _, saidAtMs: __, checks: ___, confirmations: ____, ...said }: KnownBackup): Backup {
  return said;
}

export interface BackupSet {
  readonly backups: readonly KnownBackup[];
  /** Why this maintenance depends on none. */
  readonly none?: { readonly reason: string; readonly by: Actor; readonly atMs: number };
  /** What the machines themselves said of where they are, the newest of each host (`POL-13`). Absent: none was asked. */
  readonly whereabouts?: readonly Whereabouts[];
}

export const noBackups: BackupSet = { backups: [] };

/** The host it lies on, as far as that is said. A repository that is reached over a network lies on none that is named here. */
export function toStorageHost({ subject, storedOn }: Pick<Backup, 'subject' | 'storedOn'>): HostName | undefined {
  if (subject === undefined) return storedOn;
  const isElsewhere = 'repository' in subject && toServer(subject.repository).kind !== 'here';
  return isElsewhere || subject.tool === 'own-command' ? storedOn : subject.on;
}
