/** Keys of consoles: one's own to hand on, and those believed to be somebody's after their fingerprint was read out. */
import { ActionIcon, Button, CopyButton, Textarea, TextInput } from '@mantine/core';
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PersonRecord } from '../../../contract/people-shapes.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { Fingerprint } from '../../parts/fingerprint/fingerprint.tsx';
import classes from '../../parts/layout/item-panel.module.css';
import { ItemSection } from '../../parts/layout/item-panel.tsx';
import { Instant } from '../../parts/time/instant.tsx';

export function OwnKey() {
  const asked = useAsked('identity.show', {});
  return (
    <ItemSection title="The key of this console">
      <p className={classes['small']}>
        It signs what you ask and answer by file. Hand the line on; read the fingerprint out by another way.
      </p>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.value === undefined ? null : (
        <>
          <Fingerprint fingerprint={asked.value.fingerprint} algorithm="Ed25519" />
          <div className={classes['buttons']}>
            <CopyButton value={asked.value.text}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<Copy size={14} aria-hidden="true" />}
                  onClick={copy}
                >
                  {copied ? 'Copied' : 'Copy the line to hand on'}
                </Button>
              )}
            </CopyButton>
          </div>
        </>
      )}
    </ItemSection>
  );
}

interface PersonKeysProps {
  readonly person: PersonRecord;
  readonly onChanged: () => void;
}

export function PersonKeys({ person, onChanged }: PersonKeysProps) {
  const isReadOnly = useIsReadOnly();
  const [isTrusting, setTrusting] = useState(false);
  const forgetting = useAsking();
  async function untrust(fingerprint: string) {
    if ((await forgetting.ask('person.untrustKey', { person: person.id, fingerprint })) !== undefined) onChanged();
  }
  return (
    <ItemSection title="Keys believed to be theirs">
      <p className={classes['small']}>An answer file counts only with the signature of one of these.</p>
      {forgetting.failure === undefined ? null : <FailureNote failure={forgetting.failure} />}
      {person.keys.map(({ fingerprint, trustedBy, trustedAtMs }) => (
        <div key={fingerprint}>
          <div className={classes['head']}>
            <Fingerprint fingerprint={fingerprint} algorithm="Ed25519" />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Believe this key no more"
              disabled={isReadOnly}
              onClick={() => void untrust(fingerprint)}
            >
              <Trash2 size={15} aria-hidden="true" />
            </ActionIcon>
          </div>
          <p className={classes['small']}>
            Trusted by {trustedBy}, <Instant atMs={trustedAtMs} />
          </p>
        </div>
      ))}
      <div className={classes['buttons']}>
        <Button size="compact-sm" variant="default" disabled={isReadOnly} onClick={() => setTrusting(true)}>
          Trust a key…
        </Button>
      </div>
      {isTrusting ? <TrustKey person={person} onChanged={onChanged} onClose={() => setTrusting(false)} /> : null}
    </ItemSection>
  );
}

function TrustKey({ person, onChanged, onClose }: PersonKeysProps & { readonly onClose: () => void }) {
  const [key, setKey] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const asking = useAsking();
  async function trust() {
    if (
      (await asking.ask('person.trustKey', { person: person.id, fingerprint: toWhole(fingerprint), key })) === undefined
    )
      return;
    onChanged();
    onClose();
  }
  return (
    <DeedDialog
      title={`Trust a key as ${person.name}’s`}
      deed="They are the same: trust it"
      isReady={key.trim() !== '' && fingerprint.trim() !== ''}
      asking={asking}
      onDo={() => void trust()}
      onClose={onClose}
    >
      <Textarea
        label="The line from their console"
        autosize
        minRows={2}
        data-autofocus
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        label="The fingerprint, as they read it out"
        description="By another way than the line came: on the phone, or face to face."
        spellCheck={false}
        autoComplete="off"
        value={fingerprint}
        onChange={(event) => setFingerprint(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}

/** As it is read out in blocks, with or without what it begins with. */
function toWhole(typed: string): string {
  return `SHA256:${typed.replace(/\s+/g, '').replace(/^SHA256:/i, '')}`;
}
