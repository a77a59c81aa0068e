/** Two people write a report in turn: whoever begins to has it, others see who, and it is given back on leaving. */
import { useCallback, useEffect, useRef } from 'react';
import type { ReportView } from '../../../contract/report-shapes.ts';
import type { MaintenanceId } from '../../../core/ids.ts';
import { attempt } from '../../model/asking.ts';
import { useModels } from '../../model/react.tsx';

interface Turn {
  /** Asked for once; each write renews it by itself. */
  take(): void;
  giveBack(): void;
}

export function useTurn(id: MaintenanceId, view: ReportView | undefined, onChange: () => void): Turn {
  const { link } = useModels();
  const isMine = view?.lock?.isMine ?? false;
  const isAsked = useRef(false);
  const mine = useRef(isMine);
  useEffect(() => {
    mine.current = isMine;
    isAsked.current = isMine;
  }, [isMine]);
  const isTaken = view?.lock !== undefined;
  const take = useCallback(() => {
    if (isTaken || isAsked.current) return;
    isAsked.current = true;
    void attempt(link, 'report.lock', { maintenance: id }).then((answer) => {
      mine.current = answer.ok;
      isAsked.current = answer.ok;
      onChange();
    });
  }, [link, id, isTaken, onChange]);
  const giveBack = useCallback(() => {
    if (!mine.current) return;
    mine.current = false;
    isAsked.current = false;
    void attempt(link, 'report.unlock', { maintenance: id }).then(onChange);
  }, [link, id, onChange]);
  // What was typed last is saved on leaving, which takes the turn anew: it is given back after that.
  useEffect(() => () => void setTimeout(giveBack), [giveBack]);
  return { take, giveBack };
}
