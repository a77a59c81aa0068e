/** Saying that a section does not apply is an answer, and has its reason. */
import { useState } from 'react';
import type { SectionId } from '../../../core/postmortem/report.ts';
import type { ReportModel } from '../../model/report-model.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { WordsField } from '../../parts/fields/words-field.tsx';
import { useEditing } from './editing.ts';

interface NotApplicableDialogProps {
  readonly model: ReportModel;
  readonly section: SectionId;
  readonly title: string;
  readonly onClose: () => void;
}

export function NotApplicableDialog({ model, section, title, onClose }: NotApplicableDialogProps) {
  const [words, setWords] = useState('');
  const editing = useEditing(model);
  const reason = words.trim();
  async function say() {
    if (await editing.edit('report.setNotApplicable', { section, reason })) onClose();
  }
  return (
    <DeedDialog
      title={`${title}: not applicable`}
      deed="It does not apply"
      isReady={reason !== ''}
      asking={editing}
      onDo={() => void say()}
      onClose={onClose}
    >
      <p>What was drafted or written stays, and stands again once the section applies.</p>
      <WordsField label="Why it does not apply" value={words} isRequired isFirst onChange={setWords} />
    </DeedDialog>
  );
}
