/** Makes of whatever was thrown or refused something a person can read. */

/** What happened, and what to do about it. */
export interface ShownFailure {
  readonly kind: string;
  readonly message: string;
  readonly advice?: string | undefined;
  /** Of what stands in the way, where one may go on over exactly that. */
  readonly revision?: number | undefined;
}

/** A refusal keeps its words; anything else is our own mistake and says so, with its message for the report. */
export function toShownFailure(cause: unknown): ShownFailure {
  if (cause instanceof Error) {
    const { kind, advice, revision } = cause as Error & Readonly<Partial<Record<keyof ShownFailure, unknown>>>;
    if (typeof kind === 'string') {
      return {
        ...{ kind, message: cause.message },
        ...(typeof advice === 'string' ? { advice } : {}),
        ...(typeof revision === 'number' ? { revision } : {}),
      };
    }
    return {
      kind: 'internal',
      message: `Something in this window went wrong: ${cause.message}`,
      advice:
        'Nothing on any host is touched by this. Reload the window; if it happens again, report it with these words.',
    };
  }
  return { kind: 'internal', message: `Something in this window went wrong: ${String(cause)}` };
}
