/** One maintenance: its header on every tab, and under it the work plan or the console, both over the same models. */
import { Tabs } from '@mantine/core';
import {
  Archive,
  BellRing,
  ClipboardList,
  FileText,
  House,
  NotebookPen,
  ShieldCheck,
  SquareTerminal,
  Users,
} from 'lucide-react';
import { lazy } from 'react';
import { isShared } from '../../contract/shared-rights.ts';
import { type MaintenanceId, maintenanceIdSchema } from '../../core/ids.ts';
import { whyOnlyRead } from '../../core/lead/relay.ts';
import { OnlyLooking, useMaintenanceModels, useModel, useVisitor } from '../model/react.tsx';
import { FailureNote } from '../parts/asking/failure-note.tsx';
import { ConsoleView } from '../views/console/console-view.tsx';
import { PassedNote } from '../views/lead/passed-note.tsx';
import { DueCount } from '../views/notices/due-count.tsx';
import { Wishes } from '../views/sharing/wishes.tsx';
import { MaintenanceHeader } from './maintenance-header.tsx';
import classes from './maintenance-room.module.css';
import { goTo } from './navigation.ts';
import { type Route, toRoute } from './route.ts';
import { TalkNotifier } from './talk-notifier.tsx';
import { UnreadCount } from './unread-count.tsx';
import { ViolatedCount } from './violated-count.tsx';

/** The editor is a good part of the page's weight, and nobody waits for it to see a log. */
const MaintenancePlan = lazy(async () => ({
  default: (await import('../views/plan/maintenance-plan.tsx')).MaintenancePlan,
}));

const Notices = lazy(async () => ({ default: (await import('../views/notices/notices.tsx')).Notices }));

const RosterView = lazy(async () => ({ default: (await import('../views/roster/roster-view.tsx')).RosterView }));
const BackupsView = lazy(async () => ({ default: (await import('../views/backups/backups-view.tsx')).BackupsView }));
const Readiness = lazy(async () => ({ default: (await import('../views/readiness/readiness.tsx')).Readiness }));

const BriefView = lazy(async () => ({ default: (await import('../views/brief/brief-view.tsx')).BriefView }));

const FrontView = lazy(async () => ({ default: (await import('../views/front/front-view.tsx')).FrontView }));

const PostMortemView = lazy(async () => ({
  default: (await import('../views/postmortem/post-mortem-view.tsx')).PostMortemView,
}));

type MaintenanceRoute = Extract<Route, { room: 'maintenance' }>;

export function MaintenanceRoom({ route }: { readonly route: MaintenanceRoute }) {
  const id = maintenanceIdSchema.safeParse(route.id);
  if (id.success) return <OpenMaintenance id={id.data} route={route} />;
  const failure = {
    kind: 'not-found',
    message: `“${route.id}” is no maintenance.`,
    advice: 'Check the link, or open it from the list of maintenances.',
  };
  return (
    <div className={classes['failure']}>
      <FailureNote failure={failure} />
    </div>
  );
}

function OpenMaintenance({ id, route }: { readonly id: MaintenanceId; readonly route: MaintenanceRoute }) {
  const models = useMaintenanceModels(id);
  const state = useModel(models.maintenance, (view) => view.state);
  const failure = useModel(models.maintenance, (view) => view.failure);
  const visitor = useVisitor();
  const isVisitor = visitor !== undefined;
  const mayReadReport = visitor === undefined || isShared('report.show', visitor.role);
  const tab = route.tab === 'front' && !isVisitor ? 'console' : route.tab;
  const passed = state === undefined ? undefined : whyOnlyRead(state);
  return (
    <OnlyLooking because={passed}>
      <div className={classes['room']}>
        {state === undefined ? null : <TalkNotifier state={state} />}
        {state === undefined ? null : <MaintenanceHeader state={state} controls={models.controls} />}
        {state === undefined || passed === undefined ? null : <PassedNote state={state} because={passed} />}
        {state === undefined ? null : <Wishes state={state} />}
        {failure === undefined ? null : (
          <div className={classes['failure']}>
            <FailureNote
              failure={failure}
              meaning="What is shown may be behind the journal until it can be read again."
            />
          </div>
        )}
        <Tabs
          value={tab}
          onChange={(tab) => goTo(toRoute(`#/m/${encodeURIComponent(id)}/${tab ?? ''}`))}
          className={classes['tabs'] ?? ''}
          keepMounted={false}
        >
          <Tabs.List className={classes['list'] ?? ''}>
            {isVisitor ? (
              <Tabs.Tab value="front" leftSection={<House size={15} aria-hidden="true" />}>
                For you
              </Tabs.Tab>
            ) : null}
            <Tabs.Tab value="brief" leftSection={<FileText size={15} aria-hidden="true" />}>
              Brief
            </Tabs.Tab>
            <Tabs.Tab value="plan" leftSection={<ClipboardList size={15} aria-hidden="true" />}>
              Work plan
            </Tabs.Tab>
            <Tabs.Tab value="roster" leftSection={<Users size={15} aria-hidden="true" />}>
              Roster
            </Tabs.Tab>
            <Tabs.Tab value="backups" leftSection={<Archive size={15} aria-hidden="true" />}>
              Backups
            </Tabs.Tab>
            <Tabs.Tab
              value="readiness"
              leftSection={<ShieldCheck size={15} aria-hidden="true" />}
              rightSection={state === undefined ? null : <ViolatedCount state={state} />}
            >
              Readiness
            </Tabs.Tab>
            <Tabs.Tab
              value="notices"
              leftSection={<BellRing size={15} aria-hidden="true" />}
              rightSection={state === undefined ? null : <DueCount state={state} />}
            >
              Notices
            </Tabs.Tab>
            <Tabs.Tab
              value="console"
              leftSection={<SquareTerminal size={15} aria-hidden="true" />}
              rightSection={state === undefined ? null : <UnreadCount state={state} />}
            >
              Console
            </Tabs.Tab>
            {mayReadReport ? (
              <Tabs.Tab value="post-mortem" leftSection={<NotebookPen size={15} aria-hidden="true" />}>
                Post-mortem
              </Tabs.Tab>
            ) : null}
          </Tabs.List>
          <Tabs.Panel value="front" className={classes['panel'] ?? ''}>
            {state === undefined ? null : <FrontView state={state} />}
          </Tabs.Panel>
          <Tabs.Panel value="brief" className={classes['panel'] ?? ''}>
            {state === undefined ? null : <BriefView state={state} />}
          </Tabs.Panel>
          <Tabs.Panel value="plan" className={classes['panel'] ?? ''}>
            {state === undefined ? null : (
              <MaintenancePlan state={state} step={route.tab === 'plan' ? route.step : undefined} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="roster" className={classes['panel'] ?? ''}>
            {state === undefined ? null : <RosterView state={state} />}
          </Tabs.Panel>
          <Tabs.Panel value="backups" className={classes['panel'] ?? ''}>
            {state === undefined ? null : <BackupsView state={state} />}
          </Tabs.Panel>
          <Tabs.Panel value="readiness" className={classes['panel'] ?? ''}>
            {state === undefined ? null : <Readiness state={state} controls={models.controls} />}
          </Tabs.Panel>
          <Tabs.Panel value="notices" className={classes['panel'] ?? ''}>
            {state === undefined ? null : (
              <Notices state={state} selected={route.tab === 'notices' ? route.notice : undefined} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="console" className={classes['panel'] ?? ''}>
            <ConsoleView id={id} spot={route.tab === 'console' ? route.spot : undefined} />
          </Tabs.Panel>
          <Tabs.Panel value="post-mortem" className={classes['panel'] ?? ''}>
            {state === undefined ? null : (
              <PostMortemView state={state} part={route.tab === 'post-mortem' ? route.part : undefined} />
            )}
          </Tabs.Panel>
        </Tabs>
      </div>
    </OnlyLooking>
  );
}
