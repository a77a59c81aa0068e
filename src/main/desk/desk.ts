/** The desk answers requests: checks the caller's rights, parses the input by the contract, and hands it to the area it is for. */

import type { Notice } from '../../contract/notices.ts';
import type { Right } from '../../contract/request-shape.ts';
import type { RequestName } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import type { MaintenanceId } from '../../core/ids.ts';
import type { Actor } from '../../core/maintenance/actor.ts';
import type { PartId } from '../../core/roster/names.ts';
import type { ShareRole } from '../../core/sharing/role.ts';

/** Who asks, through whichever door. */
/** What somebody came by who is not at this console: an invite to one maintenance. */
export interface Share {
  readonly maintenance: MaintenanceId;
  readonly invite: PartId;
  readonly role: ShareRole;
  /** Who they are in the journal, once they have given their name. */
  readonly follower: PartId;
}

export interface Caller {
  /** Unique for each connection: a search belongs to one. */
  readonly id: string;
  readonly actor: Actor;
  /** What they may ask by; of no account for somebody who came by an invite: then it is `contract/shared-rights` that says. */
  readonly rights: ReadonlySet<Right>;
  readonly share?: Share;
}

export type Answer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly failure: ContractFailure };

export interface Desk {
  /** Never throws for what a caller sent; a broken invariant inside is answered as `kind: 'internal'` and logged. */
  answer(caller: Caller, request: RequestName | (string & {}), input: unknown): Promise<Answer>;
  /** Notices for one caller: those for everybody and those of its own searches. The returned function ends it, and the caller's searches. */
  listen(caller: Caller, call: (notice: Notice) => void): () => void;
}
