/** The door followers come by. `link` opens it; here stands what the desk needs of it, and what it needs of the desk. */
import type { ShareStanding } from '../../../contract/share-shapes.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { InviteBastion } from '../../../core/sharing/invite-link.ts';
import type { ShareListener } from '../../../core/sharing/listener.ts';
import type { FollowerLeft, FollowerStanding } from '../../../core/sharing/sharing.ts';
import type { Share } from '../desk.ts';

export type ShareDoorStanding = ShareStanding;
export type ShareDoorFailure = Failure<'port-taken' | 'address-unusable' | 'bastion-failed'>;

export interface ShareDoor {
  readonly standing: ShareDoorStanding;
  /** Opens it with a new key, instead of one that is open. Where that fails, it is closed. */
  open(listener: ShareListener): Promise<Result<void, ShareDoorFailure>>;
  close(): Promise<void>;
  /** The whole of an invite, for as long as the door stands as it does; `undefined` while it is closed. */
  toLink(token: string): string | undefined;
}

/** What a token is taken for. */
export interface Admittance {
  /** The secret of the cookie: 256 random bits. */
  readonly session: string;
  /** For so long it may open something. */
  readonly holdsMs: number;
}

/** The port of a bastion that leads to the door, for as long as it is open. */
export interface BastionHold {
  readonly standing: NonNullable<Extract<ShareStanding, { kind: 'open' }>['bastion']>;
  /** What an invite says of it; `undefined` until it has been open once. */
  readonly way: InviteBastion | undefined;
  close(): Promise<void>;
}

/** `nameless`: came by an invite, and has not said who they are. */
export type VisitorStanding = FollowerStanding | 'nameless';

export interface Guests {
  /** Takes a token, as often as its invite says. Whatever is wrong with one, the refusal is the same. */
  exchange(token: string): Result<Admittance, Failure>;
  /** What a session opens now: nothing once its invite has ended, or whoever has it was sent away or has left. */
  find(session: string): Share | undefined;
  standing(share: Share): VisitorStanding;
  /** Why it opens nothing any more. */
  whyNot(share: Share): FollowerLeft;
  /** Connected, for the first time or again. */
  came(share: Share): void;
  went(share: Share, why: FollowerLeft): void;
}
