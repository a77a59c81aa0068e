/** A maintenance whose lead was handed over: why it is only read here, what the other side needs to take it in, and what if it cannot fetch it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MaintenanceState } from '../../../core/maintenance/state.ts';
import { useVisitor } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { BundlePart } from '../sharing/bundle-part.tsx';
import classes from './lead.module.css';

export function PassedNote({ state, because }: { readonly state: MaintenanceState; readonly because: string }) {
  const isVisitor = useVisitor() !== undefined;
  const [isWriting, setWriting] = useState(false);
  const key = useAsked('identity.show', {}, undefined, !isVisitor).value;
  return (
    <div className={classes['passed']}>
      <p role="status">{because}</p>
      {key === undefined ? null : (
        <div className={classes['passedKey']}>
          <span>
            They take it in by the key of this console. Read it out to them: <code>{key.fingerprint}</code>
          </span>
          <Button size="compact-xs" variant="default" onClick={() => setWriting(!isWriting)}>
            They cannot fetch it…
          </Button>
        </div>
      )}
      {isWriting ? (
        <div className={classes['passedFile']}>
          <p>
            Write it to a file and give them that. They receive it under “Take over the lead…”, or by{' '}
            <code>drydock lead receive</code>.
          </p>
          <BundlePart state={state} />
        </div>
      ) : null}
    </div>
  );
}
