/** Those who are connected at the door for followers: how many windows each may have open, and who may stay no longer. */
import { endOfShareCode } from '../../contract/share-ways.ts';
import type { Share } from '../desk/desk.ts';
import type { Guests } from '../desk/sharing/share-door.ts';
import type { PresenceBook } from './presence.ts';

/** Connections of one follower, a tab of a browser each; and of one the leader has not let in yet. */
const windowsOfOne = 8;
const windowsBeforeAdmission = 2;
/** By then whoever came has said who they are. */
const namelessMs = 120_000;

export interface Guest {
  readonly share: Share;
  readonly session: string;
  /** Connected since, by a clock that only goes forward. */
  readonly sinceMs: number;
  readonly drop: (code: number, reason: string) => void;
}

export class GuestList {
  readonly #guests: Guests;
  readonly #presence: PresenceBook;
  readonly #here = new Map<string, Set<Guest>>();

  constructor(guests: Guests, presence: PresenceBook) {
    this.#guests = guests;
    this.#presence = presence;
  }

  hasRoomFor(share: Share): boolean {
    const open = this.#here.get(share.follower)?.size ?? 0;
    return open < (this.#guests.standing(share) === 'admitted' ? windowsOfOne : windowsBeforeAdmission);
  }

  opened(guest: Guest): void {
    const { share } = guest;
    const windows = this.#here.get(share.follower) ?? new Set();
    this.#here.set(share.follower, windows.add(guest));
    this.#presence.opened(share);
  }

  closed(guest: Guest): void {
    this.#forget(guest);
    this.#presence.closed(guest.share);
  }

  /** Whoever may not follow any more is disconnected; so is, until they come again, whoever does not say who they are. */
  look(elapsedMs: number): void {
    for (const guest of [...this.#here.values()].flatMap((windows) => [...windows])) {
      const { share, session, sinceMs, drop } = guest;
      if (this.#guests.find(session) === undefined) {
        this.#forget(guest);
        const why = this.#guests.whyNot(share);
        this.#presence.end(share, why);
        drop(endOfShareCode, why);
      } else if (elapsedMs - sinceMs >= namelessMs && this.#guests.standing(share) === 'nameless') {
        drop(1_008, 'no name was given');
      }
    }
  }

  /** The door closes: whatever is still to be looked at finds nobody, for the store may be closed by then. */
  endAll(): void {
    this.#presence.endAll('closed');
    this.#here.clear();
  }

  #forget(guest: Guest): void {
    const windows = this.#here.get(guest.share.follower);
    windows?.delete(guest);
    if (windows?.size === 0) this.#here.delete(guest.share.follower);
  }
}
