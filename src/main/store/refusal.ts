/** Why this console may not write, and how a failure of SQLite is told to a person. */
import { hostname } from 'node:os';
import { fail } from '../../core/result.ts';
import type { Access } from './store.ts';

export interface Refusal {
  readonly message: string;
  readonly advice: string;
}

/** `undefined`: writing is allowed. */
export function refusalOf(access: Access): Refusal | undefined {
  switch (access.kind) {
    case 'writer':
      return undefined;
    case 'held':
      return {
        message: `The workspace is held by ${access.holder.name} (process ${access.holder.pid}) since ${new Date(access.holder.sinceMs).toISOString()}.`,
        advice: 'Work in that console, or close it and open the workspace here again.',
      };
    case 'damaged':
      return { message: access.message, advice: access.advice };
    case 'asked':
      return { message: 'The workspace was opened for reading only.', advice: 'Open it in a console to write to it.' };
  }
}

export function storeFailed(message: string, cause: unknown) {
  return fail('store-failed', `${message} ${toSentence(cause)}`, { advice: adviceFor(codeOf(cause)), cause });
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}

export const damageAdvice =
  'Copy the workspace’s folder somewhere safe first. Then take the newest backup, or rescue what is readable with `sqlite3 FILE .recover`.';

function adviceFor(code: string): string {
  if (code.startsWith('SQLITE_FULL')) return 'Make room on the disk, then try again.';
  if (code.startsWith('SQLITE_IOERR')) return `Check the disk of ${hostname()}, then try again.`;
  if (code.startsWith('SQLITE_READONLY')) return 'Check the permissions of the workspace’s folder.';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damageAdvice;
  return 'Try again; if it stays so, close this console and open it again.';
}

function toSentence(cause: unknown): string {
  return cause instanceof Error ? `SQLite says: ${cause.message}.` : '';
}
