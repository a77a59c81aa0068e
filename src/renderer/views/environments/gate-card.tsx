/** The release gate of an environment: how it stands and why, a person's word on it, and its history. */
import { Button, Loader } from '@mantine/core';
import { DoorClosed, DoorOpen } from 'lucide-react';
import { useState } from 'react';
import type { GateRecord } from '../../../contract/gate-shapes.ts';
import { toHash } from '../../frame/route.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Mark } from '../../parts/marks/state-mark.tsx';
import { Instant } from '../../parts/time/instant.tsx';
import { gateLooks } from './environment-looks.ts';
import classes from './environments.module.css';
import { BlockDialog, UnblockDialog } from './gate-dialogs.tsx';

const shownEntries = 8;

export function GateCard({ environment }: { readonly environment: string }) {
  const isReadOnly = useIsReadOnly();
  const asked = useAsked('gate.show', { environment }, 'gate');
  const [dialog, setDialog] = useState<'block' | 'unblock'>();
  const gate = asked.value;
  const isLiftable = gate?.causes.some((cause) => cause.isLiftable) ?? false;
  return (
    <section className={classes['card']} aria-label="Release gate">
      <div className={classes['heading']}>
        <h2>Release gate</h2>
        {gate === undefined ? null : <Mark look={gateLooks[gate.state]} isPill />}
      </div>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {gate === undefined ? asked.failure === undefined && <Loader size="sm" /> : <Standing gate={gate} />}
      {gate === undefined ? null : (
        <div className={classes['buttons']}>
          {isLiftable ? (
            <Button
              variant="default"
              disabled={isReadOnly}
              leftSection={<DoorOpen size={15} aria-hidden="true" />}
              onClick={() => setDialog('unblock')}
            >
              Unblock…
            </Button>
          ) : null}
          <Button
            variant="default"
            disabled={isReadOnly}
            leftSection={<DoorClosed size={15} aria-hidden="true" />}
            onClick={() => setDialog('block')}
          >
            Block…
          </Button>
        </div>
      )}
      {gate === undefined ? null : <History gate={gate} />}
      {dialog === 'block' ? <BlockDialog environment={environment} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'unblock' && gate !== undefined ? (
        <UnblockDialog gate={gate} onClose={() => setDialog(undefined)} />
      ) : null}
    </section>
  );
}

function Standing({ gate }: { readonly gate: GateRecord }) {
  const { state, sinceMs, causes, contact, isOutdated, stableVersion } = gate;
  return (
    <>
      {state === 'open' ? <p>Releases, full and selective, may go there.</p> : null}
      {causes.length === 0 ? null : (
        <ul className={classes['list']}>
          {causes.map((cause) => (
            <li key={cause.id} className={classes['verdict']} data-tone="bad">
              <p>{cause.says}</p>
              <p className={classes['small']}>
                Since <Instant atMs={cause.sinceMs} />. {cause.advice}
              </p>
              {cause.maintenance === undefined ? null : (
                <p className={classes['small']}>
                  <a href={toHash({ room: 'maintenance', id: cause.maintenance.id, tab: 'console' })}>
                    Open “{cause.maintenance.title}”
                  </a>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {contact === undefined || state === 'open' ? null : <p>Contact: {contact}</p>}
      {isOutdated ? (
        <p className={classes['small']}>
          Outdated: migrations are pending. They do not block; releases go on with{' '}
          {stableVersion === undefined ? 'the version it has' : `the stable version ${stableVersion}`}.
        </p>
      ) : null}
      {sinceMs === undefined ? null : (
        <p className={classes['small']}>
          {state === 'open' ? 'Open' : 'Blocked'} since <Instant atMs={sinceMs} />.
        </p>
      )}
    </>
  );
}

function History({ gate: { history, isHistoryCut } }: { readonly gate: GateRecord }) {
  const [isWhole, setWhole] = useState(false);
  if (history.length === 0) return <p className={classes['small']}>It was never blocked.</p>;
  const shown = isWhole ? history : history.slice(0, shownEntries);
  return (
    <div className={classes['section']}>
      <h3 className={classes['small']}>History</h3>
      <dl className={classes['history']}>
        {shown.map((entry) => (
          <div key={`${entry.atMs} ${entry.says}`} style={{ display: 'contents' }}>
            <dt>
              <Instant atMs={entry.atMs} />
            </dt>
            <dd>
              {entry.says}
              {entry.isTurn ? <strong> {entry.state === 'open' ? 'It opened.' : 'It was blocked.'}</strong> : null}
            </dd>
          </div>
        ))}
      </dl>
      {history.length > shown.length ? (
        <div>
          <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>
            All {history.length}
          </Button>
        </div>
      ) : null}
      {isWhole && isHistoryCut ? <p className={classes['small']}>Older entries are not shown.</p> : null}
    </div>
  );
}
