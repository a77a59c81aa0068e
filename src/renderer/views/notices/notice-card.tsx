/** One notice: for whom, when and through what, its words as they will be sent with what the check says, and what may be done with it. */
import { Button } from '@mantine/core';
import { Ban, CalendarCog, Copy, PencilLine, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import type { Channel } from '../../../core/notice/channel.ts';
import { checkNotice } from '../../../core/notice/check.ts';
import type { DueNotice } from '../../../core/notice/due.ts';
import { staysUntilSent } from '../../../core/notice/notice.ts';
import type { Template } from '../../../core/notice/template.ts';
import { toNoticeText } from '../../../core/notice/text.ts';
import { useSeat } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import factList from '../../parts/marks/facts.module.css';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { NoticeComments } from './notice-comments.tsx';
import { CopyDialog, DropDialog } from './notice-dialogs.tsx';
import { NoticeForm } from './notice-form.tsx';
import { isOpenStatus, kindNames, noticeLooks } from './notice-looks.ts';
import { NoticeWords } from './notice-words.tsx';
import classes from './notices.module.css';
import { SendDialog } from './send-dialog.tsx';
import { Sendings } from './sendings.tsx';
import { toRelationText } from './span.ts';
import { toNotice } from './to-notice.ts';
import { WordsEditor } from './words-editor.tsx';

interface NoticeCardProps {
  readonly state: MaintenanceState;
  readonly due: DueNotice;
  readonly channels: readonly Channel[];
  readonly template: Template | undefined;
}

type Deed = 'send' | 'copy' | 'drop' | 'change';

export function NoticeCard({ state, due, channels, template }: NoticeCardProps) {
  const { notice, status } = due;
  const nowMs = useNowMs();
  const seat = useSeat(state);
  const maySend = seat.may('notice.send') && seat.ownsNotices();
  const [deed, begin] = useState<Deed>();
  const [isEditing, setEditing] = useState(false);
  const resetting = useAsking();
  const words = toNoticeText(notice, state, nowMs, template);
  const problems = checkNotice(words, notice, state, nowMs);
  const hasLeft = notice.sendings.some((one) => ['sending', 'sent', 'unknown'].includes(one.state));
  const isDropped = notice.dropped !== undefined;
  const isVisitor = seat.visitor !== undefined;
  // What the console sends by itself is changed at the leader's console alone.
  const isOpenToMe = !(isVisitor && notice.isAutomatic === true);
  const mayWrite = seat.may('notice.change') && seat.ownsNotices() && isOpenToMe && !isDropped && !hasLeft;
  const mayDrop = seat.may('notice.drop') && !staysUntilSent(notice);
  const close = () => begin(undefined);
  async function goBackToTemplate() {
    const { subject: _, text: __, ...plain } = toNotice(notice);
    setEditing(false);
    await resetting.ask('notice.change', { maintenance: state.id, notice: plain });
  }
  return (
    <article className={classes['card']} aria-label={kindNames[notice.kind]}>
      <header className={classes['cardHead']}>
        <h2>{kindNames[notice.kind]}</h2>
        <Mark look={noticeLooks[status]} isPill />
        <span className={classes['audience']} data-audience={notice.audience}>
          {notice.audience === 'public' ? 'Public' : 'Internal'}
        </span>
      </header>
      <NoticeFacts due={due} />
      {staysUntilSent(notice) && isOpenStatus(due.status) ? (
        <p className={classes['soft']}>
          Every change of schedule is told to EM and CES: this stays due until it is sent, or copied by hand.
        </p>
      ) : null}
      {!maySend || isDropped || isEditing ? null : (
        <div className={classes['buttons']}>
          <Button size="xs" leftSection={<Send size={14} aria-hidden="true" />} onClick={() => begin('send')}>
            Send…
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<Copy size={14} aria-hidden="true" />}
            onClick={() => begin('copy')}
          >
            Copy by hand…
          </Button>
          {mayWrite ? (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<CalendarCog size={14} aria-hidden="true" />}
                onClick={() => begin('change')}
              >
                {isVisitor ? 'Time…' : 'Time and channels…'}
              </Button>
              {mayDrop ? (
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  leftSection={<Ban size={14} aria-hidden="true" />}
                  onClick={() => begin('drop')}
                >
                  Drop…
                </Button>
              ) : null}
            </>
          ) : null}
        </div>
      )}
      {resetting.failure === undefined ? null : <FailureNote failure={resetting.failure} />}
      <Sendings id={state.id} notice={notice} maySettle={seat.may('notice.settle') && seat.ownsNotices()} />
      <section className={classes['section']}>
        <div className={classes['sectionHead']}>
          <h3>{isEditing ? 'Words' : hasLeft ? 'Words, as the record stands now' : 'Words, as they will be sent'}</h3>
          {mayWrite && !isEditing ? (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<PencilLine size={13} aria-hidden="true" />}
              onClick={() => setEditing(true)}
            >
              Write
            </Button>
          ) : null}
          {mayWrite && !isEditing && words.isWritten ? (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<Undo2 size={13} aria-hidden="true" />}
              onClick={() => void goBackToTemplate()}
            >
              Back to the template
            </Button>
          ) : null}
        </div>
        <p className={classes['soft']}>
          {words.isWritten
            ? 'Written by hand: what changes in the record does not reach it.'
            : 'Filled from the record by the team’s template; it follows the record until it is sent.'}
        </p>
        {isEditing ? (
          <WordsEditor state={state} notice={notice} first={words} onDone={() => setEditing(false)} />
        ) : (
          <NoticeWords words={words} problems={problems} />
        )}
      </section>
      <NoticeComments state={state} notice={notice.id} />
      {deed === 'send' ? (
        <SendDialog state={state} due={due} channels={channels} words={words} problems={problems} onClose={close} />
      ) : null}
      {deed === 'copy' ? <CopyDialog id={state.id} notice={notice} words={words} onClose={close} /> : null}
      {deed === 'drop' ? <DropDialog id={state.id} notice={notice} onClose={close} /> : null}
      {deed === 'change' ? <NoticeForm state={state} notice={notice} channels={channels} onClose={close} /> : null}
    </article>
  );
}

function NoticeFacts({ due: { notice, dueAtMs, overdueAtMs, status, left, isDrafted } }: { readonly due: DueNotice }) {
  const isOpen = isOpenStatus(status);
  return (
    <dl className={factList['facts']}>
      <dt>Due</dt>
      <dd>
        {dueAtMs === undefined ? toRelationText(notice.due) : <Instant atMs={dueAtMs} />}
        {isOpen && overdueAtMs !== undefined ? (
          <>
            {', overdue from '}
            <Instant atMs={overdueAtMs} />
          </>
        ) : null}
      </dd>
      <dt>Channels</dt>
      <dd>
        {notice.channels.length === 0
          ? 'none yet: send it through one, or copy it by hand'
          : notice.channels.join(', ')}
      </dd>
      {isOpen && left.length > 0 && left.length < notice.channels.length ? (
        <>
          <dt>Still to go</dt>
          <dd>{left.join(', ')}</dd>
        </>
      ) : null}
      {notice.dropped === undefined ? null : (
        <>
          <dt>Dropped</dt>
          <dd>
            by {notice.dropped.by.name}, <Instant atMs={notice.dropped.atMs} />: {notice.dropped.reason}
          </dd>
        </>
      )}
      {isDrafted ? (
        <>
          <dt>Drafted</dt>
          <dd>by the console: the projected end is past the planned one.</dd>
        </>
      ) : null}
    </dl>
  );
}
