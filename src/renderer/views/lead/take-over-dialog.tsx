/** Begins to take the lead of somebody else’s maintenance over: by an invite, or, where the way is cut, from the file it went into. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { goTo } from '../../frame/navigation.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';

export function TakeOverDialog({ onClose }: { readonly onClose: () => void }) {
  const user = useModel(useModels().workspace, (view) => view.workspace?.user ?? '');
  const [isFromFile, setFromFile] = useState(false);
  const [invite, setInvite] = useState('');
  const [name, setName] = useState(user);
  const asking = useAsking();
  if (isFromFile) return <ReceiveDialog onClose={onClose} />;
  async function begin() {
    if ((await asking.ask('taking.begin', { invite: invite.trim(), name: name.trim() })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Take over the lead"
      deed="Ask to be let in"
      isReady={invite.trim() !== '' && name.trim() !== ''}
      asking={asking}
      onDo={() => void begin()}
      onClose={onClose}
    >
      <p className={dialogs['small']}>
        The leader invites you to review or to assist, lets you in, and offers you the lead. Nothing changes before both
        of you have said so.
      </p>
      <TextInput
        label="Their invite"
        description="The whole of it, from http to its end"
        value={invite}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setInvite(event.currentTarget.value)}
      />
      <TextInput
        label="Your name"
        description="As the team knows you"
        value={name}
        maxLength={100}
        autoComplete="name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button variant="subtle" size="compact-sm" onClick={() => setFromFile(true)}>
          It was passed to this console already: receive it from a file…
        </Button>
      </div>
    </DeedDialog>
  );
}

function ReceiveDialog({ onClose }: { readonly onClose: () => void }) {
  const [file, setFile] = useState('');
  const [from, setFrom] = useState('');
  const asking = useAsking();
  async function receive() {
    const received = await asking.ask('lead.receive', { file: file.trim(), from: from.trim() });
    if (received !== undefined) goTo({ room: 'maintenance', id: received.maintenance, tab: 'console' });
  }
  return (
    <DeedDialog
      title="Receive the lead from a file"
      deed="Take it in"
      isReady={file.trim() !== '' && from.trim() !== ''}
      asking={asking}
      onDo={() => void receive()}
      onClose={onClose}
    >
      <p className={dialogs['small']}>
        For a maintenance whose lead was passed to this console, and which did not come through. Whoever passed it
        writes it to a file under Share…, and you lead it from here.
      </p>
      <TextInput
        label="File on this console’s machine"
        description="Its whole path"
        value={file}
        data-autofocus
        onChange={(event) => setFile(event.currentTarget.value)}
      />
      <TextInput
        label="Fingerprint of their console, as the leader reads it out"
        placeholder="SHA256:…"
        value={from}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}
