/** Giving a secret of a channel, and removing a channel. */
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import classes from './settings-room.module.css';

interface SecretDialogProps {
  readonly channel: string;
  readonly name: string;
  /** The system's keychain keeps it. */
  readonly isKept: boolean;
  readonly onClose: () => void;
}

export function SecretDialog({ channel, name, isKept, onClose }: SecretDialogProps) {
  const [value, setValue] = useState('');
  const asking = useAsking();
  async function give() {
    if ((await asking.ask('channel.giveSecret', { channel, name, value })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`The ${name} of “${channel}”`}
      deed="Give it"
      isReady={value !== ''}
      asking={asking}
      onDo={() => void give()}
      onClose={onClose}
    >
      <PasswordInput
        label={name}
        autoComplete="off"
        data-autofocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <p className={classes['small']}>
        {isKept
          ? 'It goes to the system’s keychain, and to the channel alone.'
          : 'It is held in memory until this console is closed, and written nowhere.'}
      </p>
    </DeedDialog>
  );
}

export function RemoveChannelDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const asking = useAsking();
  async function remove() {
    if ((await asking.ask('channel.remove', { name })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Remove “${name}”?`}
      deed="Remove it"
      isDangerous
      asking={asking}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <p>
        Notices that name it cannot be sent through it any more; its secrets are forgotten. What was sent stays in the
        logs.
      </p>
    </DeedDialog>
  );
}
