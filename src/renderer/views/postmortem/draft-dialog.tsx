/** What the journal's draft says and what somebody wrote instead, side by side; the draft is only ever taken over by a person. */
import { Button, Modal } from '@mantine/core';
import dialogs from '../../parts/dialogs/dialog.module.css';
import { TextDifference } from '../../parts/drafts/text-difference.tsx';
import { MarkdownView } from '../../parts/markdown/markdown-view.tsx';
import content from './dialog-content.module.css';
import classes from './postmortem.module.css';

interface DraftDialogProps {
  readonly title: string;
  readonly drafted: string;
  readonly written: string;
  readonly isReadOnly: boolean;
  readonly onTakeOver: () => void;
  readonly onAppend: () => void;
  readonly onClose: () => void;
}

export function DraftDialog(props: DraftDialogProps) {
  const { title, drafted, written, isReadOnly, onTakeOver, onAppend, onClose } = props;
  const isEmpty = drafted.trim() === '';
  const doing = (deed: () => void) => () => {
    deed();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${title}: the draft beside your words`}
      size={980}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={dialogs['form']}>
        <div className={content['pair']}>
          <section aria-label="The draft">
            <h3>The draft, from the journal</h3>
            {isEmpty ? (
              <p className={classes['soft']}>The journal has nothing to say of it.</p>
            ) : (
              <MarkdownView text={drafted} />
            )}
          </section>
          <section aria-label="What is written">
            <h3>What is written</h3>
            <MarkdownView text={written} />
          </section>
        </div>
        <details>
          <summary>From the draft to what is written, word by word</summary>
          <TextDifference before={drafted} after={written} />
        </details>
        <div className={dialogs['buttons']}>
          <Button variant="default" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button variant="default" disabled={isReadOnly || isEmpty} onClick={doing(onAppend)}>
            Put the draft below
          </Button>
          <Button disabled={isReadOnly} onClick={doing(onTakeOver)}>
            Take the draft over
          </Button>
        </div>
      </div>
    </Modal>
  );
}
