/** The listener pipelines ask at: whether it is open, what it exposes, and the deliberate word that opens it. */
import { Button, Checkbox, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GateListenerView } from '../../../contract/gate-shapes.ts';
import { gateListenerSchema, isLoopbackAddress, toExposure } from '../../../core/gate/listener.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import classes from './settings-room.module.css';

export function GateListenerCard({ view }: { readonly view: GateListenerView }) {
  const { listener, standing, exposes } = view;
  const isReadOnly = useIsReadOnly();
  const [isOpening, setOpening] = useState(false);
  const closing = useAsking();
  return (
    <section className={classes['listCard']} aria-label="Listener">
      <div className={classes['listHead']}>
        <h2>Listener</h2>
        {listener.isOpen ? (
          <Button
            size="compact-sm"
            variant="default"
            disabled={isReadOnly}
            loading={closing.isAsking}
            onClick={() => void closing.ask('gate.closeListener', {})}
          >
            Close it
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" disabled={isReadOnly} onClick={() => setOpening(true)}>
            Open…
          </Button>
        )}
      </div>
      {closing.failure === undefined ? null : <FailureNote failure={closing.failure} />}
      <ListenerWords standing={standing} />
      {listener.isOpen ? (
        <ul className={classes['sentences']}>
          {exposes.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {isOpening ? <OpenDialog listener={listener} onClose={() => setOpening(false)} /> : null}
    </section>
  );
}

function ListenerWords({ standing }: Pick<GateListenerView, 'standing'>) {
  switch (standing.kind) {
    case 'closed':
      return (
        <p className={classes['small']}>
          Closed. While it is open, a pipeline asks this console over HTTP, with a token, and gets a signed answer.
        </p>
      );
    case 'open':
      return (
        <p>
          Pipelines ask at <code>{standing.url}/gate/ENVIRONMENT</code>
        </p>
      );
    case 'failed':
      return (
        <p className={classes['notice']} data-tone="bad" role="alert">
          It should be open, and is not: {standing.problem}
        </p>
      );
  }
}

interface OpenDialogProps {
  readonly listener: GateListenerView['listener'];
  readonly onClose: () => void;
}

function OpenDialog({ listener, onClose }: OpenDialogProps) {
  const [address, setAddress] = useState(listener.address);
  const [port, setPort] = useState<number | string>(listener.port);
  const [names, setNames] = useState<readonly string[]>(listener.names);
  const [isBadgePublic, setBadgePublic] = useState(listener.isBadgePublic);
  const [isExposureAccepted, setExposureAccepted] = useState(false);
  const asking = useAsking();
  const wanted = { address: address.trim(), port, names: [...names], isBadgePublic };
  const parsed = gateListenerSchema.safeParse({ ...wanted, isOpen: true });
  const isExposed = parsed.success && !isLoopbackAddress(parsed.data.address);
  const problemOf = (field: string) =>
    parsed.success ? undefined : parsed.error.issues.find(({ path }) => path[0] === field)?.message;
  async function open() {
    if (!parsed.success) return;
    const { isOpen: _, ...input } = parsed.data;
    if ((await asking.ask('gate.openListener', { ...input, isExposureAccepted })) !== undefined) onClose();
  }
  return (
    <DeedDialog
      title="Open the listener"
      deed="Open it"
      size={580}
      isReady={parsed.success && (!isExposed || isExposureAccepted)}
      isDangerous={isExposed}
      asking={asking}
      onDo={() => void open()}
      onClose={onClose}
    >
      <div className={dialogs['halves']}>
        <TextInput
          label="Address"
          description="One address of this machine"
          data-autofocus
          value={address}
          error={problemOf('address')}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setExposureAccepted(false);
          }}
        />
        <NumberInput
          label="Port"
          description="1024 to 65535"
          allowDecimal={false}
          hideControls
          value={port}
          error={problemOf('port')}
          onChange={setPort}
        />
      </div>
      <TagsInput
        label="Other names"
        description="Those it is reached by beside its address, through a proxy with TLS, say"
        value={[...names]}
        error={problemOf('names')}
        onChange={setNames}
      />
      <Checkbox
        label="Badges need no token"
        description="An image in a page cannot send one"
        checked={isBadgePublic}
        onChange={(event) => setBadgePublic(event.currentTarget.checked)}
      />
      {parsed.success ? (
        <div className={classes['notice']} data-tone={isExposed ? 'warn' : undefined}>
          <ul className={classes['sentences']}>
            {toExposure(parsed.data).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {isExposed ? (
        <Checkbox
          label="Yes, other machines may reach it"
          checked={isExposureAccepted}
          onChange={(event) => setExposureAccepted(event.currentTarget.checked)}
        />
      ) : null}
    </DeedDialog>
  );
}
