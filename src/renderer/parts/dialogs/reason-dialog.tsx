/** A deed that needs its reason in words, and nothing else. */
import { type ReactNode, useState } from 'react';
import type { RequestInput, RequestName } from '../../../contract/requests.ts';
import { useAsking } from '../asking/asking.ts';
import { WordsField } from '../fields/words-field.tsx';
import { DeedDialog } from './deed-dialog.tsx';

interface ReasonDialogProps<N extends RequestName> {
  readonly title: string;
  /** What the button says: the deed itself. */
  readonly deed: string;
  readonly isDangerous?: boolean;
  /** What the words answer. */
  readonly label?: string;
  readonly request: N;
  readonly toInput: (reason: string) => RequestInput<N>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function ReasonDialog<N extends RequestName>(props: ReasonDialogProps<N>) {
  const { title, deed, isDangerous = false, label = 'Reason', request, toInput, onClose, children } = props;
  const [words, setWords] = useState('');
  const asking = useAsking();
  const reason = words.trim();
  async function ask() {
    if ((await asking.ask(request, toInput(reason))) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={title}
      deed={deed}
      isDangerous={isDangerous}
      isReady={reason !== ''}
      asking={asking}
      onDo={() => void ask()}
      onClose={onClose}
    >
      {children}
      <WordsField label={label} value={words} isRequired isFirst onChange={setWords} />
    </DeedDialog>
  );
}
