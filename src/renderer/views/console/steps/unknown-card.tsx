/** A step nobody knows the outcome of: what is known, that the console keeps trying, and the three things a person can say. */

import { toUncertaintyText } from '../../../../core/maintenance/event-text/verdict-text.ts';
import type { MaintenanceState, Task } from '../../../../core/maintenance/state.ts';
import { isOver, lastAttempt, toTaskTitle } from '../../../../core/maintenance/tasks.ts';
import { toHash } from '../../../frame/route.ts';
import type { ControlsModel } from '../../../model/controls-model.ts';
import type { MarkWord } from '../../../model/primary-action.ts';
import { useModel, useModels } from '../../../model/react.tsx';
import type { Contact } from '../../../model/workspace-model.ts';
import { TaskMark } from '../../../parts/marks/state-mark.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import { useNowMs } from '../../../parts/time/now.ts';
import { toAgeText, toSpanText } from '../../../parts/time/times.ts';
import classes from '../run/attention.module.css';
import { toConsequence } from './mark-words.ts';

interface UnknownCardProps {
  readonly state: MaintenanceState;
  readonly task: Task;
  readonly controls: ControlsModel;
  /** `false` in a console that only reads. */
  readonly mayDecide: boolean;
}

const choices: readonly { readonly word: MarkWord; readonly label: string }[] = [
  { word: 'ran', label: 'It ran…' },
  { word: 'did-not-run', label: 'It did not run…' },
  { word: 'new-attempt', label: 'A new attempt…' },
];

export function UnknownCard({ state, task, controls, mayDecide }: UnknownCardProps) {
  return (
    <section className={classes['unknown']} data-tone="odd" aria-label="Outcome unknown">
      <p className={classes['unknownTitle']}>
        <TaskMark state="unknown" />
        <span>Nobody knows what became of {toTaskTitle(state, task)}.</span>
      </p>
      <Known task={task} />
      <WayOut task={task} />
      <div className={classes['choices']}>
        {(mayDecide ? choices.filter(({ word }) => word !== 'new-attempt' || !isOver(state)) : []).map(
          ({ word, label }) => (
            <button
              key={word}
              type="button"
              className={classes['choice']}
              onClick={() => controls.open({ kind: 'mark', task: task.id, word })}
            >
              <b>{label}</b>
              <span>{toConsequence(state, task, word)}</span>
            </button>
          ),
        )}
      </div>
    </section>
  );
}

/** Whether the host may still tell by itself what became of it. Where it has answered already, it knows no more. */
function isAskedOn(task: Task): boolean {
  const attempt = lastAttempt(task);
  const why = attempt?.uncertainty?.kind;
  return why === 'end-not-proven' || (why === 'contact-lost' && attempt?.mode === 'durable');
}

function WayOut({ task }: { readonly task: Task }) {
  const contact = useContact(task.host);
  const host = task.host ?? 'the host';
  if (!isAskedOn(task)) {
    return (
      <p>
        {host} can say no more than this, and nothing new begins until you decide. Look on the host itself how far it
        came.
      </p>
    );
  }
  if (contact?.state === 'refused' && task.host !== undefined) {
    return (
      <p>
        {host} answers, but nothing is told to it or taken from it as it is. Find out why; then set it right{' '}
        <a href={toHash({ room: 'hosts', host: task.host })}>under Hosts</a> or on the host, and the console asks on by
        itself.
      </p>
    );
  }
  return (
    <p>
      The console keeps asking {host} by itself, and takes the answer as soon as there is one. Decide only if you know
      better, for example from the host’s own console.
    </p>
  );
}

function useContact(host: string | undefined): Contact | undefined {
  const { workspace } = useModels();
  const contacts = useModel(workspace, (view) => view.contacts);
  return host === undefined ? undefined : contacts.get(host);
}

function Known({ task }: { readonly task: Task }) {
  const contact = useContact(task.host);
  const nowMs = useNowMs();
  const attempt = lastAttempt(task);
  if (attempt === undefined) return null;
  return (
    <dl className={classes['known']}>
      <dt>Why</dt>
      <dd>{attempt.uncertainty === undefined ? 'not known' : `${toUncertaintyText(attempt.uncertainty)}.`}</dd>
      <dt>Attempt</dt>
      <dd>
        {attempt.number}, {attempt.startedAtMs === undefined ? 'sent ' : 'seen running since '}
        <Instant atMs={attempt.startedAtMs ?? attempt.intendedAtMs} isTimeOnly />
        {attempt.pid === undefined ? '' : `, process ${attempt.pid}`}
        {attempt.mode === 'direct'
          ? '; in direct mode, so it may have ended with its connection'
          : isAskedOn(task)
            ? '; durable, so it goes on without us'
            : ''}
      </dd>
      <dt>{task.host}</dt>
      <dd>
        {contact?.state === 'refused' ? (
          <strong>{contact.message}</strong>
        ) : contact?.state === 'connected' ? (
          'connected'
        ) : (
          'no contact'
        )}
        {contact?.lastByteAtMs === undefined ? '' : `, last byte ${toAgeText(nowMs - contact.lastByteAtMs)}`}
        {contact?.nextTryAtMs !== undefined && contact.nextTryAtMs > nowMs
          ? `, tried again in ${toSpanText(contact.nextTryAtMs - nowMs)}`
          : ''}
      </dd>
    </dl>
  );
}
