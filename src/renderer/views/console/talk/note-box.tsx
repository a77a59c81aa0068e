/** The box one writes into: what was done or seen, for the record, or a comment to the others; about a step, a line, an event, or the run. */
import { ActionIcon, CloseButton, SegmentedControl, Textarea, Tooltip } from '@mantine/core';
import { CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import type { Subject } from '../../../../core/comment/comment.ts';
import { toSubjectText } from '../../../../core/maintenance/event-text/comment-text.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import type { Failure } from '../../../../core/result.ts';
import { attempt } from '../../../model/asking.ts';
import type { ControlsModel, NoteKind } from '../../../model/controls-model.ts';
import { useMaintenanceModels, useModel, useModels, useSeat } from '../../../model/react.tsx';
import type { Seat } from '../../../model/seat.ts';
import { FailureNote } from '../../../parts/asking/failure-note.tsx';
import { newPartId } from '../../../parts/drafts/part-id.ts';
import { MentionList } from './mention-list.tsx';
import classes from './note-box.module.css';
import { useMentions } from './use-mentions.ts';

interface NoteBoxProps {
  readonly state: MaintenanceState;
  readonly controls: ControlsModel;
  readonly field: Ref<HTMLTextAreaElement>;
  /** Where only one of both is written, which is not asked. */
  readonly isOneKind?: boolean;
}

const kinds: readonly { readonly value: NoteKind; readonly label: string }[] = [
  { value: 'note', label: 'Action' },
  { value: 'comment', label: 'Comment' },
];
const words: Readonly<Record<NoteKind, { readonly label: string; readonly hint: string }>> = {
  note: { label: 'Log an action or a note', hint: 'Log an action or a note  ( n )' },
  comment: { label: 'Say something to the others', hint: 'Say something to the others, @ names one  ( c )' },
};

export function NoteBox({ state, controls, field, isOneKind = false }: NoteBoxProps) {
  const { link } = useModels();
  const seat = useSeat(state);
  const { text, about, kind: chosen } = useModel(controls, (view) => view.note);
  // What is done is not written into a bundle.
  const isReading = seat.visitor?.role === 'reading';
  const kind = isReading ? 'comment' : chosen;
  const isReadOnly = !seat.may(kind === 'note' ? 'note.add' : 'comment.add');
  const [failure, setFailure] = useState<Failure>();
  const [isSending, setSending] = useState(false);
  const { roster } = state;
  const mentions = useMentions({ roster, text, isOn: kind === 'comment', onText: controls.writeNote });

  async function send() {
    const said = text.trim();
    if (said === '' || isSending) return;
    setSending(true);
    const answer =
      kind === 'note'
        ? await attempt(link, 'note.add', { maintenance: state.id, text: said, ...toNoteFields(about) })
        : await attempt(link, 'comment.add', {
            maintenance: state.id,
            comment: newPartId(),
            text: said,
            ...(about === undefined ? {} : { about }),
          });
    setSending(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok) {
      controls.writeNote('');
      controls.noteAbout(undefined);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || mentions.takesKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send();
  }

  const isOffering = mentions.offered.length > 0;
  return (
    <div className={classes['box']}>
      {failure === undefined ? null : (
        <FailureNote
          failure={failure}
          meaning="Your words are still in the box; they are not in the log."
          onDismiss={() => setFailure(undefined)}
        />
      )}
      {isOffering ? (
        <MentionList id={mentions.id} offered={mentions.offered} active={mentions.active} onPick={mentions.pick} />
      ) : null}
      <AboutLine state={state} about={about} onLeave={() => controls.noteAbout(undefined)} />
      <div className={classes['line']}>
        {isOneKind || isReading ? null : (
          <SegmentedControl
            size="xs"
            aria-label="What is written"
            data={[...kinds]}
            value={kind}
            onChange={(value: NoteKind) => controls.noteAs(value)}
          />
        )}
        <Textarea
          ref={field}
          className={classes['field'] ?? ''}
          autosize
          minRows={1}
          maxRows={5}
          size="sm"
          aria-label={words[kind].label}
          aria-autocomplete={kind === 'comment' ? 'list' : undefined}
          aria-controls={isOffering ? mentions.id : undefined}
          aria-activedescendant={isOffering ? `${mentions.id}-${mentions.active}` : undefined}
          placeholder={isReadOnly ? toWhyNot(seat) : words[kind].hint}
          disabled={isReadOnly}
          value={text}
          maxLength={10_000}
          onChange={(event) => {
            controls.writeNote(event.currentTarget.value);
            mentions.onCursor(event.currentTarget.selectionStart);
          }}
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
    </div>
  );
}

interface AboutLineProps {
  readonly state: MaintenanceState;
  readonly about: Subject | undefined;
  readonly onLeave: () => void;
}

function AboutLine({ state, about, onLeave }: AboutLineProps) {
  const { maintenance } = useMaintenanceModels(state.id);
  const names = useModel(maintenance, (view) => view.names);
  if (about === undefined) return null;
  return (
    <span className={classes['about']}>
      About {toSubjectText(about, names.at(state.seq))}
      {about.kind === 'row' ? ' of the output' : ''}
      <CloseButton size={16} aria-label="About the run as a whole" onClick={onLeave} />
    </span>
  );
}

/** A note knows steps and lines alone: about anything else it is one of the run. */
function toNoteFields(about: Subject | undefined) {
  if (about?.kind === 'row') return { row: about.row };
  return about?.kind === 'step' && about.task !== undefined ? { task: about.task } : {};
}

function toWhyNot({ visitor }: Seat): string {
  if (visitor?.role === 'reading') return 'To comment, say who you are under People in your own Drydock';
  return visitor === undefined ? 'This console only reads' : 'You follow; an invite to review also lets you write here';
}
