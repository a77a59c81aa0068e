/** Requests about the workspace itself: what it is, who writes to it, its backup. */
import { isAbsolute } from 'node:path';
import { fail, succeed } from '../../core/result.ts';
import { damageAdvice } from '../store/refusal.ts';
import type { Access } from '../store/store.ts';
import type { Handlers } from './handlers.ts';
import type { DeskParts } from './parts.ts';

export function workspaceHandlers(
  parts: DeskParts,
): Handlers<'workspace.show' | 'workspace.check' | 'workspace.backup'> {
  const { store, hosts, prompts, ledger } = parts;
  return {
    'workspace.show': () => {
      const { access } = store;
      const because = toReadOnlyReason(access);
      const lastWriteAtMs = store.lastWriteAtMs();
      const holder = access.kind === 'held' || access.kind === 'asked' ? access.holder : undefined;
      return succeed({
        path: store.file,
        version: parts.version,
        user: parts.user,
        isReadOnly: access.kind !== 'writer',
        ...(because === undefined ? {} : { readOnlyBecause: because }),
        ...(holder === undefined ? {} : { holder: { ...holder } }),
        ...(lastWriteAtMs === undefined ? {} : { lastWriteAtMs }),
        sizeBytes: store.sizeBytes(),
        contacts: hosts.contacts().map((contact) => ({ ...contact })),
        prompts: prompts.list(),
        isPracticeOffered: access.kind === 'writer' && ledger.list().length === 0,
      });
    },
    'workspace.check': async () => {
      const found = await store.check();
      if (!found.isSound) return succeed({ ...found, advice: damageAdvice });
      // Its chain is whole, so nobody altered it here: it came like this.
      const [damaged] = ledger.damaged();
      if (damaged === undefined) return succeed(found);
      return succeed({ isSound: false as const, message: damaged.message, advice: damaged.advice });
    },
    'workspace.backup': async ({ file }) => {
      if (!isAbsolute(file)) {
        return fail('bad-path', `“${file}” is not a whole path.`, {
          advice: 'Name the file from the root of the disk on.',
        });
      }
      const made = await store.backup(file);
      return made.ok ? succeed({ file, sizeBytes: made.value.sizeBytes }) : made;
    },
  };
}

/** Why nothing can be written, in words; `undefined` for the console that writes. */
export function toReadOnlyReason(access: Access): string | undefined {
  switch (access.kind) {
    case 'writer':
      return undefined;
    case 'asked':
      return 'This workspace was opened for reading only.';
    case 'held': {
      const { name, pid, sinceMs } = access.holder;
      return `${name} (process ${pid}) has held this workspace since ${new Date(sinceMs).toISOString()}.`;
    }
    case 'damaged':
      return `${access.message} ${access.advice}`;
  }
}
