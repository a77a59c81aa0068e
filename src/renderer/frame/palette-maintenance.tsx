/** What the palette offers inside a maintenance: what may be done with its run, its views and notices, and its steps. */
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { BellRing, CornerDownLeft, Footprints, LifeBuoy, NotebookPen, PanelTop, Share2 } from 'lucide-react';
import type { Offers } from '../../core/maintenance/offers.ts';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { toDueNotices } from '../../core/notice/due.ts';
import { phaseTitles } from '../../core/plan/plan.ts';
import type { ReportKind } from '../../core/postmortem/report.ts';
import type { RunControl } from '../model/primary-action.ts';
import { kindNames, noticeLooks } from '../views/notices/notice-looks.ts';
import { toPartName, toParts } from '../views/postmortem/report-parts.ts';
import { goTo } from './navigation.ts';
import { icon, leadingTo } from './palette-action.tsx';
import type { Route } from './route.ts';

export function toMaintenanceGroups(
  state: MaintenanceState,
  offers: Offers,
  nowMs: number,
  onControl: (kind: RunControl) => void,
  /** Absent where it is not shared from here. */
  onShare?: () => void,
): readonly SpotlightActionGroupData[] {
  const { id } = state;
  const sharing =
    onShare === undefined
      ? []
      : [
          {
            id: 'share',
            label: 'Share…',
            keywords: 'invite buddy follow live',
            leftSection: icon(Share2),
            onClick: onShare,
          },
        ];
  const controls = runControls(offers).map(([kind, label]) => ({
    id: `run-${kind}`,
    label,
    leftSection: icon(CornerDownLeft),
    onClick: () => {
      goTo({ room: 'maintenance', id, tab: 'console' });
      onControl(kind);
    },
  }));
  const run: SpotlightActionGroupData = { group: 'This maintenance', actions: [...controls, ...sharing] };
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
  const views: SpotlightActionGroupData = {
    group: 'Look at',
    actions: [
      ...tabs.map(([tab, label]) =>
        leadingTo(`tab-${tab}`, label, { room: 'maintenance', id, tab }, { leftSection: icon(PanelTop) }),
      ),
      leadingTo(
        'outside-help',
        'Outside help',
        { room: 'maintenance', id, tab: 'console' },
        { keywords: 'support vendor provider escalate', leftSection: icon(LifeBuoy) },
      ),
      ...toDueNotices(state, nowMs)
        .filter(({ status }) => status === 'due' || status === 'overdue')
        .map(({ notice, status }) =>
          leadingTo(
            `notice-${notice.id}`,
            `Notice: ${kindNames[notice.kind]}`,
            { room: 'maintenance', id, tab: 'notices', notice: notice.id },
            { description: noticeLooks[status].word, leftSection: icon(BellRing) },
          ),
        ),
    ],
  };
  const report: SpotlightActionGroupData = {
    group: 'Report',
    actions: state.postmortem.begun === undefined ? [] : reportActions(id, state.postmortem.begun.kind),
  };
  return [run, views, report, steps];
}

/** Each part of a report that is begun. */
function reportActions(id: MaintenanceState['id'], kind: ReportKind): SpotlightActionGroupData['actions'] {
  return toParts(kind).map((part) =>
    leadingTo(
      `report-${part}`,
      `Report: ${toPartName(part)}`,
      { room: 'maintenance', id, tab: 'post-mortem', ...(part === 'overview' ? {} : { part }) },
      { keywords: 'post-mortem', leftSection: icon(NotebookPen) },
    ),
  );
}

const tabs = [
  ['brief', 'Brief'],
  ['plan', 'Work plan'],
  ['roster', 'Roster'],
  ['readiness', 'Readiness'],
  ['notices', 'Notices'],
  ['console', 'Console'],
  ['post-mortem', 'Post-mortem'],
] as const satisfies readonly (readonly [Extract<Route, { room: 'maintenance' }>['tab'], string])[];

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
