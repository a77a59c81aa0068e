/** What waits for whoever sits here, most pressing first, each with the one thing to do about it; or why nothing can wait for them. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalKind } from '../../../core/approval/approval.ts';
import type { TaskId } from '../../../core/ids.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Member } from '../../../core/roster/person.ts';
import { toWaiting, type Waiting } from '../../../core/sharing/waiting.ts';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { useMaintenanceModels, useSeat } from '../../model/react.tsx';
import type { Seat } from '../../model/seat.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { AnswerDialog } from '../approvals/answer-dialog.tsx';
import classes from './front-view.module.css';
import { keyOf, toFace, toneOf } from './waiting-faces.tsx';

export function WaitingList({ state }: { readonly state: MaintenanceState }) {
  const seat = useSeat(state);
  if (seat.member === undefined) return <p className={classes['soft']}>{nobody}</p>;
  return <ListOf state={state} seat={seat} member={seat.member} />;
}

const nobody =
  'The leader has not said who of the roster you are, so nothing can be asked of you by name. What you may do you find in the tabs above.';

interface ListProps {
  readonly state: MaintenanceState;
  readonly seat: Seat;
  readonly member: Member;
}

function ListOf({ state, seat, member }: ListProps) {
  const nowMs = useNowMs();
  const [answering, answer] = useState<readonly ApprovalKind[]>();
  const asking = useAsking();
  const all = toWaiting(state, member, nowMs);
  const { controls } = useMaintenanceModels(state.id);
  function openStep(task: TaskId) {
    goTo({ room: 'maintenance', id: state.id, tab: 'console' });
    controls.select(task);
    controls.open({ kind: 'countersign', task });
  }
  const asked = all.flatMap((one) => (one.kind === 'approval' ? [one.matter] : []));
  return (
    <>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {all.length === 0 ? <p className={classes['soft']}>Nothing, {member.name}. You will see it here.</p> : null}
      <ul className={classes['list']}>
        {all.map((one) => {
          const { icon: Icon, title, more } = toFace(state, one);
          return (
            <li key={keyOf(one)} className={classes['item']} data-tone={toneOf(one)}>
              <Icon size={18} aria-hidden="true" />
              <div className={classes['itemWords']}>
                <p className={classes['itemTitle']}>{title}</p>
                <p className={classes['soft']}>{more}</p>
              </div>
              <div className={classes['buttons']}>
                <Deed
                  state={state}
                  seat={seat}
                  one={one}
                  asking={asking}
                  onAnswer={() => answer(asked)}
                  onStep={openStep}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {answering === undefined ? null : (
        <AnswerDialog state={state} matters={answering} onClose={() => answer(undefined)} />
      )}
    </>
  );
}

interface DeedProps {
  readonly state: MaintenanceState;
  readonly seat: Seat;
  readonly one: Waiting;
  readonly asking: ReturnType<typeof useAsking>;
  readonly onAnswer: () => void;
  /** Opens the step’s dialog, in the console. */
  readonly onStep: (task: TaskId) => void;
}

/** What is done at once by a press binds nobody but them; everything else opens where it is read first. */
function Deed({ state, seat, one, asking, onAnswer, onStep }: DeedProps) {
  const { id: maintenance } = state;
  const linkTo = (label: string, route: Parameters<typeof toHash>[0]) => (
    <Button component="a" size="compact-sm" variant="default" href={toHash(route)}>
      {label}
    </Button>
  );
  const link = (label: string, tab: 'console' | 'roster' | 'readiness' | 'post-mortem') =>
    linkTo(label, { room: 'maintenance', id: maintenance, tab });
  switch (one.kind) {
    case 'approval':
      return (
        <>
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            href={toHash({ room: 'maintenance', id: maintenance, tab: 'plan' })}
          >
            Read the plan
          </Button>
          {seat.may('approval.answer') ? (
            <Button size="compact-sm" onClick={onAnswer}>
              Answer…
            </Button>
          ) : (
            <NotHere />
          )}
        </>
      );
    case 'check-in': {
      const { person } = one.shift;
      return seat.may('roster.checkIn') ? (
        <Button size="compact-sm" onClick={() => void asking.ask('roster.checkIn', { maintenance, person })}>
          I am here
        </Button>
      ) : (
        <NotHere />
      );
    }
    case 'hand-over':
      return link('See the roster', 'roster');
    case 'mention': {
      const about = [{ kind: 'comment', comment: one.comment.id } as const];
      return (
        <>
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            href={toHash({
              room: 'maintenance',
              id: maintenance,
              tab: 'console',
              spot: { kind: 'event', at: one.comment.seq },
            })}
          >
            See it in the log
          </Button>
          {seat.may('comment.seen') ? (
            <Button size="compact-sm" onClick={() => void asking.ask('comment.seen', { maintenance, about })}>
              Seen
            </Button>
          ) : null}
        </>
      );
    }
    case 'review':
      return link('Read the report', 'post-mortem');
    case 'countersign':
      return seat.may('step.countersign') ? (
        <Button size="compact-sm" onClick={() => onStep(one.task.id)}>
          Read and confirm…
        </Button>
      ) : (
        <NotHere />
      );
    case 'notice':
      return linkTo('See the notice', {
        room: 'maintenance',
        id: maintenance,
        tab: 'notices',
        notice: one.due.notice.id,
      });
    case 'emergency':
      return link('See the emergency', 'readiness');
    case 'announcement':
      return linkTo('Read the announcement', {
        room: 'maintenance',
        id: maintenance,
        tab: 'post-mortem',
        part: 'publish',
      });
    default:
      return link('See the console', 'console');
  }
}

function NotHere() {
  return <span className={classes['soft']}>Your invite only lets you follow: tell the leader.</span>;
}
