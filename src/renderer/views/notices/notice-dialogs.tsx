/** What is said of a notice by hand: that its words are elsewhere now, that it is not to be sent, and what became of a sending. */
import { Button, TextInput } from '@mantine/core';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { MaintenanceId } from '../../../core/ids.ts';
import type { PlannedNotice, Sending } from '../../../core/notice/notice.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { ReasonDialog } from '../../parts/dialogs/reason-dialog.tsx';
import { kindNames } from './notice-looks.ts';
import type { Words } from './notice-words.tsx';
import classes from './notices.module.css';

interface NoticeDialogProps {
  readonly id: MaintenanceId;
  readonly notice: PlannedNotice;
  readonly onClose: () => void;
}

export function CopyDialog({ id, notice, words, onClose }: NoticeDialogProps & { readonly words: Words }) {
  const [seen] = useState<Words>({ subject: words.subject, text: words.text });
  const [sending] = useState(() => crypto.randomUUID());
  const [where, setWhere] = useState('');
  const [copied, setCopied] = useState<string>();
  const asking = useAsking();
  async function copy() {
    try {
      await navigator.clipboard.writeText(`${seen.subject}\n\n${seen.text}`);
      setCopied('Copied.');
    } catch (cause) {
      setCopied(`The clipboard refused it (${String(cause)}): select the words here and copy them.`);
    }
  }
  async function say() {
    const said = await asking.ask('notice.copied', { maintenance: id, notice: notice.id, sending, where, ...seen });
    if (said !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Copy by hand: ${kindNames[notice.kind]}, ${notice.audience}`}
      deed="It is there now"
      isReady={where.trim() !== ''}
      size={620}
      asking={asking}
      onDo={() => void say()}
      onClose={onClose}
    >
      <div className={classes['words']}>
        <p className={classes['subject']}>{seen.subject}</p>
        <p className={classes['text']}>{seen.text}</p>
      </div>
      <div className={classes['buttons']}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Copy size={14} aria-hidden="true" />}
          onClick={() => void copy()}
        >
          Copy the words
        </Button>
        <span role="status" className={classes['soft']}>
          {copied}
        </span>
      </div>
      <TextInput
        label="Where it is now"
        placeholder="the forum’s announcements, thread 4711"
        data-autofocus
        value={where}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}

export function DropDialog({ id, notice, onClose }: NoticeDialogProps) {
  return (
    <ReasonDialog
      title={`Drop: ${kindNames[notice.kind]}, ${notice.audience}?`}
      deed="Drop it"
      isDangerous
      label="Why it is not to be sent"
      request="notice.drop"
      toInput={(reason) => ({ maintenance: id, notice: notice.id, reason })}
      onClose={onClose}
    >
      <p className={classes['soft']}>It will not be sent. Who dropped it and why stays in the log.</p>
    </ReasonDialog>
  );
}

export type SettleWord = 'arrived' | 'did-not-arrive' | 'give-up';

const settles: Readonly<Record<SettleWord, { readonly title: string; readonly deed: string; readonly means: string }>> =
  {
    arrived: {
      title: 'It arrived?',
      deed: 'It arrived',
      means: 'The notice counts as sent through this channel, and is not sent there again.',
    },
    'did-not-arrive': {
      title: 'It did not arrive?',
      deed: 'It did not arrive',
      means: 'Then it can be sent through this channel again. If it did arrive, people get it twice.',
    },
    'give-up': {
      title: 'Give this sending up?',
      deed: 'Give it up',
      means: 'It is not tried any more, and nobody waits for this channel.',
    },
  };

interface SettleDialogProps extends NoticeDialogProps {
  readonly sending: Sending;
  readonly word: SettleWord;
}

export function SettleDialog({ id, notice, sending, word, onClose }: SettleDialogProps) {
  const { title, deed, means } = settles[word];
  return (
    <ReasonDialog
      title={`Through “${sending.channel}”: ${title}`}
      deed={deed}
      isDangerous={word === 'did-not-arrive'}
      label={word === 'give-up' ? 'Why' : 'How you know'}
      request="notice.settle"
      toInput={(reason) => ({ maintenance: id, notice: notice.id, sending: sending.id, word, reason })}
      onClose={onClose}
    >
      <p>{means}</p>
    </ReasonDialog>
  );
}
