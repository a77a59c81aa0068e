/** Ctrl/Cmd-K: finds every maintenance, runbook, host and step, and offers what may be done now. It opens dialogs and rooms; it runs nothing by itself. */
import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  BookText,
  CornerDownLeft,
  Footprints,
  ListChecks,
  MoonStar,
  Plus,
  Search,
  Server,
  Settings,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { maintenanceIdSchema } from '../../core/ids.ts';
import type { Offers } from '../../core/maintenance/offers.ts';
import { isBeforeStart } from '../../core/maintenance/tasks.ts';
import { phaseTitles } from '../../core/plan/plan.ts';
import { noOffers, offersOf } from '../model/offers-of.ts';
import type { RunControl } from '../model/primary-action.ts';
import { useIsReadOnly, useMaintenanceModels, useModel, useModels } from '../model/react.tsx';
import { statusLooks } from '../theme/tones.ts';
import { goTo } from './navigation.ts';
import classes from './palette.module.css';
import type { Route } from './route.ts';

const icon = (Icon: typeof Search): ReactNode => <Icon size={17} strokeWidth={1.75} aria-hidden="true" />;

function leadingTo(
  id: string,
  label: string,
  route: Route,
  more: Partial<SpotlightActionData> = {},
): SpotlightActionData {
  return { id, label, onClick: () => goTo(route), ...more };
}

const rooms: SpotlightActionGroupData = {
  group: 'Go to',
  actions: [
    leadingTo('go-maintenances', 'Maintenances', { room: 'maintenances' }, { leftSection: icon(ListChecks) }),
    leadingTo('go-runbooks', 'Runbooks', { room: 'runbooks' }, { leftSection: icon(BookText) }),
    leadingTo('go-environments', 'Environments', { room: 'hosts' }, { leftSection: icon(Server), keywords: 'hosts' }),
    leadingTo('go-people', 'People', { room: 'people' }, { leftSection: icon(Users), keywords: 'address book team' }),
    leadingTo(
      'go-settings',
      'Settings',
      { room: 'settings' },
      { leftSection: icon(Settings), keywords: 'backup theme' },
    ),
  ],
};

export function Palette({ route }: { readonly route: Route }) {
  const id = route.room === 'maintenance' ? maintenanceIdSchema.safeParse(route.id) : undefined;
  if (id?.success) return <MaintenancePalette id={id.data} />;
  return <PaletteOf groups={[]} />;
}

/** The palette inside a maintenance: its steps and its controls come first. */
function MaintenancePalette({ id }: { readonly id: ReturnType<typeof maintenanceIdSchema.parse> }) {
  const { maintenance, controls } = useMaintenanceModels(id);
  const state = useModel(maintenance, (view) => view.state);
  const isReadOnly = useIsReadOnly();
  if (state === undefined) return <PaletteOf groups={[]} />;
  const run: SpotlightActionGroupData = {
    group: 'This maintenance',
    actions: runControls(isReadOnly ? noOffers : offersOf(state)).map(([kind, label]) => ({
      id: `run-${kind}`,
      label,
      leftSection: icon(CornerDownLeft),
      onClick: () => {
        goTo({ room: 'maintenance', id, tab: 'console' });
        controls.open({ kind });
      },
    })),
  };
  const steps: SpotlightActionGroupData = {
    group: 'Steps',
    actions: state.plan.steps.map((step) =>
      leadingTo(
        `step-${step.id}`,
        step.title,
        { room: 'maintenance', id, tab: 'plan', step: step.id },
        { description: phaseTitles[step.phase], leftSection: icon(Footprints) },
      ),
    ),
  };
  return <PaletteOf groups={[run, steps]} />;
}

function runControls(offers: Offers): readonly (readonly [RunControl, string])[] {
  const all: readonly (readonly [RunControl, string, boolean])[] = [
    ['start', 'Start the run…', offers.start],
    ['hold', 'Hold the run…', offers.hold],
    ['resume', 'Resume the run…', offers.resume],
    ['complete', 'Complete the maintenance…', offers.complete],
    ['roll-back', 'Roll back…', offers.rollBack],
    ['abort', 'Abort the run…', offers.abort],
  ];
  return all.filter(([, , isOffered]) => isOffered).map(([kind, label]) => [kind, label] as const);
}

function PaletteOf({ groups }: { readonly groups: readonly SpotlightActionGroupData[] }) {
  const { lists } = useModels();
  const { setColorScheme } = useMantineColorScheme();
  const maintenances = useModel(lists, (view) => view.maintenances) ?? [];
  const runbooks = useModel(lists, (view) => view.runbooks) ?? [];
  const hosts = useModel(lists, (view) => view.hosts) ?? [];
  const found: readonly SpotlightActionGroupData[] = [
    ...groups,
    {
      group: 'Maintenances',
      actions: maintenances.map(({ id, title, status }) =>
        leadingTo(
          `maintenance-${id}`,
          title,
          { room: 'maintenance', id, tab: isBeforeStart({ status }) ? 'plan' : 'console' },
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
    {
      group: 'Do',
      actions: [
        leadingTo(
          'new-maintenance',
          'New maintenance…',
          { room: 'maintenances', asks: 'new' },
          { leftSection: icon(Plus) },
        ),
        leadingTo('new-host', 'Add a host…', { room: 'hosts', asks: 'new' }, { leftSection: icon(Plus) }),
        ...(['auto', 'light', 'dark'] as const).map((scheme) => ({
          id: `theme-${scheme}`,
          label: scheme === 'auto' ? 'Colours by the system' : `Colours: ${scheme}`,
          leftSection: icon(MoonStar),
          onClick: () => setColorScheme(scheme),
        })),
      ],
    },
    rooms,
  ].filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={[...found]}
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
      nothingFound="Nothing goes by that name."
      highlightQuery
      scrollable
      maxHeight="min(520px, 70vh)"
      searchProps={{
        leftSection: icon(Search),
        placeholder: 'Find a maintenance, runbook, host or step, or what to do…',
        'aria-label': 'Find anything, do anything that is allowed',
      }}
    />
  );
}
