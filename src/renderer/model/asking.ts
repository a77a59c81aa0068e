/** Asking the host process with the refusal as a value: what a person reads when something could not be done. */
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts';
import { type Result, succeed } from '../../core/result.ts';
import { type Link, LinkFailure } from '../link/link.ts';

/** A refusal and lost contact are values; anything else is a broken invariant and rejects. */
export async function attempt<N extends RequestName>(
  link: Link,
  name: N,
  input: RequestInput<N>,
): Promise<Result<RequestOutput<N>>> {
  try {
    return succeed(await link.ask(name, input));
  } catch (cause) {
    if (!(cause instanceof LinkFailure)) throw cause;
    const { kind, message, advice } = cause;
    return { ok: false, failure: { kind, message, ...(advice === undefined ? {} : { advice }) } };
  }
}
