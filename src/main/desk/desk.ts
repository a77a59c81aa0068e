/** The desk answers requests: checks the caller's rights, parses the input by the contract, and hands it to the area it is for. */

import type { Notice } from '../../contract/notices.ts';
import type { Right } from '../../contract/request-shape.ts';
import type { RequestName } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import type { Actor } from '../../core/maintenance/actor.ts';

/** Who asks, through whichever door. */
export interface Caller {
  /** Unique for each connection: a search belongs to one. */
  readonly id: string;
  readonly actor: Actor;
  readonly rights: ReadonlySet<Right>;
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
