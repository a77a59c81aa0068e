/** What is asked of the console the lead comes from. */
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts';
import type { ContractFailure } from '../../contract/shapes.ts';
import type { Caller } from '../desk/desk.ts';
import type { Entry } from '../following.ts';

export type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ContractFailure };

export interface Remote {
  ask<N extends RequestName>(request: N, input: RequestInput<N>): Promise<Answered<RequestOutput<N>>>;
  /** Resolves once it can be reached again, or never can. */
  untilBack(): Promise<void>;
  isEnded(): boolean;
}

export function toRemote(desk: Entry['desk']): Remote {
  // Whose it is the other side knows by the session.
  const caller: Caller = { id: 'taking', actor: { kind: 'person', name: 'taking' }, rights: new Set() };
  return {
    async ask<N extends RequestName>(request: N, input: RequestInput<N>) {
      const answer = await desk.answer(caller, request, input);
      return (answer.ok ? { ok: true, value: answer.output } : answer) as Answered<RequestOutput<N>>;
    },
    async untilBack() {
      while (desk.state === 'lost' || desk.state === 'connecting') {
        const changed = Promise.withResolvers<void>();
        const stop = desk.onState(() => changed.resolve());
        await changed.promise;
        stop();
      }
    },
    isEnded: () => desk.state === 'ended',
  };
}
