/** How the screens talk to the host process, whichever door is used: ask a question, hear notices, see whether contact stands. */
import type { Notice } from '../../contract/notices.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import type { EndOfLink } from '../../contract/share-ways.ts';

/** `connecting` until the first contact; `lost` whenever it is gone, until it is `open` again by itself; `ended` for good. */
export type LinkState = 'connecting' | 'open' | 'lost' | 'ended';

export interface Link {
  /**
   * Rejects with a `LinkFailure`, always. What is asked while `connecting` waits; what is asked while `lost` is refused at
   * once with kind `link-lost`, for nothing a person decided may happen minutes later.
   */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** The returned function ends it. */
  onNotice(call: (notice: Notice) => void): () => void;
  /** Called on each change. After `lost`, `open` means: read on from where you stand. The returned function ends it. */
  onState(call: (state: LinkState) => void): () => void;
  state(): LinkState;
  /** Set once it has `ended`. */
  whyEnded(): EndOfLink | undefined;
  /** Where a file lies that somebody chose here. A browser does not say; a window of the console’s own machine does. */
  readonly pathOf?: (file: File) => string;
  close(): void;
}

/** A refusal of the host, or lost contact to it (`link-lost`), as a person reads it. */
export class LinkFailure extends Error {
  override readonly name = 'LinkFailure';
  readonly kind: string;
  readonly advice: string | undefined;
  readonly revision: number | undefined;

  constructor(failure: ContractFailure) {
    super(failure.message);
    this.kind = failure.kind;
    this.advice = failure.advice;
    this.revision = failure.revision;
  }
}
