/** A desk that is not this workspace’s, put before a person’s eyes: in a window of its own where there are windows, else in a browser. */
import type { EndOfLink, EndOfShare } from '../../contract/share-ways.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Caller, Desk } from '../desk/desk.ts';

/** How a desk stands that is in another console. `ended`: no try will bring it back. */
export interface DeskReach {
  readonly state: 'connecting' | 'open' | 'lost' | 'ended';
  /** Set once it has `ended`. */
  readonly whyEnded: EndOfLink | undefined;
  /** Called on each change. The returned function ends it. */
  onState(call: () => void): () => void;
}

export interface ShownDesk {
  readonly desk: Desk;
  /** Of its window, until the page in it has one of its own. */
  readonly title: string;
  /** The person behind each screen that connects; `connection` is unique. */
  readonly callerOf: (connection: string) => Caller;
  /** Where it stands in another console; the others are always there. */
  readonly reach?: DeskReach;
}

export interface DeskScreen {
  /** Where a browser finds it; lets one in, once. Absent where it has a window of its own. */
  readonly url?: string;
  readonly port?: number;
  /** Resolves once its window is closed. Nobody knows when a browser is. */
  readonly closed: Promise<void>;
  /** @param why told in a browser, which nobody can close from here */
  close(why?: EndOfShare): Promise<void>;
}

export type ShowDesk = (shown: ShownDesk) => Promise<Result<DeskScreen, Failure>>;
