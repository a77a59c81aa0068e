/** The tools of backups that Drydock can ask, by their names. */
import { type Reading, readingSchema, toBounded, toUnknown } from './reading.ts';
import type { Subject, ToolName } from './subject.ts';
import type { ScriptOutput } from './tools/answer.ts';
import { borg } from './tools/borg.ts';
import { files } from './tools/files.ts';
import { mariabackup } from './tools/mariabackup.ts';
import { mariadbDump } from './tools/mariadb-dump.ts';
import { ownCommand } from './tools/own-command.ts';
import { pgBasebackup } from './tools/pg-basebackup.ts';
import { pgDump } from './tools/pg-dump.ts';
import { restic } from './tools/restic.ts';
import { rsync } from './tools/rsync.ts';
import { sqlite } from './tools/sqlite.ts';
import { tar } from './tools/tar.ts';
import type { Action, BackupTool, Checkable, Part } from './tools/tool.ts';

export const tools: { readonly [T in ToolName]: BackupTool<T> } = {
  files,
  tar,
  'pg-dump': pgDump,
  'pg-basebackup': pgBasebackup,
  'mariadb-dump': mariadbDump,
  mariabackup,
  sqlite,
  restic,
  borg,
  rsync,
  'own-command': ownCommand,
};

/** The subject and its tool belong together; the compiler cannot see that of two unions. */
function toolOf({ tool }: Subject): BackupTool<never> {
  return tools[tool] as unknown as BackupTool<never>;
}

/** What can be asked of this backup. */
export function offeredActions(subject: Subject): readonly Action[] {
  return toolOf(subject).offers(subject as never);
}

/** Names of the run's secrets that its scripts may need in their environment; never their values. */
export function secretsOf(subject: Subject): readonly string[] {
  return toolOf(subject).secrets(subject as never);
}

/** The scripts of a check, each for its host; to be run as they stand, with the secrets its tool names in the environment. */
export function partsOf(action: Action, of: Checkable): readonly Part[] {
  return toolOf(of.subject).parts(action, of as never);
}

/**
 * What a check found. Output that is not whole, or not understood, proves nothing.
 * @param outputs one for each part, in its order
 */
export function readOutputs(action: Action, of: Checkable, outputs: readonly ScriptOutput[]): Reading {
  const reading = toolOf(of.subject).read(action, of as never, outputs);
  // A host is as untrusted as a file: what does not fit into the journal is not understood.
  const parsed = readingSchema.safeParse(toBounded(reading));
  return parsed.success ? parsed.data : toUnknown(`What ${of.subject.on} answered is not understood.`);
}
