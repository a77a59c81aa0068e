/** The box in which the leader writes what was done or seen: Enter sends it to the journal; about a step, a line, or the run. */
import { ActionIcon, CloseButton, Textarea, Tooltip } from '@mantine/core';
import { CornerDownLeft, SquarePen } from 'lucide-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { findTask, toTaskTitle } from '../../../core/maintenance/tasks.ts';
import type { Failure } from '../../../core/result.ts';
import { attempt } from '../../model/asking.ts';
import type { ControlsModel, NoteSubject } from '../../model/controls-model.ts';
import { useModel, useModels, useSeat } from '../../model/react.tsx';
import type { Seat } from '../../model/seat.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import classes from './note-box.module.css';

interface NoteBoxProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
  readonly field: Ref<HTMLTextAreaElement>;
}

export function NoteBox({ state, controls, field }: NoteBoxProps) {
  const { link } = useModels();
  const seat = useSeat(state);
  const isReadOnly = !seat.may('note.add');
  const { text, about } = useModel(controls, (view) => view.note);
  const [failure, setFailure] = useState<Failure>();
  const [isSending, setSending] = useState(false);

  async function send() {
    const words = text.trim();
    if (words === '' || isSending) return;
    setSending(true);
    const answer = await attempt(link, 'note.add', { maintenance: state.id, text: words, ...about });
    setSending(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok) {
      controls.writeNote('');
      controls.noteAbout(undefined);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  }

  return (
    <div className={classes['box']}>
      {failure === undefined ? null : (
        <FailureNote
          failure={failure}
          meaning="Your words are still in the box; they are not in the log."
          onDismiss={() => setFailure(undefined)}
        />
      )}
      {about === undefined ? null : (
        <span className={classes['about']}>
          About {toSubjectText(state, about)}
          <CloseButton size={16} aria-label="About the run as a whole" onClick={() => controls.noteAbout(undefined)} />
        </span>
      )}
      <Textarea
        ref={field}
        autosize
        minRows={1}
        maxRows={5}
        size="sm"
        aria-label="Log an action or a note"
        placeholder={isReadOnly ? toWhyNot(seat) : 'Log an action or a note  ( n )'}
        disabled={isReadOnly}
        leftSection={<SquarePen size={14} aria-hidden="true" />}
        value={text}
        maxLength={10_000}
        onChange={(event) => controls.writeNote(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        rightSection={
          <Tooltip label="Write it into the log (Enter)">
            <ActionIcon
              variant="subtle"
              aria-label="Write it into the log"
              disabled={text.trim() === ''}
              loading={isSending}
              onClick={() => void send()}
            >
              <CornerDownLeft size={15} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        }
      />
    </div>
  );
}

function toWhyNot({ visitor }: Seat): string {
  return visitor === undefined ? 'This console only reads' : 'You follow; an invite to review also lets you write here';
}

function toSubjectText(state: MaintenanceState, about: NoteSubject): string {
  if ('row' in about) return `line ${about.row.toLocaleString()} of the output`;
  const task = findTask(state, about.task);
  return task === undefined ? about.task : toTaskTitle(state, task);
}
