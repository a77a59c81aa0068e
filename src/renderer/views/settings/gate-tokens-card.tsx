/** The tokens that read gates at the listener: by name only, shown whole the one time they are made. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GateListenerView } from '../../../contract/gate-shapes.ts';
import { gateTokenNameSchema } from '../../../core/gate/listener.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import classes from './settings-room.module.css';

type Token = GateListenerView['tokens'][number];

export function GateTokensCard({ tokens }: { readonly tokens: readonly Token[] }) {
  const isReadOnly = useIsReadOnly();
  const [isAdding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<string>();
  return (
    <section className={classes['listCard']} aria-label="Tokens">
      <div className={classes['listHead']}>
        <h2>Tokens</h2>
        <Button size="compact-sm" variant="default" disabled={isReadOnly} onClick={() => setAdding(true)}>
          Make a token…
        </Button>
      </div>
      <p className={classes['small']}>
        A token reads gates at the listener, and nothing else. Only its hash is kept here.
      </p>
      {tokens.length === 0 ? (
        <p className={classes['small']}>There is none: nobody can ask.</p>
      ) : (
        <ul className={classes['items']} aria-label="Tokens that read gates">
          {tokens.map(({ name, madeAtMs, madeBy }) => (
            <li key={name} className={classes['item']}>
              <code>{name}</code>
              <span className={classes['small']}>
                by {madeBy}, <Instant atMs={madeAtMs} />
              </span>
              <Button
                size="compact-xs"
                variant="default"
                disabled={isReadOnly}
                aria-label={`Revoke ${name}`}
                onClick={() => setRevoked(name)}
              >
                Revoke…
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? <AddDialog taken={tokens.map(({ name }) => name)} onClose={() => setAdding(false)} /> : null}
      {revoked === undefined ? null : <RevokeDialog name={revoked} onClose={() => setRevoked(undefined)} />}
    </section>
  );
}

function AddDialog({ taken, onClose }: { readonly taken: readonly string[]; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [made, setMade] = useState<string>();
  const asking = useAsking();
  const parsed = gateTokenNameSchema.safeParse(name.trim());
  const problem = taken.includes(name.trim())
    ? `There is a token called ${name.trim()} already`
    : name === '' || parsed.success
      ? undefined
      : parsed.error.issues[0]?.message;
  async function make() {
    if (parsed.success) setMade((await asking.ask('gate.addToken', { name: parsed.data }))?.token);
  }
  if (made !== undefined) {
    return (
      <DeedDialog title={`The token “${name.trim()}”`} deed="I have it" isDone onDo={onClose} onClose={onClose}>
        <p>Copy it now, into the pipeline’s own store of secrets. It is shown this once.</p>
        <TextInput
          label="Token"
          readOnly
          data-autofocus
          value={made}
          onFocus={(event) => event.currentTarget.select()}
        />
      </DeedDialog>
    );
  }
  return (
    <DeedDialog
      title="Make a token"
      deed="Make it"
      isReady={parsed.success && problem === undefined}
      asking={asking}
      onDo={() => void make()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="What it is for: ci"
        required
        data-autofocus
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </DeedDialog>
  );
}

function RevokeDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const asking = useAsking();
  async function revoke() {
    if ((await asking.ask('gate.revokeToken', { name })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title={`Revoke “${name}”?`}
      deed="Revoke it"
      isDangerous
      asking={asking}
      onDo={() => void revoke()}
      onClose={onClose}
    >
      <p>
        Whoever asks with it is refused from now on: such a pipeline takes the gate as unknown, and does not release.
      </p>
    </DeedDialog>
  );
}
