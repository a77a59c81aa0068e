/** Invites of others that are followed from this console: each until it lets nobody in any more, or the console ends. */
import type { Failure, Result } from '../../core/result.ts';
import { succeed } from '../../core/result.ts';
import type { FollowInvite } from '../desk/parts.ts';
import type { Prompter } from '../engine/ports.ts';
import { type Following, followInvite } from '../following.ts';

export class Followings {
  readonly #prompter: Prompter;
  readonly #user: string;
  readonly #open = new Set<Following>();

  /** @param user how one signs in at a bastion whose invite names no account */
  constructor(prompter: Prompter, user: string) {
    this.#prompter = prompter;
    this.#user = user;
  }

  /** Its screens open in a browser: a window of this console shows this workspace, and nothing else. */
  readonly follow: FollowInvite = async (invite): Promise<Result<{ readonly url: string }, Failure>> => {
    const order = { invite, user: this.#user, prompter: this.#prompter, port: 0, opensBrowser: true };
    const followed = await followInvite(order);
    if (!followed.ok) return followed;
    const following = followed.value;
    this.#open.add(following);
    void following.ended.then(() => this.#end(following));
    return succeed({ url: following.url });
  };

  async close(): Promise<void> {
    for (const following of [...this.#open]) await this.#end(following);
  }

  async #end(following: Following): Promise<void> {
    if (this.#open.delete(following)) await following.close();
  }
}
