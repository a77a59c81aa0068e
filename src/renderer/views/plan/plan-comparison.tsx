/** From an earlier version of a runbook to now: what was added, taken out, moved and changed, field by field. */

import { Loader, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { RunbookName } from '../../../core/ids.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import type { DraftModel } from '../../model/draft-model.ts';
import { useModel } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { toInstantText } from '../../parts/time/times.ts';
import { PlanDifferences } from './plan-differences.tsx';

interface PlanComparisonProps {
  readonly name: RunbookName;
  readonly draft: DraftModel<Plan>;
  readonly onClose: () => void;
}

export function PlanComparison({ name, draft, onClose }: PlanComparisonProps) {
  const versions = useAsked('runbook.versions', { name }, 'runbook');
  const [chosen, setChosen] = useState<number>();
  const version = chosen ?? versions.value?.[1]?.version ?? versions.value?.[0]?.version;
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={`What changed in ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {versions.failure === undefined ? null : <FailureNote failure={versions.failure} onRetry={versions.again} />}
      {version === undefined ? <Loader size="sm" /> : null}
      {version === undefined ? null : (
        <>
          <NativeSelect
            label="From"
            value={version}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={(versions.value ?? []).map((one) => ({
              value: String(one.version),
              label: `version ${one.version}, ${toInstantText(one.savedAtMs)}, by ${one.savedBy}`,
            }))}
          />
          <Differences name={name} version={version} draft={draft} />
        </>
      )}
    </Modal>
  );
}

function Differences({
  name,
  version,
  draft,
}: {
  readonly name: RunbookName;
  readonly version: number;
  readonly draft: DraftModel<Plan>;
}) {
  const before = useAsked('runbook.show', { name, version });
  const plan = useModel(draft, (view) => view.value);
  if (before.failure !== undefined) return <FailureNote failure={before.failure} onRetry={before.again} />;
  if (before.value === undefined) return <Loader size="sm" />;
  return <PlanDifferences before={before.value.plan} after={plan} />;
}
