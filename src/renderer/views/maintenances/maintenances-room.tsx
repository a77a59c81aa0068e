/** The maintenances of this workspace: what runs now first, then drafts, then what is over; and how a newcomer begins. */
import { Button } from '@mantine/core';
import { FlaskConical, Handshake, ListChecks, PackageOpen, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { goTo } from '../../frame/navigation.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { type Asking, useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import { useNowMs } from '../../parts/time/now.ts';
import { TakeOverDialog } from '../lead/take-over-dialog.tsx';
import { TakingPanel } from '../lead/taking-panel.tsx';
import { MaintenanceTable } from './maintenance-table.tsx';
import { NewMaintenance } from './new-maintenance.tsx';
import { OpenBundle } from './open-bundle.tsx';

interface MaintenancesRoomProps {
  /** What its address asks for. */
  readonly asks: 'new' | 'bundle' | 'lead' | undefined;
}

export function MaintenancesRoom({ asks }: MaintenancesRoomProps) {
  const { lists, workspace } = useModels();
  const maintenances = useModel(lists, (view) => view.maintenances);
  const failure = useModel(lists, (view) => view.failure);
  const isReadOnly = useModel(workspace, (view) => view.workspace?.isReadOnly ?? false);
  const [isNew, setNew] = useState(false);
  const [isOpening, setOpening] = useState(false);
  const forget = () => {
    if (asks !== undefined) goTo({ room: 'maintenances' }, 'replace');
  };
  const practice = useAsking();
  // A notice falls due without anything being written: the counts are read anew with each minute.
  const minute = Math.floor(useNowMs() / 60_000);
  const counted = useRef(minute);
  useEffect(() => {
    if (counted.current === minute) return;
    counted.current = minute;
    void lists.refresh('maintenances');
  }, [lists, minute]);

  const newButton = (
    <Button
      // An empty room has one thing to do first, and it is not this.
      variant={maintenances?.length === 0 ? 'default' : 'filled'}
      leftSection={<Plus size={16} aria-hidden="true" />}
      disabled={isReadOnly}
      onClick={() => setNew(true)}
    >
      New maintenance
    </Button>
  );
  const practiceButton = (
    <PracticeButton practice={practice} isReadOnly={isReadOnly} isFirst={maintenances?.length === 0} />
  );
  const bundleButton = (
    <Button
      variant="subtle"
      leftSection={<PackageOpen size={16} aria-hidden="true" />}
      onClick={() => setOpening(true)}
    >
      Open a bundle…
    </Button>
  );
  const takeOverButton = (
    <Button
      variant="subtle"
      leftSection={<Handshake size={16} aria-hidden="true" />}
      disabled={isReadOnly}
      onClick={() => goTo({ room: 'maintenances', asks: 'lead' })}
    >
      Take over the lead…
    </Button>
  );
  const isEmpty = maintenances?.length === 0;
  const actions = [
    <span key="elsewhere">
      {bundleButton}
      {takeOverButton}
    </span>,
    <span key="practice">{practiceButton}</span>,
    <span key="new">{newButton}</span>,
  ];
  return (
    <Page
      title="Maintenances"
      about="One piece of work in one window, with one leader."
      actions={isEmpty ? null : actions}
    >
      {failure === undefined ? null : (
        <FailureNote failure={failure} onRetry={() => void lists.refresh('maintenances')} />
      )}
      {practice.failure === undefined ? null : <FailureNote failure={practice.failure} onDismiss={practice.forget} />}
      <TakingPanel />
      {isEmpty ? (
        <EmptyRoom
          icon={<ListChecks size={26} aria-hidden="true" />}
          title="Lead your first maintenance in five minutes"
          actions={actions.toReversed()}
        >
          The practice maintenance runs about ten real steps over SSH, against a small host that lives inside Drydock
          and touches nothing else: a backup, a migration, a verification that can be made to fail, a rollback. Or draft
          a runbook of your own and make a maintenance from it.
        </EmptyRoom>
      ) : null}
      {maintenances !== undefined && maintenances.length > 0 ? <MaintenanceTable maintenances={maintenances} /> : null}
      <NewMaintenance
        isOpen={isNew || asks === 'new'}
        onClose={() => {
          setNew(false);
          forget();
        }}
      />
      {isOpening || asks === 'bundle' ? (
        <OpenBundle
          onClose={() => {
            setOpening(false);
            forget();
          }}
        />
      ) : null}
      {asks === 'lead' ? <TakeOverDialog onClose={forget} /> : null}
    </Page>
  );
}

interface PracticeButtonProps {
  readonly practice: Asking;
  readonly isReadOnly: boolean;
  readonly isFirst: boolean;
}

function PracticeButton({ practice, isReadOnly, isFirst }: PracticeButtonProps) {
  async function start() {
    const made = await practice.ask('practice.start', {});
    if (made !== undefined) goTo({ room: 'maintenance', id: made.id, tab: 'plan' });
  }
  return (
    <Button
      variant={isFirst ? 'filled' : 'default'}
      leftSection={<FlaskConical size={16} aria-hidden="true" />}
      loading={practice.isAsking}
      disabled={isReadOnly}
      onClick={() => void start()}
    >
      Practice maintenance
    </Button>
  );
}
