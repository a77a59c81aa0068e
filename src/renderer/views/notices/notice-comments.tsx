/** What was said about a notice, on its card, and the box to say more: what is written in it stays, wherever one looks meanwhile. */
import { Button } from '@mantine/core';
import { MessageSquarePlus } from 'lucide-react';
import type { Subject } from '../../../core/comment/comment.ts';
import { commentsAbout } from '../../../core/comment/reading.ts';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { PlannedNotice } from '../../../core/notice/notice.ts';
import { useMaintenanceModels, useModel, useSeat } from '../../model/react.tsx';
import { CommentList } from '../console/talk/comment-list.tsx';
import { NoteBox } from '../console/talk/note-box.tsx';
import classes from './notices.module.css';

interface NoticeCommentsProps {
  readonly state: MaintenanceState;
  readonly notice: PlannedNotice['id'];
}

export function NoticeComments({ state, notice }: NoticeCommentsProps) {
  const { controls } = useMaintenanceModels(state.id);
  const { about, kind } = useModel(controls, (view) => view.note);
  const mayComment = useSeat(state).may('comment.add');
  const subject: Subject = { kind: 'notice', notice };
  const comments = commentsAbout(state.talk, subject);
  const isWriting =
    kind === 'comment' &&
    (about?.kind === 'notice'
      ? about.notice === notice
      : about?.kind === 'comment' && comments.some(({ id }) => id === about.comment));
  if (!mayComment && comments.length === 0) return null;
  function write(about: Subject) {
    controls.noteAs('comment');
    controls.noteAbout(about);
  }
  return (
    <section className={classes['section']} aria-label="Comments on the notice">
      <div className={classes['sectionHead']}>
        <h3>Comments</h3>
        {mayComment && !isWriting ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<MessageSquarePlus size={13} aria-hidden="true" />}
            onClick={() => write(subject)}
          >
            Comment
          </Button>
        ) : null}
      </div>
      {comments.length === 0 ? null : (
        <CommentList state={state} comments={comments} onAnswer={({ id }) => write({ kind: 'comment', comment: id })} />
      )}
      {mayComment && isWriting ? <NoteBox state={state} controls={controls} field={begin} isOneKind /> : null}
    </section>
  );
}

/** The box appears for a press of the button: one writes at once. */
function begin(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
