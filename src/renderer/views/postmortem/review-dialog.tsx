/** Approving the report, or asking for changes, on the text that was read. */
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { useMe } from '../people/who-am-i.tsx';

interface ReviewDialogProps {
  readonly id: MaintenanceId;
  readonly textHash: string;
  readonly verdict: 'approved' | 'changes-wanted';
  /** Who a visitor is; of whoever sits at the console itself, the console knows. */
  readonly as: string | undefined;
  readonly onClose: () => void;
}

export function ReviewDialog({ id, textHash: shown, verdict, as: visitor, onClose }: ReviewDialogProps) {
  const [textHash] = useState(shown);
  const [words, setWords] = useState('');
  const asking = useAsking();
  const me = useMe(visitor === undefined).value?.person?.name ?? visitor;
  const isApproval = verdict === 'approved';
  const comment = words.trim();
  async function say() {
    const said = { maintenance: id, textHash, verdict, ...(comment === '' ? {} : { comment }) };
    if ((await asking.ask('report.review', said)) !== undefined) onClose();
  }
  const as = me === undefined ? '' : ` as ${me}`;
  return (
    <DeedDialog
      title={isApproval ? 'Approve the report' : 'Ask for changes'}
      deed={isApproval ? `Approve it${as}` : `Ask for changes${as}`}
      isReady={isApproval || comment !== ''}
      asking={asking}
      onDo={() => void say()}
      onClose={onClose}
    >
      <p>
        On the text <code>{textHash.slice(0, 12)}</code>, as you have read it.
      </p>
      <WordsField
        label={isApproval ? 'Comment' : 'What should change'}
        value={words}
        isRequired={!isApproval}
        isFirst
        onChange={setWords}
      />
    </DeedDialog>
  );
}
