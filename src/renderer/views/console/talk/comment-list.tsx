/** What was said, about one thing or about all: who said it when and of what, who has seen it, what is new, and a way to answer. */
import { Button } from '@mantine/core';
import { Check, CornerDownRight } from 'lucide-react';
import type { Comment } from '../../../../core/comment/comment.ts';
import { findUnread, mentions, whoHasSeen } from '../../../../core/comment/reading.ts';
import { toSubjectText } from '../../../../core/maintenance/event-text/comment-text.ts';
import type { MaintenanceState } from '../../../../core/maintenance/state.ts';
import { toHash } from '../../../frame/route.ts';
import { useMaintenanceModels, useModel, useSeat } from '../../../model/react.tsx';
import { useAsking } from '../../../parts/asking/asking.ts';
import { FailureNote } from '../../../parts/asking/failure-note.tsx';
import { useMe } from '../../../parts/asking/use-me.ts';
import { Instant } from '../../../parts/time/instant.tsx';
import classes from './comment-list.module.css';

/** The rest stands in the log, at its time. */
const shownComments = 40;

interface CommentListProps {
  readonly state: MaintenanceState;
  readonly comments: readonly Comment[];
  /** Says what each is about; where the place says it already, that is left out. */
  readonly showsSubject?: boolean;
  /** Called with what is to be answered. */
  readonly onAnswer: (comment: Comment) => void;
}

export function CommentList({ state, comments, showsSubject = false, onAnswer }: CommentListProps) {
  const me = useMe(state);
  const seat = useSeat(state);
  const asking = useAsking();
  const unread = me === undefined ? [] : findUnread(state.talk, me).filter((one) => comments.includes(one));
  const maySay = seat.may('comment.add');
  const shown = comments.slice(-shownComments);
  const see = (seen: readonly Comment[]) => {
    const about = seen.slice(0, 500).map(({ id }) => ({ kind: 'comment', comment: id }) as const);
    void asking.ask('comment.seen', { maintenance: state.id, about });
  };
  return (
    <div className={classes['comments']}>
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} onDismiss={asking.forget} />}
      {comments.length > shown.length ? (
        <p className={classes['soft']}>{comments.length - shown.length} earlier ones stand in the log.</p>
      ) : null}
      <ul className={classes['list']}>
        {shown.map((comment) => (
          <OneComment
            key={comment.id}
            state={state}
            comment={comment}
            isNew={unread.includes(comment)}
            isForMe={me !== undefined && mentions(comment, me)}
            showsSubject={showsSubject}
            {...(maySay ? { onAnswer: () => onAnswer(comment), onSeen: () => see([comment]) } : {})}
          />
        ))}
      </ul>
      {unread.length > 1 && seat.may('comment.seen') ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Check size={12} aria-hidden="true" />}
          onClick={() => see(unread)}
        >
          Mark all {unread.length} as seen
        </Button>
      ) : null}
    </div>
  );
}

interface OneCommentProps {
  readonly state: MaintenanceState;
  readonly comment: Comment;
  readonly isNew: boolean;
  readonly isForMe: boolean;
  readonly showsSubject: boolean;
  readonly onAnswer?: () => void;
  readonly onSeen?: () => void;
}

function OneComment({ state, comment, isNew, isForMe, showsSubject, onAnswer, onSeen }: OneCommentProps) {
  const { maintenance } = useMaintenanceModels(state.id);
  const names = useModel(maintenance, (view) => view.names);
  const { id, seq, by, atMs, text, about } = comment;
  const seen = whoHasSeen(state.talk, { kind: 'comment', comment: id });
  const isAnswer = about?.kind === 'comment';
  const spot = { kind: 'event', at: seq } as const;
  return (
    <li className={classes['comment']} data-new={isNew || undefined} data-answer={isAnswer || undefined}>
      <p className={classes['head']}>
        {isAnswer ? <CornerDownRight size={12} aria-label="an answer" role="img" /> : null}
        <strong>{by.name}</strong>{' '}
        <a href={toHash({ room: 'maintenance', id: state.id, tab: 'console', spot })}>
          <Instant atMs={atMs} isTimeOnly />
        </a>
        {isNew ? <span className={classes['new']}>{isForMe ? 'new, for you' : 'new'}</span> : null}
      </p>
      {showsSubject && about !== undefined && !isAnswer ? (
        <p className={classes['soft']}>on {toSubjectText(about, names.at(seq))}</p>
      ) : null}
      <p className={classes['text']}>{text}</p>
      {seen.length === 0 ? null : (
        <p className={classes['soft']}>Seen by {seen.map(({ by: reader }) => reader.name).join(', ')}</p>
      )}
      <span className={classes['deeds']}>
        {onAnswer === undefined ? null : (
          <Button size="compact-xs" variant="subtle" aria-label={`Answer ${by.name}: ${text}`} onClick={onAnswer}>
            Answer
          </Button>
        )}
        {isNew && onSeen !== undefined ? (
          <Button size="compact-xs" variant="subtle" aria-label={`Seen: ${text}`} onClick={onSeen}>
            Seen
          </Button>
        ) : null}
      </span>
    </li>
  );
}
