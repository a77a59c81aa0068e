/** What the desk is built from: handed in by the host, so that each area says what it needs. */

import type { RequestOutput } from '../../contract/requests.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Catalogues } from '../catalogue/catalogues.ts';
import type { Engine } from '../engine/engine.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { Clock, HostQuestions, Hosts } from '../engine/ports.ts';
import type { Vault } from '../engine/vault.ts';
import type { Gates } from '../gate/gates.ts';
import type { Publisher } from '../gate/publisher.ts';
import type { Outbox } from '../notify/outbox.ts';
import type { Senders } from '../notify/ports.ts';
import type { ChannelSecrets } from '../notify/secrets.ts';
import type { PracticeHost } from '../practice/practice-host.ts';
import type { PagePrinter } from '../print/page-printer.ts';
import type { HostExamination } from '../ssh/hosts.ts';
import type { Store } from '../store/store.ts';
import type { PendingCounts } from './environment/pending-counts.ts';
import type { GateDoor } from './gate/gate-door.ts';
import type { RunbookReader } from './maintenance/runbook-reader.ts';
import type { News } from './news.ts';
import type { Prompts } from './run/prompts.ts';
import type { LeadTakings } from './sharing/lead-takings.ts';
import type { ShareDoor } from './sharing/share-door.ts';
import type { ConsoleIdentity } from './signing/console-identity.ts';

/** Follows an invite of somebody else; answers where its screens are for one browser, once, unless they have a window of their own. */
export type FollowInvite = (invite: string) => Promise<Result<{ readonly url?: string }, Failure>>;

/** The bundles that are open for reading, each behind a desk of its own. */
export interface BundleReadings {
  open(order: {
    /** Its whole path. */
    readonly file: string;
    /** Who reads it. */
    readonly reader: Actor;
    readonly isShown: boolean;
  }): Promise<Result<RequestOutput<'bundle.open'>, Failure>>;
  list(): RequestOutput<'bundle.opened'>;
}

export interface DeskParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly engine: Engine;
  readonly vault: Vault;
  readonly hosts: Hosts & HostExamination & HostQuestions;
  readonly prompts: Prompts;
  readonly practice: PracticeHost;
  readonly catalogues: Catalogues;
  readonly outbox: Outbox;
  readonly senders: Senders;
  readonly channelSecrets: ChannelSecrets;
  readonly gates: Gates;
  readonly pendingCounts: PendingCounts;
  readonly gateDoor: GateDoor;
  readonly publisher: Publisher;
  readonly shareDoor: ShareDoor;
  readonly followInvite: FollowInvite;
  readonly readings: BundleReadings;
  readonly takings: LeadTakings;
  /** Prints reports as PDF. */
  readonly printer: PagePrinter;
  readonly news: News;
  /** The key by which this console gives its person's word. */
  readonly identity: ConsoleIdentity;
  readonly reader: RunbookReader;
  readonly clock: Clock;
  readonly newMaintenanceId: () => MaintenanceId;
  /** Drydock's own version. */
  readonly version: string;
  readonly user: string;
}
