/** Whether a maintenance may start, and why not: every rule with what it rests on, and Start where all of them let it. */
import { Button, Loader } from '@mantine/core';
import { CircleCheck, CircleX, Play } from 'lucide-react';
import { useState } from 'react';
import { asksWhyOutside, findOutside } from '../../../core/maintenance/start-window.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart, isOver } from '../../../core/maintenance/tasks.ts';
import type { Finding } from '../../../core/policy/finding.ts';
import type { Policy } from '../../../core/policy/policy.ts';
import { hasWord } from '../../../core/roster/names.ts';
import { goTo } from '../../frame/navigation.ts';
import type { ControlsModel } from '../../model/controls-model.ts';
import { useIsReadOnly, useSeat } from '../../model/react.tsx';
import type { Seat } from '../../model/seat.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ScrollView } from '../../parts/layout/scroll-view.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { toSpanText } from '../../parts/time/times.ts';
import { Approvals } from '../approvals/approvals.tsx';
import { DeedOf } from './deed-of.tsx';
import { EmergencyPart } from './emergency.tsx';
import { type FindingGroup, toGroups } from './finding-looks.ts';
import { FindingRow } from './finding-row.tsx';
import type { Deed } from './leads.ts';
import classes from './readiness.module.css';
import { usePolicy, useReadiness } from './use-readiness.ts';

interface ReadinessProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
}

export function Readiness({ state, controls }: ReadinessProps) {
  const { policy, asked } = usePolicy(state);
  return (
    <ScrollView label="Readiness" className={classes['view']}>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {policy === undefined ? <Loader size="sm" /> : <Rules state={state} controls={controls} policy={policy} />}
    </ScrollView>
  );
}

function Rules({ state, controls, policy }: ReadinessProps & { readonly policy: Policy }) {
  const { findings, problems } = useReadiness(state, policy);
  const [deed, begin] = useState<Deed>();
  const seat = useSeat(state);
  const isClosed = useIsReadOnly() || isOver(state);
  const groups = toGroups(findings, !isBeforeStart(state));
  const show = ({ title, findings: own }: FindingGroup) => (
    <section key={title} className={classes['group']} aria-label={title}>
      <h2>
        {title}
        <span className={classes['count']}>{own.length}</span>
      </h2>
      <ul className={classes['findings']}>
        {own.map((finding) => (
          <FindingRow
            key={finding.rule}
            id={state.id}
            finding={finding}
            mayDo={(deed) => !isOver(state) && mayDo(seat, policy, deed)}
            onDeed={begin}
          />
        ))}
      </ul>
    </section>
  );
  return (
    <>
      <Verdict state={state} controls={controls} problems={problems} />
      <PolicyLine state={state} policy={policy} />
      {groups.filter(({ isOpen }) => isOpen).map(show)}
      <Approvals state={state} policy={policy} />
      <EmergencyPart state={state} policy={policy} isClosed={isClosed} onDeed={begin} />
      {groups.filter(({ isOpen }) => !isOpen).map(show)}
      {deed === undefined ? null : <DeedOf state={state} deed={deed} onClose={() => begin(undefined)} />}
    </>
  );
}

/** A visitor waives and confirms where their role may; all other deeds are the leader’s. */
function mayDo(seat: Seat, policy: Policy, deed: Deed): boolean {
  if (seat.visitor === undefined) return seat.may('rule.waive');
  const roles = seat.member?.roles ?? [];
  if (deed.kind === 'waive')
    return seat.may('rule.waive') && deed.finding.waivedBy.some((role) => hasWord(roles, role));
  if (deed.kind !== 'confirm') return false;
  const owner = policy.own.find(({ id }) => id === deed.finding.rule)?.owner;
  return seat.may('rule.confirm') && owner !== undefined && hasWord(roles, owner);
}

function PolicyLine({ state: { schedule }, policy }: { readonly state: MaintenanceState; readonly policy: Policy }) {
  return (
    <p className={classes['soft']}>
      By “{policy.name}”,{' '}
      {schedule.frozen === undefined ? (
        'the team’s policy as it is now; it is frozen when the maintenance is scheduled.'
      ) : (
        <>
          frozen into this maintenance <Instant atMs={schedule.frozen.atMs} />.
        </>
      )}
    </p>
  );
}

/** Start opens the dialog that asks for the title; nothing here runs anything by one press. */
function Verdict({ state, controls, problems }: ReadinessProps & { readonly problems: readonly Finding[] }) {
  const isReadOnly = useIsReadOnly();
  const isWaiting = isBeforeStart(state);
  const isAtOnce = state.schedule.emergency?.isAtOnce === true;
  const isGreen = problems.length === 0;
  const Icon = isGreen ? CircleCheck : CircleX;
  function start() {
    goTo({ room: 'maintenance', id: state.id, tab: 'console' });
    controls.open({ kind: 'start' });
  }
  return (
    <section className={classes['verdict']} data-tone={isGreen ? 'good' : 'bad'} aria-label="Verdict">
      <Icon size={22} aria-hidden="true" />
      <div className={classes['verdictWords']} role="status">
        <h2>{isWaiting ? toVerdict(problems, isAtOnce) : toLater(state, problems.length)}</h2>
        {isWaiting && !isGreen ? (
          <p>
            {isAtOnce
              ? 'The declared emergency lets it start all the same; what is violated stays so, and is told afterwards.'
              : 'Start is refused until each is satisfied or waived, here, on the command line and in the engine alike.'}
          </p>
        ) : null}
        {isWaiting && isGreen ? <OutsideNote state={state} /> : null}
      </div>
      {isWaiting && !isReadOnly ? (
        <Button
          leftSection={<Play size={15} aria-hidden="true" />}
          disabled={!isGreen && !isAtOnce}
          color={isGreen ? 'dock' : 'red.8'}
          onClick={start}
        >
          {isGreen ? 'Start…' : isAtOnce ? 'Start as an emergency…' : 'Start'}
        </Button>
      ) : null}
    </section>
  );
}

/** The rules may hold, and the hour be another: then the start asks why. */
function OutsideNote({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const outside = asksWhyOutside(state, nowMs) ? findOutside(state, nowMs) : undefined;
  if (outside === undefined) return null;
  const when = outside.side === 'before' ? 'Its window begins in' : 'Its window has been over for';
  return (
    <p>
      {when} {toSpanText(outside.byMs)}: to start it now, you have to say why.
    </p>
  );
}

function toVerdict(problems: readonly Finding[], isAtOnce: boolean): string {
  if (problems.length === 0) return 'It may start';
  const violated = problems.filter(({ status }) => status === 'violated').length;
  const later = problems.length - violated;
  const words = [
    ...(violated === 0 ? [] : [violated === 1 ? 'one rule is violated' : `${violated} rules are violated`]),
    ...(later === 0 ? [] : [`${later} ${later === 1 ? 'is' : 'are'} still to be satisfied`]),
  ];
  return `${isAtOnce ? 'It may start as an emergency' : 'It may not start'}: ${words.join(', ')}`;
}

function toLater(state: MaintenanceState, problems: number): string {
  const what = isOver(state) ? 'It is over' : 'It has started';
  if (problems === 0) return `${what}, and no rule is violated`;
  return `${what}; ${problems === 1 ? 'one rule is' : `${problems} rules are`} violated`;
}
