/** What a view asks the host for and keeps showing: asked again when a notice says it changed, and when contact is back. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { NoticeData } from '../../../contract/notices.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../../contract/requests.ts';
import { useModels } from '../../model/react.tsx';
import { type ShownFailure, toShownFailure } from './failure.ts';

export interface Asked<T> {
  /** The last answer; kept while it is asked again, and while the link is lost. */
  readonly value?: T;
  readonly failure?: ShownFailure;
  readonly isLoading: boolean;
  readonly again: () => void;
}

type Area = NoticeData<'documents'>['area'];

/**
 * Asks once and shows the answer. `input` is compared by its JSON. `area` names the documents whose change makes the answer
 * old; a late answer to an earlier question is dropped. Nothing is asked while `isWanted` is false: a visitor may not ask everything.
 */
export function useAsked<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
  area?: Area | readonly Area[],
  isWanted = true,
): Asked<RequestOutput<N>> {
  const { link } = useModels();
  const [shown, show] = useState<Omit<Asked<RequestOutput<N>>, 'again'>>({ isLoading: true });
  const turn = useRef(0);
  const question = JSON.stringify(input);
  // A list of areas is new at every drawing, and says the same.
  const areas = [area ?? []].flat().join(' ');

  const again = useCallback(() => {
    if (!isWanted) return;
    const mine = ++turn.current;
    link.ask(name, JSON.parse(question) as RequestInput<N>).then(
      (value) => {
        if (mine === turn.current) show({ value, isLoading: false });
      },
      (cause: unknown) => {
        if (mine === turn.current) show((before) => ({ ...before, failure: toShownFailure(cause), isLoading: false }));
      },
    );
  }, [link, name, question, isWanted]);

  useEffect(() => {
    show({ isLoading: true });
    again();
    return () => {
      turn.current += 1;
    };
  }, [again]);

  useEffect(() => {
    const endNotices = link.onNotice((notice) => {
      if (notice.notice === 'documents' && areas.split(' ').includes(notice.data.area)) again();
    });
    const endState = link.onState((state) => {
      if (state === 'open') again();
    });
    return () => {
      endNotices();
      endState();
    };
  }, [link, areas, again]);

  return { ...shown, again };
}
