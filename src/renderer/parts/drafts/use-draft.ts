/** A draft as long as its editor stands: saved when it is left, and tried again by itself once contact is back. */
import { useEffect, useState } from 'react';
import type { Result } from '../../../core/result.ts';
import type { Link } from '../../link/link.ts';
import { createDraftModel, type DraftModel } from '../../model/draft-model.ts';
import { useModels } from '../../model/react.tsx';

/** `begin` is called once, for what was first read. */
export function useDraft<T>(
  first: T,
  begin: () => (now: T) => Promise<Result<unknown>>,
  toHash: (value: T) => string,
): DraftModel<T> {
  return useDraftModel(() => createDraftModel(first, begin(), toHash));
}

/** `create` is called once. */
export function useDraftModel<D extends Pick<DraftModel<unknown>, 'save' | 'end'>>(create: (link: Link) => D): D {
  const { link } = useModels();
  const [draft] = useState(() => create(link));
  useEffect(() => {
    const endState = link.onState((state) => {
      if (state === 'open') void draft.save();
    });
    return () => {
      endState();
      draft.end();
    };
  }, [link, draft]);
  return draft;
}
