/** What the post-mortem says before the work: what will be here, and from what it will be drawn. */
import { Button } from '@mantine/core';
import { NotebookPen } from 'lucide-react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { goTo } from '../../frame/navigation.ts';
import { EmptyRoom } from '../../parts/layout/page.tsx';

export function NothingToReport({ state }: { readonly state: MaintenanceState }) {
  return (
    <EmptyRoom
      icon={<NotebookPen size={26} aria-hidden="true" />}
      title="The report writes itself from what happens"
      actions={
        <Button variant="default" onClick={() => goTo({ room: 'maintenance', id: state.id, tab: 'readiness' })}>
          What it takes to start
        </Button>
      }
    >
      Once it runs, the journal keeps times, decisions, failures and how the services stood. The draft of the report
      comes from that; what the team learnt is added by hand, reviewed, and published. Nothing has happened yet.
    </EmptyRoom>
  );
}
