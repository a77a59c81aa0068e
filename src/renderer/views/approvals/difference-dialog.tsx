/** What has changed since somebody gave their word: plan and window, then and now. */
import { Loader, Modal } from '@mantine/core';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { toWindowText } from '../../parts/time/times.ts';
import { PlanDifferences } from '../plan/plan-differences.tsx';
import type { Word } from './words.ts';

interface DifferenceDialogProps {
  readonly state: MaintenanceState;
  readonly word: Word;
  readonly onClose: () => void;
}

export function DifferenceDialog({ state, word, onClose }: DifferenceDialogProps) {
  const asked = useAsked('approval.difference', { maintenance: state.id, approval: word.approval?.id ?? '' });
  const { value } = asked;
  const isMoved = JSON.stringify(value?.windowBefore) !== JSON.stringify(value?.windowAfter);
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={`What changed since ${word.name} said so`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.isLoading ? <Loader size="sm" /> : null}
      {value === undefined ? null : (
        <>
          {isMoved ? (
            <p>
              The window was {value.windowBefore === undefined ? 'not set' : toWindowText(value.windowBefore)}, and is{' '}
              {value.windowAfter === undefined ? 'not set' : toWindowText(value.windowAfter)}.
            </p>
          ) : null}
          <PlanDifferences before={value.before} after={value.after} />
        </>
      )}
    </Modal>
  );
}
