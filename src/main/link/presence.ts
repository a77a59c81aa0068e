/** Who is connected: a follower may have several windows, and a connection that breaks off for a moment is no leaving. */
import type { FollowerLeft } from '../../core/sharing/sharing.ts';
import type { Share } from '../desk/desk.ts';
import type { Guests } from '../desk/sharing/share-door.ts';

/** So long after its last connection has ended somebody is said to have gone. */
const graceMs = 10_000;

interface Presence {
  readonly share: Share;
  count: number;
  takeBack?: (() => void) | undefined;
}

export class PresenceBook {
  readonly #guests: Pick<Guests, 'came' | 'went'>;
  readonly #after: (ms: number, call: () => void) => () => void;
  readonly #present = new Map<string, Presence>();

  /** @param after calls once after `ms`; the returned function takes it back */
  constructor(guests: Pick<Guests, 'came' | 'went'>, after: (ms: number, call: () => void) => () => void) {
    this.#guests = guests;
    this.#after = after;
  }

  opened(share: Share): void {
    const known = this.#present.get(share.follower);
    const presence = known ?? { share, count: 0 };
    presence.takeBack?.();
    presence.takeBack = undefined;
    presence.count += 1;
    this.#present.set(share.follower, presence);
    if (known === undefined) this.#guests.came(share);
  }

  closed({ follower }: Share): void {
    const presence = this.#present.get(follower);
    if (presence === undefined) return;
    presence.count -= 1;
    if (presence.count > 0) return;
    presence.takeBack = this.#after(graceMs, () => this.end(presence.share, 'gone'));
  }

  /** Without a grace: it is known why. */
  end({ follower }: Share, why: FollowerLeft): void {
    const presence = this.#present.get(follower);
    if (presence === undefined) return;
    this.#present.delete(follower);
    presence.takeBack?.();
    this.#guests.went(presence.share, why);
  }

  endAll(why: FollowerLeft): void {
    for (const { share } of [...this.#present.values()]) this.end(share, why);
  }
}
