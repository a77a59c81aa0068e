/** An expected failure is a value: what may go wrong, in words a person can act on, and a `kind` a caller can switch on. */

/** What happened (`message`), what to do about it (`advice`), and what it was made from (`cause`). */
export interface Failure<Kind extends string = string> {
  readonly kind: Kind;
  /** One sentence a person reads: what happened, and to what. */
  readonly message: string;
  /** What to do about it; absent where the message says all there is to say. */
  readonly advice?: string;
  /** Of what stands in the way, where one may go on over exactly that by naming it. */
  readonly revision?: number;
  readonly cause?: unknown;
}

export type Result<T, F extends Failure = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F };

export function succeed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<Kind extends string>(
  kind: Kind,
  message: string,
  more: { readonly advice?: string; readonly revision?: number; readonly cause?: unknown } = {},
): { readonly ok: false; readonly failure: Failure<Kind> } {
  return { ok: false, failure: { kind, message, ...more } };
}

/** Ends a switch over a union: a new member that nobody handles is a type error, and a broken invariant if it ever runs. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
