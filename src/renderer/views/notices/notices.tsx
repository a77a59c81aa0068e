/** Notices of a maintenance: what is overdue, due, to come, sent and dropped on the left; one of them with its words and sendings on the right. */
import { Button, Loader } from '@mantine/core';
import { BellRing, Plus } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type DueNotice, toDueNotices } from '../../../core/notice/due.ts';
import { goTo } from '../../frame/navigation.ts';
import { useSeat } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom } from '../../parts/layout/page.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { NoticeCard } from './notice-card.tsx';
import { NoticeForm } from './notice-form.tsx';
import { isOpenStatus, kindNames, noticeLooks, toNoticeGroups } from './notice-looks.ts';
import classes from './notices.module.css';
import { toRelationText } from './span.ts';

interface NoticesProps {
  readonly state: MaintenanceState;
  /** The id of the notice that is open. */
  readonly selected: string | undefined;
}

export function Notices({ state, selected }: NoticesProps) {
  const notices = toDueNotices(state, useNowMs());
  const [isAdding, setAdding] = useState(false);
  const seat = useSeat(state);
  // Where a channel leads is nothing a visitor has to know: they send through those that the notice names.
  const isVisitor = seat.visitor !== undefined;
  const channels = useAsked('channel.list', {}, 'channel', !isVisitor);
  const templates = useAsked('template.list', {}, 'notice');
  const groups = toNoticeGroups(notices);
  // Once it is sent another one stands first: what became of the sending must not go out of sight with it.
  const [first] = useState(() => groups[0]?.notices[0]?.notice.id);
  const open = notices.find(({ notice }) => notice.id === (selected ?? first)) ?? groups[0]?.notices[0];
  const failed = [channels, templates].find(({ failure }) => failure !== undefined);
  const add = seat.visitor === undefined && (
    <Button
      size="compact-sm"
      variant="default"
      disabled={!seat.may('notice.plan')}
      leftSection={<Plus size={14} aria-hidden="true" />}
      onClick={() => setAdding(true)}
    >
      Add a notice…
    </Button>
  );
  return (
    <div className={classes['view']}>
      {failed?.failure === undefined ? null : <FailureNote failure={failed.failure} onRetry={failed.again} />}
      {open === undefined ? (
        <EmptyRoom icon={<BellRing size={26} aria-hidden="true" />} title="No notice is planned" actions={add}>
          {state.isPractice
            ? 'A practice has nobody to tell. One can be added all the same, to try the channels.'
            : 'Notices tell people what to plan for: an announcement, reminders, the start, the end. Add the first one.'}
        </EmptyRoom>
      ) : (
        <div className={classes['halves']}>
          <nav className={classes['list']} aria-label="Notices">
            {add === false ? null : <div className={classes['listHead']}>{add}</div>}
            {groups.map((group) => (
              <section key={group.title} aria-label={group.title}>
                <h2 className={classes['groupTitle']}>
                  {group.title} <span className={classes['count']}>{group.notices.length}</span>
                </h2>
                {group.notices.map((one) => (
                  <Row key={one.notice.id} id={state.id} due={one} isOpen={one.notice.id === open.notice.id} />
                ))}
              </section>
            ))}
          </nav>
          {(channels.value === undefined && !isVisitor) || templates.value === undefined ? (
            <Loader size="sm" />
          ) : (
            <NoticeCard
              key={open.notice.id}
              state={state}
              due={open}
              channels={(channels.value?.channels ?? []).map(({ channel }) => channel)}
              template={
                templates.value.find(
                  ({ template: { kind, audience } }) => kind === open.notice.kind && audience === open.notice.audience,
                )?.template
              }
            />
          )}
        </div>
      )}
      {isAdding ? (
        <NoticeForm
          state={state}
          channels={(channels.value?.channels ?? []).map(({ channel }) => channel)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  );
}

interface RowProps {
  readonly id: MaintenanceState['id'];
  readonly due: DueNotice;
  readonly isOpen: boolean;
}

function Row({ id, due: { notice, status, dueAtMs, sentAtMs, left, troubled }, isOpen }: RowProps) {
  const isWaiting = notice.sendings.some(({ state, nextTryAtMs }) => state === 'sending' && nextTryAtMs !== undefined);
  return (
    <button
      type="button"
      className={classes['row']}
      aria-current={isOpen || undefined}
      onClick={() => goTo({ room: 'maintenance', id, tab: 'notices', notice: notice.id }, 'replace')}
    >
      <span className={classes['rowTitle']}>{kindNames[notice.kind]}</span>
      <Mark look={noticeLooks[status]} />
      <span className={classes['rowMore']}>
        <span className={classes['audience']} data-audience={notice.audience}>
          {notice.audience === 'public' ? 'Public' : 'Internal'}
        </span>
        {troubled.length > 0 ? <span data-tone="bad">sending failed or unknown</span> : null}
        {isWaiting ? <span data-tone="warn">sending is tried again</span> : null}
        {isOpenStatus(status) && notice.channels.length + notice.sendings.length === 0 ? 'no channel yet' : null}
        {isOpenStatus(status) && left.length > 0 && left.length < notice.channels.length
          ? `${left.length} channels left`
          : null}
      </span>
      <span className={classes['rowTime']}>
        {sentAtMs !== undefined ? (
          <Instant atMs={sentAtMs} />
        ) : dueAtMs === undefined ? (
          toRelationText(notice.due)
        ) : (
          <Instant atMs={dueAtMs} />
        )}
      </span>
    </button>
  );
}
