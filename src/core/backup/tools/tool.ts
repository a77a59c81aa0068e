/** What a tool of backups offers: the scripts that look at a backup of its kind, and what is known from what they print. */
import { z } from 'zod';
import type { HostName } from '../../ids.ts';
import type { Content, Reading } from '../reading.ts';
import type { Subject, SubjectOf, ToolName } from '../subject.ts';
import type { ScriptOutput } from './answer.ts';

/**
 * `look`: is it there, how far is it; cheap enough to be repeated while it is made. `checksum`: its SHA-256, which tells later whether
 * it is still the same. `verify`: the tool's own check, reading all of it. `restore`: into a scratch place, and counted.
 */
export const actions = ['look', 'checksum', 'verify', 'restore'] as const;
export const actionSchema = z.enum(actions);
export type Action = z.infer<typeof actionSchema>;

/** What somebody says a backup has to hold. All that is named must be so. */
export const expectsSchema = z.strictObject({
  /** The database it is of. */
  database: z.string().min(1).max(200).optional(),
  /** Tables (`public.orders`) or paths in it that have to be there. */
  contains: z
    .array(
      z
        .string()
        .min(1)
        .max(300)
        .regex(/^[^\0\r\n]+$/, 'a name is one line'),
    )
    .max(100)
    .optional(),
  /** Of a table's name, `tables`, `rows` or `files`: at least so many. */
  counts: z
    .array(z.strictObject({ of: z.string().min(1).max(300), atLeast: z.int().min(0) }))
    .max(100)
    .optional(),
  /** How large it will be when it is complete, about: by the one before it. What has less than half of it is not complete. */
  sizeBytes: z.number().min(1).optional(),
  /** What was measured when it was made. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 has 64 hex digits, in lower case')
    .optional(),
});
export type Expects = z.infer<typeof expectsSchema>;

/** A backup, or an external copy of one, as a check sees it. */
export interface Checkable<S extends Subject = Subject> {
  readonly subject: S;
  readonly expects: Expects;
  /** What was found to be its content before: a repository is asked for this one, and not for a newer one. */
  readonly known?: Content;
}

/** A script for one host. Most checks are one; a tree that is compared has two sides. */
export interface Part {
  readonly on: HostName;
  readonly script: string;
}

export interface BackupTool<T extends ToolName = ToolName> {
  readonly name: T;
  /** As people call it. */
  readonly title: string;
  /** Names of the environment variables that may hold its secrets. */
  secrets(subject: SubjectOf<T>): readonly string[];
  /** What of it makes sense here; at least `look`. */
  offers(subject: SubjectOf<T>): readonly Action[];
  parts(action: Action, of: Checkable<SubjectOf<T>>): readonly Part[];
  /**
   * @param outputs one for each part, in its order
   * What is not understood is no proof: it proves nothing and refutes nothing, and says so.
   */
  read(action: Action, of: Checkable<SubjectOf<T>>, outputs: readonly ScriptOutput[]): Reading;
}
