/** A draft as long as its editor stands: saved when it is left, and tried again by itself once contact is back. */
import { useEffect, useState } from 'react';
import type { Result } from '../../../core/result.ts';
import { createDraftModel, type DraftModel } from '../../model/draft-model.ts';
import { useModels } from '../../model/react.tsx';

/** `begin` is called once, for what was first read. */
export function useDraft<T>(
  first: T,
  begin: () => (now: T) => Promise<Result<unknown>>,
  toHash: (value: T) => string,
): DraftModel<T> {
  const { link } = useModels();
  const [draft] = useState(() => createDraftModel(first, begin(), toHash));
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
