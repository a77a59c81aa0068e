/** The front page of somebody who follows: how the maintenance stands in plain words, what waits for them, its notices, and what happened last. */
import { Progress } from '@mantine/core';
import { CircleCheck, Hourglass, Info, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { type PlainState, toPlainState } from '../../../core/sharing/plain-state.ts';
import { toHash } from '../../frame/route.ts';
import { ScrollView } from '../../parts/layout/scroll-view.tsx';
import { OnShift } from '../console/side/on-shift.tsx';
import { FrontNotices } from './front-notices.tsx';
import classes from './front-view.module.css';
import { LatestEvents } from './latest-events.tsx';
import { WaitingList } from './waiting-list.tsx';

export function FrontView({ state }: { readonly state: MaintenanceState }) {
  return (
    <ScrollView label="For you" className={classes['view']}>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Standing state={state} />
          <Part title="Waiting for you">
            <WaitingList state={state} />
          </Part>
          <Part title="What happened last" more={<ConsoleLink state={state}>The whole log</ConsoleLink>}>
            <LatestEvents state={state} />
          </Part>
        </div>
        <div className={classes['column']}>
          <Part
            title="Notices"
            more={<a href={toHash({ room: 'maintenance', id: state.id, tab: 'notices' })}>All notices</a>}
          >
            <FrontNotices state={state} />
          </Part>
          <Part title="On shift">
            <OnShift state={state} />
          </Part>
        </div>
      </div>
    </ScrollView>
  );
}

function ConsoleLink({ state, children }: { readonly state: MaintenanceState; readonly children: ReactNode }) {
  return <a href={toHash({ room: 'maintenance', id: state.id, tab: 'console' })}>{children}</a>;
}

const icons: Readonly<Record<PlainState['tone'], LucideIcon>> = {
  neutral: Info,
  busy: LoaderCircle,
  good: CircleCheck,
  warn: Hourglass,
  bad: TriangleAlert,
};

function Standing({ state }: { readonly state: MaintenanceState }) {
  const { now, more, tone, progress } = toPlainState(state);
  const Icon = icons[tone];
  const isCounted = progress !== undefined && progress.all > 0;
  return (
    <section className={classes['standing']} data-tone={tone} aria-label="How it stands">
      <Icon size={22} aria-hidden="true" className={classes['icon']} />
      <div className={classes['words']}>
        <p className={classes['now']} role="status">
          {now}
        </p>
        {more.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {isCounted ? (
          <div className={classes['progress']}>
            <Progress
              value={(progress.done / progress.all) * 100}
              size="sm"
              color={tone === 'good' ? 'green.8' : 'dock'}
              aria-label="Steps that are done"
            />
            <span>
              {progress.done} of {progress.all} {progress.all === 1 ? 'step' : 'steps'} done
            </span>
          </div>
        ) : null}
      </div>
    </section>
  );
}

interface PartProps {
  readonly title: string;
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, more, children }: PartProps) {
  return (
    <section className={classes['part']} aria-label={title}>
      <header className={classes['head']}>
        <h2>{title}</h2>
        {more}
      </header>
      {children}
    </section>
  );
}
