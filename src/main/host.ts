/** The host process: builds store, engine and desk from their ports. The only place that knows everybody. */
import type { Desk } from './desk/desk.ts';

export interface HostOptions {
  /** The workspace's folder; made where it does not exist. */
  readonly workspace: string;
  /** The person at this console. */
  readonly user: string;
  /** `console` opens for writing if nobody else does; `reader` never asks for the lock. */
  readonly as: 'console' | 'reader';
  /** In words, for whoever finds the workspace held: `Drydock (serve)`. */
  readonly program: string;
}

export interface ConsoleHost {
  readonly desk: Desk;
  /** Tasks that run on hosts now; quitting asks about them. */
  running(): readonly { readonly maintenance: string; readonly task: string; readonly host: string }[];
  /** Stops following; steps go on on their hosts. Commits what is in hand, closes the store. */
  close(): Promise<void>;
}
