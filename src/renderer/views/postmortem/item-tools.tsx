/** Action items taken elsewhere: to a tracker through its API, or as a file that one imports. */
import { Button } from '@mantine/core';
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { RequestInput } from '../../../contract/requests.ts';
import { isToTrack } from '../../../core/postmortem/issues.ts';
import type { Asking } from '../../parts/asking/asking.ts';
import { download } from '../runbooks/files.ts';
import { FileMenu } from './file-menu.tsx';
import classes from './postmortem.module.css';
import { type ItemsOf, TrackerDialog } from './tracker-dialog.tsx';

type IssueFile = RequestInput<'actionItem.export'>['tracker'] | 'all';

/** Of those that are open and tracked nowhere. */
const files: readonly (readonly [IssueFile, string])[] = [
  ['csv', 'CSV'],
  ['gitlab', 'CSV for GitLab'],
  ['github', 'Script of gh, for GitHub'],
  ['phabricator', 'Text for Phabricator'],
];
const ofAll: readonly [IssueFile, string] = ['all', 'CSV of all, settled and tracked ones too'];

interface ItemToolsProps extends ItemsOf {
  readonly asking: Asking;
  readonly maySend: boolean;
}

export function ItemTools({ maintenance, items, asking, maySend }: ItemToolsProps) {
  const formats = [...(items.some(isToTrack) ? files : []), ofAll];
  async function take(file: IssueFile) {
    const wanted = file === 'all' ? { tracker: 'csv' as const, isAll: true } : { tracker: file };
    const made = await asking.ask('actionItem.export', { maintenance, ...wanted });
    if (made !== undefined) download(made.file, made.text, made.mediaType);
  }
  return (
    <div className={classes['tools']}>
      {maySend ? <SendItems of={[{ maintenance, items }]} /> : null}
      <FileMenu formats={formats} onTake={(file) => void take(file)} />
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
