/** What stands over a maintenance on every tab: what it is, how it stands, how long it has run, who leads, and the one thing to do. */
import { Button, Popover, Tooltip } from '@mantine/core';
import { FlaskConical, Share2, UserRound, Zap } from 'lucide-react';
import { toLeaderNames } from '../../core/maintenance/leader-names.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { ControlsModel } from '../model/controls-model.ts';
import { primaryAction } from '../model/primary-action.ts';
import { useIsReadOnly, useModel, useOffers, useSeat } from '../model/react.tsx';
import { EnvironmentMark } from '../parts/marks/environment-mark.tsx';
import { Mark, StatusMark } from '../parts/marks/state-mark.tsx';
import { heldLook } from '../theme/tones.ts';
import { DueFact } from '../views/notices/due-count.tsx';
import { EmergencyFact } from '../views/readiness/emergency-fact.tsx';
import { usePolicy, useReadiness } from '../views/readiness/use-readiness.ts';
import { Misbehaviours } from '../views/settings/misbehaviours.tsx';
import { FollowersFact } from '../views/sharing/followers-fact.tsx';
import { ShareDrawer } from '../views/sharing/share-drawer.tsx';
import { MaintenanceClock } from './maintenance-clock.tsx';
import classes from './maintenance-header.module.css';
import { goTo } from './navigation.ts';
import { ReportButton } from './report-button.tsx';

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
          <EnvironmentMark environment={state.change.record.environment} />
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
              <FlaskConical size={13} aria-hidden="true" /> <span>Practice: nothing real is touched</span>
            </span>
          ) : null}
          <EmergencyFact state={state} />
          <LedBy state={state} />
          <FollowersFact state={state} />
          <DueFact state={state} />
          {state.runbook === undefined ? null : (
            <span className={classes['fact']} data-shrinks>
              from {state.runbook.name}, version {state.runbook.version}
            </span>
          )}
        </div>
      </div>
      {state.isPractice && state.endedAtMs === undefined && !isReadOnly ? <MisbehaveButton /> : null}
      <MaintenanceClock state={state} />
      <ShareButton state={state} controls={controls} />
      <PrimaryButton state={state} controls={controls} />
    </header>
  );
}

/** Who leads, or before the start who is to. */
function LedBy({ state }: { readonly state: MaintenanceState }) {
  const names = toLeaderNames(state);
  if (names === undefined) return null;
  return (
    <span className={classes['fact']}>
      <UserRound size={13} aria-hidden="true" /> {state.leader === undefined ? 'To be led by' : 'Led by'} {names}
    </span>
  );
}

function ShareButton({ state, controls }: MaintenanceHeaderProps) {
  const seat = useSeat(state);
  const isSharing = useModel(controls, (view) => view.isSharing);
  if (seat.visitor !== undefined || !seat.may('invite.make')) return null;
  return (
    <>
      <Button
        size="sm"
        variant="default"
        leftSection={<Share2 size={15} aria-hidden="true" />}
        onClick={() => controls.share(true)}
      >
        Share…
      </Button>
      {isSharing ? <ShareDrawer state={state} onClose={() => controls.share(false)} /> : null}
    </>
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

/** Opens a dialog or a view and nothing more: no single press executes anything on a host. */
function PrimaryButton({ state, controls }: MaintenanceHeaderProps) {
  const leads = !useIsReadOnly();
  const action = primaryAction(state, useOffers(state), leads);
  if (action === undefined) return leads ? <ReportButton state={state} /> : null;
  if ('control' in action && action.control.kind === 'start') return <StartButton state={state} controls={controls} />;
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

/** Start where the rules let it, else what stands in its way. */
function StartButton({ state, controls }: MaintenanceHeaderProps) {
  const { policy } = usePolicy(state);
  if (policy !== undefined) return <RuledStart state={state} controls={controls} policy={policy} />;
  return (
    <Button size="sm" disabled>
      Start…
    </Button>
  );
}

function RuledStart({ state, controls, policy }: MaintenanceHeaderProps & { readonly policy: Policy }) {
  const { problems } = useReadiness(state, policy);
  const mayStart = problems.length === 0 || state.schedule.emergency?.isAtOnce === true;
  function begin() {
    goTo({ room: 'maintenance', id: state.id, tab: mayStart ? 'console' : 'readiness' });
    if (mayStart) controls.open({ kind: 'start' });
  }
  return (
    <Button size="sm" onClick={begin} data-testid="primary-action">
      {mayStart ? 'Start…' : 'Readiness…'}
    </Button>
  );
}
