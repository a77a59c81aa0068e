/** Invites of others that are followed from this console: each until its window is closed, or the console ends. */
import type { Failure, Result } from '../../core/result.ts';
import { succeed } from '../../core/result.ts';
import type { FollowInvite } from '../desk/parts.ts';
import type { Prompter } from '../engine/ports.ts';
import { type Following, followInvite } from '../following.ts';
import type { ShowDesk } from '../link/shown-desk.ts';

interface FollowingParts {
  readonly prompter: Prompter;
  /** How one signs in at a bastion whose invite names no account. */
  readonly user: string;
  readonly showDesk: ShowDesk;
  /** Of the invites this console has come by. */
  readonly sessions: Map<string, string>;
}

export class Followings {
  readonly #parts: FollowingParts;
  readonly #open = new Map<string, Following>();
  /** By the invite: whoever closed its window is let in again by it, as long as this console runs. */
  readonly #sessions: Map<string, string>;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
    this.#sessions = parts.sessions;
  }

  readonly follow: FollowInvite = async (text): Promise<Result<{ readonly url?: string }, Failure>> => {
    const invite = text.trim();
    await this.#end(invite);
    const session = this.#sessions.get(invite);
    const followed = await followInvite({
      ...this.#parts,
      invite,
      ...(session === undefined ? {} : { session }),
    });
    if (!followed.ok) return followed;
    const following = followed.value;
    const { desk, screen } = following;
    this.#open.set(invite, following);
    this.#sessions.set(invite, desk.session);
    void following.ended.then(() => {
      // Not by us: its screen stays, and says why.
      if (this.#open.get(invite) === following) this.#sessions.delete(invite);
    });
    void screen.closed.then(() => this.#end(invite, following));
    return succeed(screen.url === undefined ? {} : { url: screen.url });
  };

  async close(): Promise<void> {
    for (const invite of [...this.#open.keys()]) await this.#end(invite);
  }

  async #end(invite: string, which = this.#open.get(invite)): Promise<void> {
    if (which === undefined || this.#open.get(invite) !== which) return;
    this.#open.delete(invite);
    await which.close();
  }
}
