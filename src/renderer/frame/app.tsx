/** The whole window: rail, room, status line; and above them the palette and the questions of connections. Whoever follows gets a window of their own. */
import { spotlight } from '@mantine/spotlight';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { type MaintenanceId, maintenanceIdSchema } from '../../core/ids.ts';
import { useModel, useModels } from '../model/react.tsx';
import { EnvironmentsRoom } from '../views/environments/environments-room.tsx';
import { HostsRoom } from '../views/hosts/hosts-room.tsx';
import { MaintenancesRoom } from '../views/maintenances/maintenances-room.tsx';
import { RunbooksRoom } from '../views/runbooks/runbooks-room.tsx';
import { SettingsRoom } from '../views/settings/settings-room.tsx';
import classes from './app.module.css';
import { paletteKeys } from './find-keys.ts';
import { keepFresh } from './freshness.ts';
import { MaintenanceRoom } from './maintenance-room.tsx';
import { MentionsElsewhere } from './mentions-elsewhere.tsx';
import { useRoute } from './navigation.ts';
import { Palette } from './palette.tsx';
import { PromptDialog } from './prompt-dialog.tsx';
import { Rail } from './rail.tsx';
import { consoleRooms } from './rail-rooms.ts';
import type { Route } from './route.ts';
import { StatusLine } from './status-line.tsx';
import { refuseStrayDrops } from './stray-drops.ts';
import { TakingElsewhere } from './taking-elsewhere.tsx';
import { WishesElsewhere } from './wishes-elsewhere.tsx';

const RunbookEditor = lazy(async () => ({ default: (await import('../views/plan/runbook-editor.tsx')).RunbookEditor }));
const EnvironmentPage = lazy(async () => ({
  default: (await import('../views/environments/environment-page.tsx')).EnvironmentPage,
}));
const PeopleRoom = lazy(async () => ({ default: (await import('../views/people/people-room.tsx')).PeopleRoom }));
const ReportsRoom = lazy(async () => ({ default: (await import('../views/reports/reports-room.tsx')).ReportsRoom }));

const GuestWindow = lazy(async () => ({
  default: (await import('./visitor/guest-window.tsx')).GuestWindow,
}));

/** Nothing is drawn until the host has said who sits here: what a visitor may not see must not flash up. */
export function App() {
  const { me: model } = useModels();
  const me = useModel(model, (view) => view.me);
  if (me?.kind === 'console') return <ConsoleWindow />;
  return (
    <Suspense fallback={null}>
      <GuestWindow me={me} />
    </Suspense>
  );
}

const home = { name: 'the maintenances', leads: { room: 'maintenances' } } as const;

function ConsoleWindow() {
  const route = useRoute();
  const { link: door, workspace } = useModels();
  const link = useModel(workspace, (view) => view.link);
  const facts = useModel(workspace, (view) => view.workspace);
  const contacts = useModel(workspace, (view) => view.contacts);
  useEffect(() => keepFresh(door, workspace), [door, workspace]);
  useEffect(() => refuseStrayDrops(window), []);
  useEffect(() => {
    document.title = `${roomTitle(route)} · Drydock`;
  }, [route]);
  return (
    <div className={classes['window']}>
      <Rail rooms={consoleRooms(route)} home={home} paletteKeys={paletteKeys} onFind={spotlight.open} />
      <div className={classes['column']}>
        <WishesElsewhere here={maintenanceOf(route)} />
        <MentionsElsewhere here={maintenanceOf(route)} />
        <TakingElsewhere isHere={route.room === 'maintenances'} />
        <main className={classes['room']}>
          <Suspense fallback={null}>{roomOf(route)}</Suspense>
        </main>
      </div>
      <StatusLine link={link} facts={facts} contacts={[...contacts.values()]} maintenance={maintenanceOf(route)} />
      <Palette route={route} />
      <PromptDialog />
    </div>
  );
}

function maintenanceOf(route: Route): MaintenanceId | undefined {
  return route.room === 'maintenance' ? maintenanceIdSchema.safeParse(route.id).data : undefined;
}

function roomOf(route: Route): ReactNode {
  switch (route.room) {
    case 'maintenances':
      return <MaintenancesRoom asks={route.asks} />;
    case 'maintenance':
      return <MaintenanceRoom key={route.id} route={route} />;
    case 'runbooks':
      return <RunbooksRoom />;
    case 'runbook':
      return <RunbookEditor key={route.name} name={route.name} step={route.step} />;
    case 'environments':
      return route.environment === undefined ? (
        <EnvironmentsRoom isAsking={route.asks === 'new'} />
      ) : (
        <EnvironmentPage key={route.environment} name={route.environment} />
      );
    case 'hosts':
      return <HostsRoom selected={route.host} isAsking={route.asks === 'new'} />;
    case 'people':
      return <PeopleRoom selected={route.person} />;
    case 'reports':
      return <ReportsRoom view={route.view} />;
    case 'settings':
      return <SettingsRoom section={route.section} />;
  }
}

const tabTitles: Readonly<Record<Extract<Route, { room: 'maintenance' }>['tab'], string>> = {
  brief: 'Brief',
  plan: 'Work plan',
  roster: 'Roster',
  backups: 'Backups',
  readiness: 'Readiness',
  notices: 'Notices',
  console: 'Console',
  front: 'For you',
  'post-mortem': 'Post-mortem',
};

function roomTitle(route: Route): string {
  switch (route.room) {
    case 'maintenances':
      return 'Maintenances';
    case 'maintenance':
      return tabTitles[route.tab];
    case 'runbooks':
      return 'Runbooks';
    case 'runbook':
      return route.name;
    case 'environments':
      return route.environment ?? 'Environments';
    case 'hosts':
      return 'Hosts';
    case 'people':
      return 'People';
    case 'reports':
      return 'Reports';
    case 'settings':
      return 'Settings';
  }
}
