/** An edit of the report from the press of a button: whether it is under way, and what was refused. */
import { useState } from 'react';
import type { Failure } from '../../../core/result.ts';
import type { EditInput, ReportEdit, ReportModel } from '../../model/report-model.ts';
import type { Asking } from '../../parts/asking/asking.ts';

export interface Editing extends Pick<Asking, 'isAsking' | 'failure' | 'forget'> {
  /** Whether it was taken. */
  edit<N extends ReportEdit>(name: N, input: EditInput<N>): Promise<boolean>;
}

export function useEditing(model: ReportModel): Editing {
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  return {
    isAsking,
    failure,
    forget: () => setFailure(undefined),
    async edit(name, input) {
      if (isAsking) return false;
      setAsking(true);
      setFailure(undefined);
      const answer = await model.edit(name, input);
      setAsking(false);
      if (!answer.ok) setFailure(answer.failure);
      return answer.ok;
    },
  };
}
