/** The hosts of a run: whether each is connected, how old its last byte is, when it is tried again. */
import { CircleCheck, CircleDashed, CircleX, LoaderCircle, MicOff, Unplug } from 'lucide-react';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { stepOf } from '../../../../core/maintenance/tasks.ts';
import { isScripted } from '../../../../core/plan/plan.ts';
import { useIsReadOnly, useModel, useModels } from '../../../model/react.tsx';
import type { Contact } from '../../../model/workspace-model.ts';
import { Mark } from '../../../parts/marks/state-mark.tsx';
import { useNowMs } from '../../../parts/time/now.ts';
import { isSilent } from '../../../parts/time/silence.ts';
import { toAgeText, toSpanText } from '../../../parts/time/times.ts';
import type { Look } from '../../../theme/tones.ts';
import classes from './side-panel.module.css';

const looks: Readonly<Record<Contact['state'], Look>> = {
  idle: { word: 'Not connected', icon: CircleDashed, tone: 'neutral' },
  connecting: { word: 'Connecting', icon: LoaderCircle, tone: 'busy' },
  connected: { word: 'Connected', icon: CircleCheck, tone: 'good' },
  lost: { word: 'Out of reach', icon: Unplug, tone: 'bad' },
  refused: { word: 'Refused', icon: CircleX, tone: 'bad' },
};

/** Connected as far as anybody can tell, but not heard of: neither output nor an answer to a keepalive. */
const silentLook: Look = { word: 'Silent', icon: MicOff, tone: 'warn' };

export function ContactList({ state }: { readonly state: MaintenanceState }) {
  const { workspace } = useModels();
  const contacts = useModel(workspace, (view) => view.contacts);
  const names = new Set(state.plan.steps.flatMap((step) => (isScripted(step) ? step.hosts : [])));
  const busy = new Map(
    state.tasks.flatMap((task) =>
      task.state === 'running' && task.host !== undefined ? [[task.host as string, stepOf(state, task).title]] : [],
    ),
  );
  if (names.size === 0) return <p className={classes['words']}>No step of this plan runs on a host.</p>;
  return (
    <ul className={classes['hosts']}>
      {[...names].sort().map((name) => (
        <li key={name} className={classes['host']}>
          <span className={classes['hostName']}>{name}</span>
          <ContactFacts contact={contacts.get(name)} />
          {busy.has(name) ? <span className={classes['words']}>runs “{busy.get(name)}”</span> : null}
        </li>
      ))}
    </ul>
  );
}

function ContactFacts({ contact }: { readonly contact: Contact | undefined }) {
  const nowMs = useNowMs();
  // A console that only reads has no connection of its own, and knows nothing of the other's.
  if (useIsReadOnly() && contact === undefined) return null;
  const { lastByteAtMs, nextTryAtMs, message } = contact ?? {};
  const trouble = contact?.state === 'lost' || contact?.state === 'refused' ? message : undefined;
  return (
    <>
      <span className={classes['hostState']}>
        <Mark look={contact !== undefined && isSilent(contact, nowMs) ? silentLook : looks[contact?.state ?? 'idle']} />
        {lastByteAtMs === undefined ? null : (
          <span className={classes['age']} title="Age of the last byte that came from this host">
            last byte {toAgeText(nowMs - lastByteAtMs)}
          </span>
        )}
      </span>
      {trouble === undefined ? null : <span className={classes['words']}>{trouble}</span>}
      {nextTryAtMs !== undefined && nextTryAtMs > nowMs ? (
        <span className={classes['words']}>tried again in {toSpanText(nextTryAtMs - nowMs)}</span>
      ) : null}
    </>
  );
}
