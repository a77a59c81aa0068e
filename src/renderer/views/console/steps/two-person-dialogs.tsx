/** The two dialogs of the two-person rule: the second person confirms exactly this command, and the leader goes on (`PREP-3`). */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { leadsRun, standingCountersign, toCommandHash } from '../../../../core/maintenance/second-person.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { stepOf, toTaskTitle } from '../../../../core/maintenance/tasks.ts';
import { isSameWord, type PersonId } from '../../../../core/roster/names.ts';
import { findMember } from '../../../../core/roster/roster.ts';
import { useSeat } from '../../../model/react.tsx';
import { Instant } from '../../../parts/time/instant.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { ExactCommandView } from './exact-command.tsx';
import type { StepDialogProps } from './step-dialogs.tsx';

export function CountersignDialog({ state, task, controls }: StepDialogProps) {
  // What is confirmed is what is shown: bound when the dialog opens, and refused where it changes behind it.
  const [command] = useState(() => toCommandHash(state, task));
  const [person, setPerson] = useState<PersonId>();
  const [typed, setTyped] = useState('');
  const name = person === undefined ? undefined : findMember(state.roster, person)?.name;
  const isNamed = name !== undefined && isSameWord(typed, name);
  const who = name ?? 'the second person';
  // From elsewhere one gives one’s own word; here another person of the roster does, by their name.
  const isVisitor = useSeat(state).visitor !== undefined;
  return (
    <ActionDialog
      controls={controls}
      title={`Second person: ${toTaskTitle(state, task)}`}
      deed={task.host === undefined ? 'I confirm exactly this' : `I confirm exactly this on ${task.host}`}
      isReady={isNamed || state.isPractice || isVisitor}
      onDo={() =>
        void controls.send('step.countersign', {
          maintenance: state.id,
          task: task.id,
          command,
          ...(isNamed ? { person, typed } : {}),
        })
      }
    >
      <p>Read it as if you ran it. Your word is about exactly this, and starts nothing: the leader goes on.</p>
      <ExactCommandView state={state} task={task} />
      {state.isPractice && !isVisitor ? <p>This is practice: your own word counts as the second person’s.</p> : null}
      {state.isPractice || isVisitor ? null : (
        <>
          <p>
            This is the leader’s console. Let a buddy confirm it on their own machine, or let another person of the
            roster do so here; the journal says that it was said at this console.
          </p>
          <SecondPersonField state={state} value={person} onChange={setPerson} />
          <TextInput
            label={`${who} types their name`}
            value={typed}
            autoComplete="off"
            disabled={person === undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      )}
    </ActionDialog>
  );
}

interface SecondPersonFieldProps {
  readonly state: MaintenanceState;
  readonly value: PersonId | undefined;
  readonly onChange: (person: PersonId | undefined) => void;
}

/** Whoever leads is not offered. */
function SecondPersonField({ state, value, onChange }: SecondPersonFieldProps) {
  const others = state.roster.members.filter(({ id, name }) => !leadsRun(state, { person: id, name }));
  return (
    <Select
      label="Who confirms it"
      description={others.length === 0 ? 'Nobody but the leader is on the roster.' : undefined}
      data={others.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      searchable
      onChange={(person) => onChange(person ?? undefined)}
    />
  );
}

export function GoOnDialog({ state, task, controls }: StepDialogProps) {
  const [typed, setTyped] = useState('');
  const step = stepOf(state, task);
  const { host } = task;
  const asksForHost = host !== undefined && 'confirmBefore' in step && step.confirmBefore;
  const word = standingCountersign(state, task);
  return (
    <ActionDialog
      controls={controls}
      title={`Go on with ${toTaskTitle(state, task)}`}
      deed={host === undefined ? 'Go on with it' : `Run it on ${host}`}
      isDangerous={host !== undefined}
      isReady={!asksForHost || typed === host}
      onDo={() =>
        void controls.send('step.goOn', {
          maintenance: state.id,
          task: task.id,
          ...(asksForHost ? { typed } : {}),
        })
      }
    >
      {word === undefined ? null : (
        <p>
          {word.by.name} confirmed exactly this as the second person
          {word.isAtLeader ? ', at this console' : ''}, <Instant atMs={word.atMs} isTimeOnly />.
        </p>
      )}
      <ExactCommandView state={state} task={task} />
      {asksForHost ? (
        <TextInput
          data-autofocus
          label={`Type “${host}” to confirm`}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
    </ActionDialog>
  );
}
