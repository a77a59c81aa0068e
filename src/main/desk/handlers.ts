/** What an area of the desk looks like: one function a request, given what the contract parsed, answering what it promises. */
import type { RequestName, RequestOutput, RequestParsed } from '../../contract/requests.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Caller } from './desk.ts';

export type Answered<N extends RequestName> = Result<RequestOutput<N>, Failure>;

export type Handler<N extends RequestName> = (
  input: RequestParsed<N>,
  caller: Caller,
) => Answered<N> | Promise<Answered<N>>;

/** The handlers of the requests `N`. */
export type Handlers<N extends RequestName> = { readonly [K in N]: Handler<K> };
