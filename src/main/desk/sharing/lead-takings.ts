/** The lead on its way to this console, as the desk asks about it. */
import type { TakingView } from '../../../contract/lead-shapes.ts';
import type { Failure, Result } from '../../../core/result.ts';
import type { Caller } from '../desk.ts';

/** One at a time; it goes on behind whatever the screens show. */
export interface LeadTakings {
  begin(
    order: { readonly invite: string; readonly name: string },
    caller: Caller,
  ): Promise<Result<TakingView, Failure>>;
  show(): TakingView | undefined;
  accept(): Promise<Result<void, Failure>>;
  confirm(from: string): Result<void, Failure>;
  leave(): Promise<Result<void, Failure>>;
}
