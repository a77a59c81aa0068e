/** Brings a workspace's file to the schema of this program: numbered SQL migrations, counted by `user_version`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail, type Result, succeed } from '../../core/result.ts';
import { shipped } from '../shipped.ts';
import type { Connection } from './connection.ts';

const folder = fileURLToPath(shipped('resources/migrations/'));

export interface Migration {
  readonly version: number;
  readonly file: string;
}

/** `NNNN-what.sql`, from 0001, without a gap; a gap is a broken build and throws. */
export function migrations(): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .sort();
  return files.map((file, index) => {
    const version = Number(file.slice(0, 4));
    if (version !== index + 1) throw new Error(`migration ${file} stands where number ${index + 1} should`);
    return { version, file };
  });
}

export function schemaVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/** Refuses a file that a newer Drydock wrote: what it does not know, it must not touch. */
export function refuseNewerSchema(connection: Connection): Result<number> {
  const found = schemaVersion(connection);
  const known = migrations().length;
  if (found <= known) return succeed(found);
  return fail(
    'workspace-newer',
    `The workspace was written by a newer Drydock (its format is ${found}; this one knows up to ${known}).`,
    { advice: 'Open it with that version of Drydock, or update this one. Nothing in it was changed.' },
  );
}

/** Each migration is one transaction together with its number: a crash leaves the file before it or after it. */
export function migrate(connection: Connection): void {
  for (const { version, file } of migrations().slice(schemaVersion(connection))) {
    const sql = readFileSync(`${folder}${file}`, 'utf8');
    connection
      .transaction(() => {
        connection.exec(sql);
        connection.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}
