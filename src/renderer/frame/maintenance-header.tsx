/** What stands over a maintenance on every tab: what it is, how it stands, how long it has run, who leads, and the one thing to do. */
import { Button, Popover, Tooltip } from '@mantine/core';
import { FlaskConical, UserRound, Zap } from 'lucide-react';
import { restEstimateMs } from '../../core/maintenance/projection.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { ControlsModel } from '../model/controls-model.ts';
import { primaryAction } from '../model/primary-action.ts';
import { useIsReadOnly } from '../model/react.tsx';
import { Instant } from '../parts/instant.tsx';
import { useNowMs } from '../parts/now.ts';
import { Mark, StatusMark } from '../parts/state-mark.tsx';
import { toClockText, toSpanText } from '../parts/times.ts';
import { heldLook } from '../theme/tones.ts';
import { Misbehaviours } from '../views/settings/misbehaviours.tsx';
import classes from './maintenance-header.module.css';
import { goTo } from './navigation.ts';

interface MaintenanceHeaderProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
}

export function MaintenanceHeader({ state, controls }: MaintenanceHeaderProps) {
  const isReadOnly = useIsReadOnly();
  return (
    <header className={classes['header']} data-practice={state.isPractice || undefined}>
      <div className={classes['titleBlock']}>
        <h1 className={classes['title']}>{state.title}</h1>
        <div className={classes['facts']}>
          <StatusMark status={state.status} isPill />
          {state.hold === undefined ? null : (
            <Tooltip label={state.hold.reason || 'Nothing new begins; what runs goes on.'}>
              <span>
                <Mark look={heldLook} isPill />
              </span>
            </Tooltip>
          )}
          {state.isPractice ? (
            <span className={classes['practice']}>
              <FlaskConical size={13} aria-hidden="true" /> Practice: nothing real is touched
            </span>
          ) : null}
          {state.leader === undefined ? null : (
            <span className={classes['fact']}>
              <UserRound size={13} aria-hidden="true" /> Led by {state.leader.name}
            </span>
          )}
          {state.runbook === undefined ? null : (
            <span className={classes['fact']} data-shrinks>
              from {state.runbook.name}, version {state.runbook.version}
            </span>
          )}
        </div>
      </div>
      {state.isPractice && state.endedAtMs === undefined && !isReadOnly ? <MisbehaveButton /> : null}
      <RunClock state={state} />
      <PrimaryButton state={state} controls={controls} />
    </header>
  );
}

/** Only the practice host can be told to do wrong; whoever rehearses wants it at hand while the run goes on. */
function MisbehaveButton() {
  return (
    <Popover position="bottom-end" withArrow width={420} trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<Zap size={14} aria-hidden="true" />}>
          Misbehave…
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What the practice host can do wrong">
        <Misbehaviours />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Time since the start, and when the steps still to come would end by their estimates. */
function RunClock({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const restMs = restEstimateMs(state, nowMs);
  if (state.startedAtMs === undefined) {
    return (
      <div className={classes['clock']}>
        <span className={classes['clockWord']}>Not started</span>
        {restMs > 0 ? <span className={classes['clockMore']}>estimated {toSpanText(restMs)}</span> : null}
      </div>
    );
  }
  const untilMs = state.endedAtMs ?? nowMs;
  return (
    <div className={classes['clock']} role="timer" aria-label="Time since the start">
      <span className={classes['clockFigure']}>{toClockText(untilMs - state.startedAtMs)}</span>
      <span className={classes['clockMore']}>
        started <Instant atMs={state.startedAtMs} isTimeOnly />
        {state.endedAtMs === undefined ? (
          restMs > 0 && (
            <>
              {' · projected end '}
              <Instant atMs={nowMs + restMs} isTimeOnly />
            </>
          )
        ) : (
          <>
            {' · ended '}
            <Instant atMs={state.endedAtMs} isTimeOnly />
          </>
        )}
      </span>
    </div>
  );
}

/** Opens a dialog and nothing more: no single press executes anything on a host. */
function PrimaryButton({ state, controls }: MaintenanceHeaderProps) {
  const isReadOnly = useIsReadOnly();
  const action = primaryAction(state);
  if (action === undefined || isReadOnly) return null;
  function begin() {
    if (action === undefined) return;
    goTo({ room: 'maintenance', id: state.id, tab: 'console' });
    if ('decideOn' in action) controls.select(action.decideOn);
    else controls.open(action.control);
  }
  const isHold = 'control' in action && action.control.kind === 'hold';
  return (
    <Button size="sm" variant={isHold ? 'default' : 'filled'} onClick={begin} data-testid="primary-action">
      {action.label}
    </Button>
  );
}
