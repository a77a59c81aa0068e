/** Asking the host from a press of a button: whether it is under way, what was refused, and no second press meanwhile. */
import { useCallback, useRef, useState } from 'react';
import type { RequestInput, RequestName, RequestOutput } from '../../../contract/requests.ts';
import { useModels } from '../../model/react.tsx';
import { type ShownFailure, toShownFailure } from './failure.ts';

export interface Asking {
  readonly isAsking: boolean;
  readonly failure: ShownFailure | undefined;
  /** Resolves to nothing where it was refused; the refusal stands in `failure`. */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N> | undefined>;
  forget(): void;
}

export function useAsking(): Asking {
  const { link } = useModels();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<ShownFailure>();
  const isBusy = useRef(false);
  const ask = useCallback(
    async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N> | undefined> => {
      if (isBusy.current) return undefined;
      isBusy.current = true;
      setAsking(true);
      setFailure(undefined);
      try {
        return await link.ask(name, input);
      } catch (cause) {
        setFailure(toShownFailure(cause));
        return undefined;
      } finally {
        isBusy.current = false;
        setAsking(false);
      }
    },
    [link],
  );
  return { isAsking, failure, ask, forget: () => setFailure(undefined) };
}
