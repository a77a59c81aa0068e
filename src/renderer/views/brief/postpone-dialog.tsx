/** Postponing: the earliest date every rule about time allows, rule by rule, and what all rules would say of the date that is chosen (`POL-16`). */
import { Button, Loader, MultiSelect } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { evaluate } from '../../../core/policy/evaluate.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { evaluatePostponed, type Proposal, toDroppedOut, toProposal } from '../../../core/policy/proposal.ts';
import type { PersonId } from '../../../core/roster/names.ts';
import { toName } from '../../../core/roster/roster.ts';
import { isSameWindow } from '../../../core/schedule/window.ts';
import { readWindow, toWindowDraft } from '../../model/window-draft.ts';
import { WindowFields } from '../../parts/fields/window-fields.tsx';
import { toInstantText, toWindowText } from '../../parts/time/times.ts';
import { usePolicy } from '../readiness/use-readiness.ts';
import { ChangeDialog, MovesShifts } from './change-dialogs.tsx';
import classes from './postpone-dialog.module.css';
import { Recheck } from './recheck.tsx';
import type { WindowProps } from './schedule-dialogs.tsx';

export function PostponeDialog(props: WindowProps) {
  const { policy } = usePolicy(props.state);
  return policy === undefined ? <Loader size="sm" /> : <OpenPostponeDialog {...props} policy={policy} />;
}

function OpenPostponeDialog({ state, window, policy, onClose }: WindowProps & { readonly policy: Policy }) {
  // As it was when the dialog opened: a date that changes while it is read helps nobody.
  const [nowMs] = useState(() => Date.now());
  const hasShifts = state.roster.shifts.length > 0;
  const [movesShifts, setMovesShifts] = useState(hasShifts);
  const [people, setPeople] = useState<readonly PersonId[]>(() => toDroppedOut(policy, state));
  const [draft, setDraft] = useState(() => toWindowDraft(window, window.zone));
  const proposal = useMemo(
    () => toProposal(policy, state, nowMs, { people, movesShifts }),
    [policy, state, nowMs, people, movesShifts],
  );
  const to = readWindow(draft).window;
  const chosen = to !== undefined && isSameWindow(to, window) ? undefined : to;
  const before = useMemo(() => evaluate(policy, state, nowMs), [policy, state, nowMs]);
  const after = useMemo(
    () => (chosen === undefined ? undefined : evaluatePostponed(policy, state, nowMs, chosen, { people, movesShifts })),
    [policy, state, nowMs, chosen, people, movesShifts],
  );
  return (
    <ChangeDialog
      state={state}
      onClose={onClose}
      title="Postpone"
      deed="Postpone it"
      change="postponed"
      from={window}
      to={chosen}
      size={1020}
      more={{ ...(people.length === 0 ? {} : { because: [...people] }), ...(movesShifts ? { movesShifts } : {}) }}
    >
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <DropOuts state={state} people={people} onChange={setPeople} />
          <WindowFields draft={draft} onChange={setDraft} isFirst />
          {hasShifts ? <MovesShifts value={movesShifts} onChange={setMovesShifts} /> : null}
        </div>
        <div className={classes['column']}>
          <Proposed
            proposal={proposal}
            isTaken={chosen !== undefined && proposal.window !== undefined && isSameWindow(chosen, proposal.window)}
            isLater={proposal.window !== undefined && !isSameWindow(proposal.window, window)}
            onTake={() => setDraft(toWindowDraft(proposal.window, window.zone))}
          />
          {after === undefined ? null : <Recheck before={before} after={after} />}
        </div>
      </div>
    </ChangeDialog>
  );
}

interface DropOutsProps {
  readonly state: MaintenanceState;
  readonly people: readonly PersonId[];
  readonly onChange: (people: readonly PersonId[]) => void;
}

/** One postponement settles everybody who dropped out; whoever it is not because of stays to be settled. */
function DropOuts({ state, people, onChange }: DropOutsProps) {
  const { absences } = state.roster;
  if (absences.length === 0) return null;
  return (
    <MultiSelect
      label="Because of whom"
      description="Whoever dropped out, and is settled by it. Leave it empty where it is postponed for another reason."
      data={absences.map(({ person }) => ({ value: person, label: toName(state.roster, person) }))}
      value={[...people]}
      onChange={(chosen) => onChange(chosen as PersonId[])}
    />
  );
}

interface ProposedProps {
  readonly proposal: Proposal;
  /** It stands in the fields. */
  readonly isTaken: boolean;
  /** It is another window than the one there is. */
  readonly isLater: boolean;
  readonly onTake: () => void;
}

function Proposed({ proposal: { window, why }, isTaken, isLater, onTake }: ProposedProps) {
  if (window === undefined || !isLater)
    return <p className={classes['soft']}>No rule asks for a later date than it has.</p>;
  return (
    <section className={classes['proposed']} aria-label="Proposed date">
      <div className={classes['head']}>
        <CalendarClock size={18} aria-hidden="true" />
        <p>
          The earliest date that the rules allow: <strong>{toWindowText(window)}</strong>
        </p>
        <Button size="compact-sm" variant="light" disabled={isTaken} onClick={onTake}>
          {isTaken ? 'Taken over' : 'Take it over'}
        </Button>
      </div>
      <ul className={classes['why']}>
        {why.map(({ rule, text, earliestMs }) => (
          <li key={rule}>
            <span className={classes['rule']}>{rule}</span>
            <span>
              Not before {toInstantText(earliestMs, window.zone)}. {text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
