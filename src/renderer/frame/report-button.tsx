/** The one thing to do once a run is over and its report is asked for: writing it, or going on with it. Leads there and does nothing else. */
import { Button } from '@mantine/core';
import { NotebookPen } from 'lucide-react';
import type { MaintenanceState } from '../../core/maintenance/state.ts';
import { isOver } from '../../core/maintenance/tasks.ts';
import { toDemand } from '../../core/postmortem/demand.ts';
import { isPublishedInternally } from '../../core/postmortem/publishing.ts';
import { useNowMs } from '../parts/time/now.ts';
import { goTo, useRoute } from './navigation.ts';

export function ReportButton({ state }: { readonly state: MaintenanceState }) {
  const nowMs = useNowMs();
  const route = useRoute();
  const { begun, closed } = state.postmortem;
  if (!isOver(state) || closed !== undefined || isPublishedInternally(state)) return null;
  // There the page itself says what to do.
  if (route.room === 'maintenance' && route.tab === 'post-mortem') return null;
  const { kind } = toDemand(state, nowMs);
  if (kind !== 'demanded' && kind !== 'expected') return null;
  const report = kind === 'demanded' ? 'the IncidentReport' : 'the report';
  return (
    <Button
      size="sm"
      variant={kind === 'demanded' && begun === undefined ? 'filled' : 'default'}
      leftSection={<NotebookPen size={15} aria-hidden="true" />}
      onClick={() => goTo({ room: 'maintenance', id: state.id, tab: 'post-mortem' })}
    >
      {begun === undefined ? `Write ${report}` : `Go on with ${report}`}
    </Button>
  );
}
