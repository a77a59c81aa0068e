/** How an expected failure of a host is made: with its kind, its words, and whether the script may have begun. */
import type { HostFailure, HostFailureKind } from '../engine/ports.ts';

interface More {
  readonly advice?: string;
  readonly cause?: unknown;
  /** Left out: a proof that nothing began. */
  readonly mayHaveBegun?: boolean;
}

export function failHost(
  kind: HostFailureKind,
  message: string,
  more: More = {},
): { readonly ok: false; readonly failure: HostFailure } {
  const { mayHaveBegun = false, ...rest } = more;
  return { ok: false, failure: { kind, message, ...rest, mayHaveBegun } };
}

/** The words of something caught, whatever was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
