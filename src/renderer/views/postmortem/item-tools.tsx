/** Action items taken elsewhere: to a tracker through its API, or as a file that one imports. */
import { Button } from '@mantine/core';
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { RequestInput } from '../../../contract/requests.ts';
import type { Asking } from '../../parts/asking/asking.ts';
import { download } from '../runbooks/files.ts';
import { FileMenu } from './file-menu.tsx';
import classes from './postmortem.module.css';
import { type ItemsOf, TrackerDialog } from './tracker-dialog.tsx';

type IssueFile = RequestInput<'actionItem.export'>['tracker'];

const files: readonly (readonly [IssueFile, string])[] = [
  ['csv', 'CSV'],
  ['gitlab', 'CSV for GitLab'],
  ['github', 'Script of gh, for GitHub'],
  ['phabricator', 'Text for Phabricator'],
];

interface ItemToolsProps extends ItemsOf {
  readonly asking: Asking;
  readonly maySend: boolean;
}

export function ItemTools({ maintenance, items, asking, maySend }: ItemToolsProps) {
  async function take(tracker: IssueFile) {
    const made = await asking.ask('actionItem.export', { maintenance, tracker, isAll: true });
    if (made !== undefined) download(made.file, made.text, made.mediaType);
  }
  return (
    <div className={classes['tools']}>
      {maySend ? <SendItems of={[{ maintenance, items }]} /> : null}
      <FileMenu formats={files} onTake={(tracker) => void take(tracker)} />
    </div>
  );
}

export function SendItems({ of }: { readonly of: readonly ItemsOf[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Send size={14} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        Send to a tracker…
      </Button>
      {isOpen ? <TrackerDialog of={of} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
