/** The validation checklist beside the log: what has to be looked at, by whom, and how each came out (`CHG-4`, `CHG-8`). */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SettledItem } from '../../../../core/change/checklist.ts';
import { type ItemOutcome, toAnsweringTasks, toItemResult } from '../../../../core/change/item-result.ts';
import { toLikelySymptoms } from '../../../../core/change/troubleshooting.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../../core/maintenance/tasks.ts';
import type { ControlsModel } from '../../../model/controls-model.ts';
import { useSeat } from '../../../model/react.tsx';
import { useAsked } from '../../../parts/asking/asked.ts';
import { Mark } from '../../../parts/marks/state-mark.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import { CriteriaSection } from '../side/criteria-section.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { ReopenDialog, SettleDialog } from './settle-dialog.tsx';
import classes from './validation-section.module.css';
import { openLook, resultLooks } from './validation-words.ts';

interface ValidationSectionProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
}

export function ValidationSection({ state, controls }: ValidationSectionProps) {
  const [open, setOpen] = useState<{ readonly item: SettledItem; readonly deed: 'settle' | 'reopen' }>();
  const seat = useSeat(state);
  const maySettle = seat.may('checklist.settle') && !isOver(state);
  const { checklist } = state.change;
  const item = checklist.find(({ id }) => id === open?.item.id);
  const close = () => setOpen(undefined);
  return (
    <>
      <ul className={classes['list']} aria-label="Validation checklist">
        {checklist.map((one) => (
          <ValidationRow
            key={one.id}
            state={state}
            item={one}
            isReadOnly={!maySettle || !seat.ownsItem(one.id)}
            onSettle={() => setOpen({ item: one, deed: 'settle' })}
            onReopen={() => setOpen({ item: one, deed: 'reopen' })}
          />
        ))}
      </ul>
      {item !== undefined && open?.deed === 'settle' ? (
        <SettleDialog state={state} controls={controls} item={item} onClose={close} />
      ) : null}
      {item !== undefined && open?.deed === 'reopen' ? (
        <ReopenDialog state={state} item={item} onClose={close} />
      ) : null}
    </>
  );
}

interface RowProps {
  readonly state: MaintenanceState;
  readonly item: SettledItem;
  readonly isReadOnly: boolean;
  readonly onSettle: () => void;
  readonly onReopen: () => void;
}

function ValidationRow({ state, item, isReadOnly, onSettle, onReopen }: RowProps) {
  const outcome = toItemResult(state, item);
  const isAnswered = toAnsweringTasks(state, item).length > 0;
  return (
    <li className={classes['item']}>
      <span className={classes['text']}>{item.text}</span>
      <span className={classes['facts']}>
        <Mark look={outcome === undefined ? openLook : resultLooks[outcome.result]} />
        {item.owner === undefined || item.owner === '' ? null : <span>{item.owner}</span>}
        {isReadOnly || isAnswered ? null : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${outcome === undefined ? 'Settle' : 'Open again'}: ${item.text}`}
            onClick={outcome === undefined ? onSettle : onReopen}
          >
            {outcome === undefined ? 'Settle…' : 'Open again…'}
          </Button>
        )}
      </span>
      {isAnswered && outcome === undefined ? <span className={classes['soft']}>Answered by its step.</span> : null}
      {outcome === undefined ? null : <Settled state={state} outcome={outcome} />}
      {outcome?.result === 'failed' ? (
        <>
          <Symptoms text={item.text} />
          {state.change.record.criteria.length === 0 ? null : (
            <div className={classes['turningBack']}>
              <strong>When one turns back</strong>
              <CriteriaSection state={state} label={`When one turns back, beside: ${item.text}`} />
            </div>
          )}
        </>
      ) : null}
    </li>
  );
}

function Settled({ state, outcome }: { readonly state: MaintenanceState; readonly outcome: ItemOutcome }) {
  return (
    <div className={classes['soft']}>
      {outcome.by ?? 'By the run'}, <Instant atMs={outcome.atMs} isTimeOnly />
      <EvidenceList id={state.id} evidence={outcome.evidence} />
    </div>
  );
}

/** What to check for that symptom: the likeliest first, the rest of the table behind it. */
function Symptoms({ text }: { readonly text: string }) {
  const symptoms = useAsked('symptom.list', {}, 'workspace').value?.symptoms ?? [];
  const likely = toLikelySymptoms(symptoms, text);
  if (likely.length === 0) return null;
  return (
    <details className={classes['symptoms']} open={likely.length <= 2}>
      <summary>What to check</summary>
      {likely.map(({ id, symptom, checks }) => (
        <div key={id}>
          <strong>{symptom}</strong>
          <ul>
            {checks.map((check) => (
              <li key={check}>{check}</li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

/** Whether there is anything to show of it: before the start it is written in the brief. */
export function hasValidations(state: MaintenanceState): boolean {
  return state.change.checklist.length > 0 && !isBeforeStart(state);
}
