/** Why a command is refused: in words for the person who gave it. */
import { type Failure, fail } from '../result.ts';

export type RefusalKind =
  /** The run is not in a state for this command. */
  | 'not-now'
  /** The command names what the run has not. */
  | 'no-such-task'
  /** Something needed is missing or does not match. */
  | 'not-ready'
  /** It would run outside its window, and nobody has said why. */
  | 'outside-window'
  /** A typed confirmation is not what it must be. */
  | 'not-confirmed'
  /** Whoever came by an invite may not do this, or not any more. */
  | 'not-allowed'
  /** The report of an effect comes too late: the matter has been settled otherwise. */
  | 'too-late';
export type Refusal = Failure<RefusalKind>;

export function refuse(
  kind: RefusalKind,
  message: string,
  advice?: string,
): { readonly ok: false; readonly failure: Refusal } {
  return fail(kind, message, advice === undefined ? {} : { advice });
}
