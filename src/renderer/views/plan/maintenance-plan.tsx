/** The work plan of one maintenance: written until it starts, and from then on what it runs, as it was. */

import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useEffect } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { isBeforeStart } from '../../../core/maintenance/tasks.ts';
import { toPlanHash } from '../../../core/plan/plan-hash.ts';
import { goTo } from '../../frame/navigation.ts';
import { attempt } from '../../model/asking.ts';
import { useIsReadOnly, useModels, useReadOnlyReason } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { useDraft } from '../../parts/drafts/use-draft.ts';
import { download } from '../runbooks/files.ts';
import { PlanEditor } from './plan-editor.tsx';
import { PlanWordCount, PlanWords } from './plan-words.tsx';

interface MaintenancePlanProps {
  readonly state: MaintenanceState;
  readonly step: string | undefined;
}

export function MaintenancePlan({ state, step }: MaintenancePlanProps) {
  const { link } = useModels();
  const { id, plan } = state;
  const isOnlyRead = useIsReadOnly();
  const why = useReadOnlyReason();
  const draft = useDraft(plan, () => (now) => attempt(link, 'plan.change', { maintenance: id, plan: now }), toPlanHash);
  // The journal is the truth: what another window changed is shown here too, unless something here is still unsaved.
  useEffect(() => draft.adopt(plan), [draft, plan]);
  const exporting = useAsking();
  async function exportIt() {
    await draft.save();
    const file = await exporting.ask('maintenance.export', { maintenance: id });
    if (file !== undefined) download(file.file, file.markdown);
  }
  const isStarted = !isBeforeStart(state);
  return (
    <>
      {exporting.failure === undefined ? null : (
        <FailureNote failure={exporting.failure} onDismiss={exporting.forget} />
      )}
      <PlanEditor
        draft={draft}
        isReadOnly={isStarted || isOnlyRead}
        readOnlyBecause={isStarted ? 'Frozen when the run started: this is what runs.' : why}
        step={step}
        onStep={(next) =>
          goTo({ room: 'maintenance', id, tab: 'plan', ...(next === undefined ? {} : { step: next }) }, 'replace')
        }
        actions={
          <>
            <PlanWordCount state={state} />
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Download size={14} aria-hidden="true" />}
              onClick={() => void exportIt()}
            >
              Export
            </Button>
          </>
        }
        side={<PlanWords state={state} />}
      />
    </>
  );
}
