/** Where published files go: a folder of this machine, or one of a host over SFTP. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join, posix } from 'node:path';
import type { ChannelOf } from '../../../core/notice/channel.ts';
import { type Failure, fail, type Result, succeed } from '../../../core/result.ts';
import type { SenderParts } from './sender-parts.ts';

type Place = ChannelOf<'files'>['place'];

export interface FilePlace {
  read(name: string, limitBytes: number, signal: AbortSignal): Promise<Result<string | undefined, Failure>>;
  /** Whole or not at all, in one move. */
  write(name: string, text: string, signal: AbortSignal): Promise<Result<void, Failure>>;
}

export function openPlace(place: Place, { hostFiles, targetOf }: SenderParts): Result<FilePlace, Failure> {
  if (place.kind === 'folder') return succeed(localFolder(place.path));
  const target = targetOf(place.host);
  if (!target.ok) return target;
  return succeed({
    async read(name, limitBytes, signal) {
      const bytes = await hostFiles.readFile(target.value, posix.join(place.path, name), limitBytes, signal);
      if (!bytes.ok) return bytes;
      return succeed(bytes.value === undefined ? undefined : new TextDecoder().decode(bytes.value));
    },
    write: (name, text, signal) =>
      hostFiles.writeFile(target.value, posix.join(place.path, name), new TextEncoder().encode(text), signal),
  });
}

export function findPlaceFault(place: Place): string | undefined {
  const isWhole = place.kind === 'folder' ? isAbsolute(place.path) : place.path.startsWith('/');
  if (!isWhole) return 'The folder is named by its whole path, from the root.';
  return /[\p{Cc}]/u.test(place.path) ? 'The folder’s path has a control character.' : undefined;
}

function localFolder(folder: string): FilePlace {
  return {
    async read(name, limitBytes) {
      const path = join(folder, name);
      try {
        const { size } = await stat(path);
        if (size > limitBytes) return fail('too-long', `${path} has ${size} bytes, more than ${limitBytes}.`);
        return succeed(await readFile(path, 'utf8'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return succeed(undefined);
        return fail('unreadable', wordsOf(error), { cause: error });
      }
    },
    async write(name, text) {
      const path = join(folder, name);
      const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
      try {
        const file = await open(beside, 'wx', 0o644);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
        return succeed(undefined);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        return fail('unwritable', wordsOf(error), { cause: error });
      }
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message}.` : String(error);
}
