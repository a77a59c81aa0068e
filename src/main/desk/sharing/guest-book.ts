/** Lets the door for followers know who may come in, and the journal who came and went. */
import type { Actor } from '../../../core/maintenance/actor.ts';
import type { Failure, Result } from '../../../core/result.ts';
import { type Follower, type FollowerLeft, findFollower } from '../../../core/sharing/sharing.ts';
import type { Share } from '../desk.ts';
import type { DeskParts } from '../parts.ts';
import { exchangeToken, findShare } from './share-book.ts';
import type { Admittance, Guests, VisitorStanding } from './share-door.ts';
import { toShareStanding } from './visitors.ts';

type Parts = Pick<DeskParts, 'store' | 'ledger' | 'clock' | 'news'>;

export class GuestBook implements Guests {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  exchange(token: string): Result<Admittance, Failure> {
    const exchanged = exchangeToken(this.#parts, token);
    // Nothing is in the journal before a name is given; the leader sees all the same that a link was opened.
    if (exchanged.ok) this.#parts.news.changed('share');
    return exchanged;
  }

  find(session: string): Share | undefined {
    return findShare(this.#parts, session);
  }

  standing(share: Share): VisitorStanding {
    return toShareStanding(this.#parts, share);
  }

  whyNot(share: Share): FollowerLeft {
    const standing = toShareStanding(this.#parts, share);
    return standing === 'nameless' || standing === 'waiting' || standing === 'admitted' ? 'left' : standing;
  }

  came(share: Share): void {
    const follower = this.#follower(share);
    if (follower === undefined || follower.isHere) return;
    const { id, invite, name } = follower;
    this.#parts.ledger.submit(
      share.maintenance,
      { type: 'report-joined', follower: id, invite, name },
      toActor(follower),
    );
  }

  went(share: Share, why: FollowerLeft): void {
    const follower = this.#follower(share);
    if (follower?.isHere !== true) return;
    const { id } = follower;
    this.#parts.ledger.submit(share.maintenance, { type: 'report-left', follower: id, why }, toActor(follower));
  }

  /** Nobody is here when a console begins: whoever was, when it ended, is not any more. */
  forgetPresence(): void {
    const { ledger } = this.#parts;
    for (const maintenance of ledger.list()) {
      const present = ledger.state(maintenance)?.sharing.followers.filter(({ isHere }) => isHere) ?? [];
      for (const follower of present) {
        const { id } = follower;
        ledger.submit(maintenance, { type: 'report-left', follower: id, why: 'closed' }, toActor(follower));
      }
    }
  }

  #follower({ maintenance, follower }: Share): Follower | undefined {
    const sharing = this.#parts.ledger.state(maintenance)?.sharing;
    return sharing === undefined ? undefined : findFollower(sharing, follower);
  }
}

function toActor({ id, name, person, role }: Follower): Actor {
  return { kind: 'person', name, ...(person === undefined ? {} : { person }), via: role, follower: id };
}
