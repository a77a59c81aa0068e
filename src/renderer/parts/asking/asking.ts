/** Asking the host from a press of a button: whether it is under way, what was refused, and no second time the same meanwhile. */
import { useCallback, useRef, useState } from 'react';
import type { RequestInput, RequestName, RequestOutput } from '../../../contract/requests.ts';
import { useModels } from '../../model/react.tsx';
import { type ShownFailure, toShownFailure } from './failure.ts';

export interface Asking {
  readonly isAsking: boolean;
  readonly failure: ShownFailure | undefined;
  /**
   * Resolves to nothing where it was refused, which stands in `failure`, and where the very same is being asked already: a second
   * press. What differs is asked beside it.
   */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N> | undefined>;
  forget(): void;
}

export function useAsking(): Asking {
  const { link } = useModels();
  const [underWay, setUnderWay] = useState(0);
  const [failure, setFailure] = useState<ShownFailure>();
  const questions = useRef(new Set<string>());
  const ask = useCallback(
    async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N> | undefined> => {
      const question = `${name} ${JSON.stringify(input)}`;
      if (questions.current.has(question)) return undefined;
      questions.current.add(question);
      setUnderWay(questions.current.size);
      setFailure(undefined);
      try {
        return await link.ask(name, input);
      } catch (cause) {
        setFailure(toShownFailure(cause));
        return undefined;
      } finally {
        questions.current.delete(question);
        setUnderWay(questions.current.size);
      }
    },
    [link],
  );
  return { isAsking: underWay > 0, failure, ask, forget: () => setFailure(undefined) };
}
