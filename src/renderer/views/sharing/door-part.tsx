/** How others get here: the door they come by, what it exposes, the command for whoever comes over a bastion; opened and closed on purpose. */
import { Button, CopyButton } from '@mantine/core';
import { Check, Copy, DoorClosed, DoorOpen, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ShareDoorView, ShareStanding } from '../../../contract/share-shapes.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import { Fingerprint } from '../../parts/fingerprint/fingerprint.tsx';
import { OpenDoorForm } from './open-door-form.tsx';
import classes from './sharing.module.css';

export function DoorPart({ view }: { readonly view: ShareDoorView }) {
  const { listener, standing } = view;
  if (standing.kind === 'open') return <OpenDoor view={view} standing={standing} />;
  return (
    <>
      <p className={classes['door']} data-tone={standing.kind === 'failed' ? 'bad' : 'neutral'}>
        {standing.kind === 'failed' ? (
          <>
            <TriangleAlert size={15} aria-hidden="true" /> It should be open, and is not: {standing.problem}
          </>
        ) : (
          <>
            <DoorClosed size={15} aria-hidden="true" /> Closed: nobody can come. Open it before you invite somebody.
          </>
        )}
      </p>
      <OpenDoorForm listener={listener} />
    </>
  );
}

type Open = Extract<ShareStanding, { readonly kind: 'open' }>;

function OpenDoor({ view, standing }: { readonly view: ShareDoorView; readonly standing: Open }) {
  const [isClosing, setClosing] = useState(false);
  const { url, fingerprint, bastion, connections } = standing;
  return (
    <>
      <div className={classes['doorHead']}>
        <p className={classes['door']} data-tone="good">
          <DoorOpen size={15} aria-hidden="true" /> Open at <code>{url}</code>
          <span className={classes['soft']}>
            {connections === 1 ? '1 connection' : `${connections.toLocaleString('en')} connections`}
          </span>
        </p>
        <Button size="compact-sm" variant="default" onClick={() => setClosing(true)}>
          Close it…
        </Button>
      </div>
      {bastion === undefined ? null : <Bastion bastion={bastion} />}
      {fingerprint === undefined ? null : (
        <div>
          <p className={classes['soft']}>
            A browser will warn that it does not know this door’s key. Whoever comes compares what it shows with this,
            read out by you; a Drydock does so by itself.
          </p>
          <Fingerprint fingerprint={fingerprint} />
        </div>
      )}
      <details className={classes['exposes']}>
        <summary>What this exposes</summary>
        <ul>
          {view.exposes.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
      {isClosing ? <CloseDialog connections={connections} onClose={() => setClosing(false)} /> : null}
    </>
  );
}

const bastionWords = { connecting: 'connecting…', open: 'leads here', failed: 'does not lead here' } as const;
const bastionTones = { connecting: 'warn', open: 'good', failed: 'bad' } as const;

function Bastion({ bastion }: { readonly bastion: NonNullable<Open['bastion']> }) {
  const { host, state, problem, command } = bastion;
  return (
    <div className={classes['bastion']}>
      <p className={classes['door']} data-tone={bastionTones[state]} role="status">
        {host} {bastionWords[state]}
        {problem === undefined ? '' : `: ${problem}`}
      </p>
      {command === undefined ? null : (
        <>
          <p className={classes['soft']}>
            Whoever comes in a browser first runs this, and leaves it running; then the invite opens. A Drydock needs
            only the invite.
          </p>
          <div className={classes['command']}>
            <code>{command}</code>
            <CopyButton value={command}>
              {({ copied, copy }) => (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
                  onClick={copy}
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </div>
        </>
      )}
    </div>
  );
}

function CloseDialog({ connections, onClose }: { readonly connections: number; readonly onClose: () => void }) {
  const asking = useAsking();
  async function close() {
    if ((await asking.ask('share.close', {})) !== undefined) onClose();
  }
  return (
    <DeedDialog title="Stop sharing?" deed="Close the door" asking={asking} onDo={() => void close()} onClose={onClose}>
      <p>
        {connections === 0
          ? 'Nobody is connected now.'
          : 'Everybody who follows, of every maintenance of this console, is disconnected at once.'}{' '}
        Invites stay as they are, and let people in again once you open it as it was.
      </p>
    </DeedDialog>
  );
}
