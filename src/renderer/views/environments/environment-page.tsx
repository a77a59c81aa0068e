/** One environment: what is pending there and how its releases went; its gate, its windows and its facts at the side. */
import { ActionIcon, Button, Loader } from '@mantine/core';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { EnvironmentDetails } from '../../../contract/environment-shapes.ts';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { Page } from '../../parts/layout/page.tsx';
import { EnvironmentMark } from '../../parts/marks/environment-mark.tsx';
import { EnvironmentFacts } from './environment-facts.tsx';
import { EnvironmentForm } from './environment-form.tsx';
import classes from './environments.module.css';
import { GateCard } from './gate-card.tsx';
import { MigrationSection } from './migration-section.tsx';
import { ReleaseSection } from './release-section.tsx';
import { RemoveEnvironment } from './remove-environment.tsx';
import { WindowCard } from './window-card.tsx';

export function EnvironmentPage({ name }: { readonly name: string }) {
  const isReadOnly = useIsReadOnly();
  // What a release does to an environment moves its gate, too.
  const asked = useAsked('environment.details', { name }, ['environment', 'gate']);
  const [dialog, setDialog] = useState<'edit' | 'remove'>();
  const details = asked.value;
  const actions =
    details === undefined ? null : (
      <>
        <Button
          variant="default"
          disabled={isReadOnly}
          leftSection={<Pencil size={15} aria-hidden="true" />}
          onClick={() => setDialog('edit')}
        >
          Change
        </Button>
        <ActionIcon
          variant="default"
          size={36}
          aria-label="Remove this environment"
          disabled={isReadOnly}
          onClick={() => setDialog('remove')}
        >
          <Trash2 size={15} aria-hidden="true" />
        </ActionIcon>
      </>
    );
  return (
    <Page
      title={details?.record.environment.name ?? name}
      about={
        <>
          {details?.record.environment.isProduction ? <strong>PRODUCTION · </strong> : null}
          <a className={classes['back']} href={toHash({ room: 'environments' })}>
            all environments
          </a>
        </>
      }
      actions={actions}
    >
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {details === undefined ? (
        asked.failure === undefined && <Loader size="sm" />
      ) : (
        <Details details={details} onRead={asked.again} />
      )}
      {details !== undefined && dialog === 'edit' ? (
        <EnvironmentForm record={details.record} onClose={() => setDialog(undefined)} />
      ) : null}
      {details !== undefined && dialog === 'remove' ? (
        <RemoveEnvironment
          name={details.record.environment.name}
          onClose={() => setDialog(undefined)}
          onDone={() => goTo({ room: 'environments' }, 'replace')}
        />
      ) : null}
    </Page>
  );
}

interface DetailsProps {
  readonly details: EnvironmentDetails;
  readonly onRead: () => void;
}

function Details({ details, onRead }: DetailsProps) {
  const { environment } = details.record;
  return (
    <div className={classes['columns']}>
      <div className={classes['column']}>
        <MigrationSection details={details} onRead={onRead} />
        <ReleaseSection releases={details.releases} />
      </div>
      <div className={classes['column']}>
        <GateCard environment={environment.name} />
        <WindowCard details={details} />
        <section className={classes['card']} aria-label="Facts">
          <div className={classes['heading']}>
            <h2>
              <EnvironmentMark environment={environment} />
            </h2>
          </div>
          <EnvironmentFacts details={details} />
        </section>
      </div>
    </div>
  );
}
