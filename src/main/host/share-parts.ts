/** Builds the door followers come by, and keeps its key beside the database, where nobody else reads it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Desk } from '../desk/desk.ts';
import { GuestBook } from '../desk/guest-book.ts';
import type { News } from '../desk/news.ts';
import { readShareListener } from '../desk/sharing.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { Clock } from '../engine/ports.ts';
import type { ShareKey } from '../link/share-certificate.ts';
import { FollowerDoor } from '../link/share-door.ts';
import type { Store } from '../store/store.ts';

export interface ShareOrder {
  readonly folder: string;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly news: News;
  readonly clock: Clock;
  /** The desk that answers, once there is one. */
  readonly desk: () => Desk;
}

const keyFile = 'share_key.json';

export function buildShareParts({ folder, store, ledger, news, clock, desk }: ShareOrder) {
  const guests = new GuestBook({ store, ledger, clock });
  const shareDoor = new FollowerDoor({
    desk: {
      answer: (caller, request, input) => desk().answer(caller, request, input),
      listen: (caller, call) => desk().listen(caller, call),
    },
    guests,
    pages: builtPages(),
    after: (ms, call) => clock.after(ms, call),
    elapsedMs: () => performance.now(),
    now: () => clock.now(),
    keys: keysIn(join(folder, keyFile)),
    onChanged: () => news.changed('share'),
  });
  return {
    shareDoor,
    /** From now on followers may come, where sharing was open when the console was left. */
    async begin(): Promise<() => void> {
      guests.forgetPresence();
      const listener = readShareListener(store);
      if (listener.isOpen) await shareDoor.keepOpen(listener);
      return news.listen('share-door', ({ notice, data }) => {
        if (notice === 'documents' && data.area === 'share') shareDoor.look();
      });
    },
    close: () => shareDoor.leave(),
  };
}

function keysIn(file: string) {
  return {
    read(): ShareKey | undefined {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as ShareKey;
      } catch {
        // Gone or damaged: a share without its key is opened anew by a person.
        return undefined;
      }
    },
    write: (key: ShareKey) => {
      rmSync(file, { force: true });
      writeFileSync(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
    },
    forget: () => rmSync(file, { force: true }),
  };
}

function builtPages(): string {
  const folder = import.meta.url.endsWith('.ts') ? '../../../out/renderer/' : '../../renderer/';
  return fileURLToPath(new URL(folder, import.meta.url));
}
