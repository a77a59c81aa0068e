/** A draft as long as its editor stands: saved when it is left, and tried again by itself once contact is back. */
import { useEffect, useState } from 'react';
import type { Plan } from '../../../core/plan/plan.ts';
import type { Result } from '../../../core/result.ts';
import { useModels } from '../../model/react.tsx';
import { createDraftModel, type DraftModel } from './draft-model.ts';

/** `begin` is called once, for the plan as it was first read. */
export function useDraft(plan: Plan, begin: () => (now: Plan) => Promise<Result<unknown>>): DraftModel {
  const { link } = useModels();
  const [draft] = useState(() => createDraftModel(plan, begin()));
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
