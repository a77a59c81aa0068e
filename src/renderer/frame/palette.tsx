/** Ctrl/Cmd-K: finds every maintenance, runbook, host, person and step, and offers what may be done now. It opens dialogs and rooms; it runs nothing by itself. */
import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  BookText,
  Boxes,
  ChartColumn,
  Handshake,
  ListChecks,
  MoonStar,
  NotebookText,
  PackageOpen,
  Plus,
  Search,
  Server,
  Settings,
  Users,
} from 'lucide-react';
import { useState } from 'react';
import { type MaintenanceId, maintenanceIdSchema } from '../../core/ids.ts';
import { isBeforeStart } from '../../core/maintenance/tasks.ts';
import { noOffers, offersOf } from '../model/offers-of.ts';
import type { RunControl } from '../model/primary-action.ts';
import { useIsReadOnly, useMaintenanceModels, useModel, useModels } from '../model/react.tsx';
import { statusLooks } from '../theme/tones.ts';
import classes from './palette.module.css';
import { icon, leadingTo } from './palette-action.tsx';
import { useInviteGroup } from './palette-invite.tsx';
import { toMaintenanceGroups } from './palette-maintenance.tsx';
import { usePeopleActions } from './palette-people.tsx';
import { type Route, settingsNames, settingsSections } from './route.ts';

const rooms: SpotlightActionGroupData = {
  group: 'Go to',
  actions: [
    leadingTo('go-maintenances', 'Maintenances', { room: 'maintenances' }, { leftSection: icon(ListChecks) }),
    leadingTo('go-runbooks', 'Runbooks', { room: 'runbooks' }, { leftSection: icon(BookText) }),
    leadingTo(
      'go-environments',
      'Environments',
      { room: 'environments' },
      { leftSection: icon(Boxes), keywords: 'release gate migrations' },
    ),
    leadingTo('go-hosts', 'Hosts', { room: 'hosts' }, { leftSection: icon(Server), keywords: 'ssh' }),
    leadingTo('go-people', 'People', { room: 'people' }, { leftSection: icon(Users), keywords: 'address book team' }),
    leadingTo(
      'go-reports',
      'Reports',
      { room: 'reports', view: 'list' },
      { leftSection: icon(NotebookText), keywords: 'post-mortem incident outage' },
    ),
    leadingTo(
      'go-statistics',
      'Reports: statistics',
      { room: 'reports', view: 'statistics' },
      { leftSection: icon(ChartColumn), keywords: 'outage overrun cause quarter' },
    ),
    leadingTo(
      'go-action-items',
      'Reports: action items',
      { room: 'reports', view: 'items' },
      { leftSection: icon(ListChecks), keywords: 'improvements due' },
    ),
    leadingTo(
      'go-settings',
      'Settings',
      { room: 'settings' },
      { leftSection: icon(Settings), keywords: 'backup theme' },
    ),
    ...settingsSections.map((section) =>
      leadingTo(
        `go-settings-${section}`,
        `Settings: ${settingsNames[section]}`,
        { room: 'settings', section },
        { leftSection: icon(Settings) },
      ),
    ),
  ],
};

export function Palette({ route }: { readonly route: Route }) {
  const id = route.room === 'maintenance' ? maintenanceIdSchema.safeParse(route.id) : undefined;
  if (id?.success) return <MaintenancePalette id={id.data} />;
  return <PaletteOf groups={[]} />;
}

/** The palette inside a maintenance: what may be done there comes first. */
function MaintenancePalette({ id }: { readonly id: MaintenanceId }) {
  const { maintenance, controls } = useMaintenanceModels(id);
  const state = useModel(maintenance, (view) => view.state);
  const isReadOnly = useIsReadOnly();
  if (state === undefined) return <PaletteOf groups={[]} />;
  const offers = isReadOnly ? noOffers : offersOf(state);
  const open = (kind: RunControl) => controls.open({ kind });
  const share = isReadOnly ? undefined : () => controls.share(true);
  return <PaletteOf groups={toMaintenanceGroups(state, offers, Date.now(), open, share)} />;
}

/** Of somebody who follows: the one maintenance, and the colours. */
export function VisitorPalette({ id }: { readonly id: MaintenanceId }) {
  const { maintenance, controls } = useMaintenanceModels(id);
  const state = useModel(maintenance, (view) => view.state);
  const colours = useColours();
  const groups =
    state === undefined ? [] : toMaintenanceGroups(state, noOffers, Date.now(), (kind) => controls.open({ kind }));
  const [query, setQuery] = useState('');
  return <Found groups={[...groups, { group: 'Do', actions: [...colours] }]} query={query} onQuery={setQuery} />;
}

function PaletteOf({ groups }: { readonly groups: readonly SpotlightActionGroupData[] }) {
  const { lists } = useModels();
  const colours = useColours();
  const maintenances = useModel(lists, (view) => view.maintenances) ?? [];
  const runbooks = useModel(lists, (view) => view.runbooks) ?? [];
  const hosts = useModel(lists, (view) => view.hosts) ?? [];
  const [query, setQuery] = useState('');
  const people = usePeopleActions(query);
  const invites = useInviteGroup(query);
  const found: readonly SpotlightActionGroupData[] = [
    ...invites,
    ...groups,
    {
      group: 'Maintenances',
      actions: maintenances.map(({ id, title, status }) =>
        leadingTo(
          `maintenance-${id}`,
          title,
          { room: 'maintenance', id, tab: isBeforeStart({ status }) ? 'brief' : 'console' },
          { description: statusLooks[status].word, leftSection: icon(ListChecks) },
        ),
      ),
    },
    {
      group: 'Runbooks',
      actions: runbooks.map(({ name, title, version }) =>
        leadingTo(
          `runbook-${name}`,
          title,
          { room: 'runbook', name },
          { description: `${name}, version ${version}`, leftSection: icon(BookText) },
        ),
      ),
    },
    {
      group: 'Hosts',
      actions: hosts.map(({ name, user, address, port }) =>
        leadingTo(
          `host-${name}`,
          name,
          { room: 'hosts', host: name },
          { description: `${user}@${address}:${port}`, leftSection: icon(Server) },
        ),
      ),
    },
    { group: 'People', actions: [...people] },
    {
      group: 'Do',
      actions: [
        leadingTo(
          'new-maintenance',
          'New maintenance…',
          { room: 'maintenances', asks: 'new' },
          { leftSection: icon(Plus) },
        ),
        leadingTo(
          'take-over-lead',
          'Take over the lead…',
          { room: 'maintenances', asks: 'lead' },
          { description: 'Of a maintenance that somebody else leads', leftSection: icon(Handshake) },
        ),
        leadingTo(
          'new-environment',
          'Add an environment…',
          { room: 'environments', asks: 'new' },
          { leftSection: icon(Plus) },
        ),
        leadingTo(
          'open-bundle',
          'Open a bundle…',
          { room: 'maintenances', asks: 'bundle' },
          { leftSection: icon(PackageOpen), keywords: 'read file zip offline' },
        ),
        leadingTo('new-host', 'Add a host…', { room: 'hosts', asks: 'new' }, { leftSection: icon(Plus) }),
        ...colours,
      ],
    },
    rooms,
  ];
  return <Found groups={found} query={query} onQuery={setQuery} />;
}

function useColours(): readonly SpotlightActionData[] {
  const { setColorScheme } = useMantineColorScheme();
  return (['auto', 'light', 'dark'] as const).map((scheme) => ({
    id: `theme-${scheme}`,
    label: scheme === 'auto' ? 'Colours by the system' : `Colours: ${scheme}`,
    leftSection: icon(MoonStar),
    onClick: () => setColorScheme(scheme),
  }));
}

interface FoundProps {
  readonly groups: readonly SpotlightActionGroupData[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function Found({ groups, query, onQuery }: FoundProps) {
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      classNames={{
        action: classes['action'] ?? '',
        actionDescription: classes['description'] ?? '',
        actionsGroup: classes['group'] ?? '',
      }}
      attributes={{ content: { 'aria-label': 'Find anything, do anything that is allowed' } }}
      shortcut="mod + K"
      tagsToIgnore={[]}
      triggerOnContentEditable
      limit={60}
      query={query}
      onQueryChange={onQuery}
      nothingFound="Nothing goes by that name."
      highlightQuery
      scrollable
      maxHeight="min(520px, 70vh)"
      searchProps={{
        leftSection: icon(Search),
        placeholder: 'Find a maintenance, runbook, host, person or step, or what to do…',
        'aria-label': 'Find anything, do anything that is allowed',
      }}
    />
  );
}
