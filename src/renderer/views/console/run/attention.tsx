/** What waits for a person, over the log: a step nobody knows the outcome of, one that failed, one to confirm or to do. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { refuseResume } from '../../../../core/maintenance/decide/decide-run.ts';
import { findOpenDropOuts } from '../../../../core/maintenance/decide/drop-out-hold.ts';
import { toVerdictText } from '../../../../core/maintenance/event-text/verdict-text.ts';
import { currentTasks } from '../../../../core/maintenance/front.ts';
import { standingCountersign } from '../../../../core/maintenance/second-person.ts';
import type { Hold, MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { isOver, lastAttempt, stepOf, toTaskTitle } from '../../../../core/maintenance/tasks.ts';
import { toHash } from '../../../frame/route.ts';
import type { ControlsModel } from '../../../model/controls-model.ts';
import { useIsReadOnly, useModel, useOffers, useSeat } from '../../../model/react.tsx';
import { Mark, TaskMark } from '../../../parts/marks/state-mark.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import { heldLook } from '../../../theme/tones.ts';
import { ExactCommandView } from '../steps/exact-command.tsx';
import { StepControls } from '../steps/step-card.tsx';
import { UnknownCard } from '../steps/unknown-card.tsx';
import classes from './attention.module.css';

interface AttentionProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
}

export function Attention({ state, controls }: AttentionProps) {
  const offers = useOffers(state);
  const missing = useModel(controls, (view) => view.missingSecrets);
  const unknown = state.tasks.filter(({ state: is }) => is === 'unknown');
  const others = state.tasks.filter(
    ({ id, state: is }) => is !== 'unknown' && (offers.steps.retry.includes(id) || is === 'waiting'),
  );
  // A failure the plan passes over is history; only those the run stands at are news.
  const standing = currentTasks(state);
  const current = others
    .filter((task) => task.state === 'waiting' || state.hold?.task === task.id || standing.includes(task))
    .sort((one, other) => Number(one.state === 'waiting') - Number(other.state === 'waiting'));
  const isHeldByPerson = state.hold !== undefined && state.hold.cause !== 'step-failed' && unknown.length === 0;
  const isMissing = missing.length > 0 && !isOver(state);
  // Of a run that is held the card of the hold says it.
  const dropOuts = state.hold === undefined ? findOpenDropOuts(state) : [];
  if (unknown.length === 0 && current.length === 0 && !isHeldByPerson && !isMissing && dropOuts.length === 0)
    return null;
  return (
    <div className={classes['cards']}>
      {unknown.map((task) => (
        <UnknownCard
          key={task.id}
          state={state}
          task={task}
          controls={controls}
          mayDecide={offers.steps.mark.includes(task.id)}
        />
      ))}
      {current.map((task) => (
        <Card key={task.id} tone={task.state === 'waiting' ? 'warn' : 'bad'}>
          <WaitingWords state={state} task={task} />
          {task.awaits?.for === 'countersign' ? (
            <div className={classes['exact']}>
              <ExactCommandView state={state} task={task} />
            </div>
          ) : null}
          <div className={classes['controls']}>
            <StepControls state={state} task={task} controls={controls} />
            {task.state !== 'waiting' && offers.rollBack ? (
              <Button size="compact-sm" variant="default" onClick={() => controls.open({ kind: 'roll-back' })}>
                Roll back…
              </Button>
            ) : null}
          </div>
        </Card>
      ))}
      {dropOuts.map(({ absence, why }) => (
        <Card key={absence.person} tone="bad">
          <p className={classes['words']}>{why} (POL-15).</p>
          <a href={toHash({ room: 'maintenance', id: state.id, tab: 'roster' })}>Settle it on the Roster</a>
        </Card>
      ))}
      {isMissing ? (
        <Card tone="warn">
          <p className={classes['words']}>
            This console was started anew and no longer knows {missing.join(', ')}; steps that need it cannot run.
          </p>
          <div className={classes['controls']}>
            <Button size="compact-sm" variant="default" onClick={() => controls.open({ kind: 'secrets' })}>
              Give secrets again…
            </Button>
          </div>
        </Card>
      ) : null}
      {isHeldByPerson && state.hold !== undefined ? (
        <Card tone="warn">
          <div className={classes['words']}>
            <Mark look={heldLook} />
            <span>
              {toHeldWords(state.hold)}, since <Instant atMs={state.hold.sinceMs} isTimeOnly />. What runs goes on;
              nothing new begins. <NotResumed state={state} />
            </span>
          </div>
          {offers.resume ? (
            <div className={classes['controls']}>
              <Button size="compact-sm" variant="default" onClick={() => controls.open({ kind: 'resume' })}>
                Resume…
              </Button>
            </div>
          ) : null}
        </Card>
      ) : null}
    </div>
  );
}

/** What stands between a hold and going on, where it is not a step, which has a card of its own (`POL-15`). */
function NotResumed({ state }: { readonly state: MaintenanceState }) {
  const refused = refuseResume(state);
  const isOfAStep = state.tasks.some((task) => ['failed', 'timed-out', 'unknown'].includes(task.state));
  if (refused === undefined || refused.ok || isOfAStep) return null;
  return (
    <span>
      {refused.failure.message} {refused.failure.advice}{' '}
      <a href={toHash({ room: 'maintenance', id: state.id, tab: 'roster' })}>Roster</a>
    </span>
  );
}

/** Drydock’s own reasons are sentences, and nobody doubts whose they are. */
function toHeldWords({ reason, by }: Hold): string {
  if (reason === '') return `Held by ${by.name}`;
  return by.kind === 'person' ? `${reason} (${by.name})` : reason.replace(/\.$/, '');
}

export function Card({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return (
    <section className={classes['card']} data-tone={tone}>
      {children}
    </section>
  );
}

function WaitingWords({ state, task }: { readonly state: MaintenanceState; readonly task: Task }) {
  const what = toTaskTitle(state, task);
  const verdict = lastAttempt(task)?.verdict;
  const { awaits } = task;
  const seat = useSeat(state);
  const onlyLooks = useIsReadOnly();
  const isYours = seat.visitor === undefined ? !onlyLooks : seat.isGiven(stepOf(state, task));
  return (
    <div className={classes['words']}>
      <TaskMark state={task.state} />
      {awaits?.for === 'confirmation' ? (
        <span>
          {what} waits for {onlyLooks ? 'the leader’s' : 'your'} confirmation before it runs.
        </span>
      ) : null}
      {awaits?.for === 'countersign' ? <SecondPersonWords state={state} task={task} /> : null}
      {awaits?.for === 'person' ? (
        <span>{isYours ? toManualWords(state, task) : `${what} waits for a person to do it.`}</span>
      ) : null}
      {awaits?.for === 'time' ? (
        <span>
          {what} waits
          {awaits.untilMs === undefined ? '' : ' until '}
          {awaits.untilMs === undefined ? null : <Instant atMs={awaits.untilMs} isTimeOnly />}.
        </span>
      ) : null}
      {awaits === undefined ? (
        <span>
          {what} has not succeeded{verdict === undefined ? '' : `: ${toVerdictText(verdict)}`}
          {task.word === undefined ? '' : ` (${task.word.text})`}. Nothing new begins until{' '}
          {onlyLooks ? 'the leader decides' : 'you decide'}.
        </span>
      ) : null}
    </div>
  );
}

/** Whose word is missing, or whose turn it is: the leader’s, once the second person’s word is there (`PREP-3`). */
function SecondPersonWords({ state, task }: { readonly state: MaintenanceState; readonly task: Task }) {
  const what = toTaskTitle(state, task);
  const word = standingCountersign(state, task);
  if (word !== undefined)
    return (
      <span>
        {word.by.name} confirmed {what} as the second person. It waits for the leader to go on.
      </span>
    );
  const before = task.countersign;
  return (
    <span>
      {before?.isByWhoLeads === true ? `${before.by.name} confirmed ${what}, and has taken the lead since. ` : ''}
      {what} waits for a second person to confirm exactly what it does. Nothing begins until then.
    </span>
  );
}

/** What a person is to do; for the undoing of a step without a script, why there is none (`REL-10`). */
function toManualWords(state: MaintenanceState, task: Task): string {
  const step = stepOf(state, task);
  const what = toTaskTitle(state, task);
  if (task.direction === 'forward') return `${what} is yours to do${step.what === undefined ? '.' : `: ${step.what}`}`;
  const why = 'rollback' in step && step.rollback?.kind === 'none' ? step.rollback.why : 'none was written.';
  return `${what} has no script: ${why} Undo it by hand and say so, or skip it with the reason.`;
}
