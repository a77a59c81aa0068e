/** One host at the side: its facts, whether it answers and can run durable steps, and which key it is known by. */
import { Button } from '@mantine/core';
import { CircleCheck, PlugZap, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import type { HostRecord } from '../../../contract/shapes.ts';
import { goTo } from '../../frame/navigation.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import classes from '../../parts/layout/item-panel.module.css';
import { ItemHead, ItemPanel, ItemSection } from '../../parts/layout/item-panel.tsx';
import factList from '../../parts/marks/facts.module.css';
import { ContactState } from './contact-state.tsx';
import { HostForm } from './host-form.tsx';
import { HostKeys } from './host-keys.tsx';
import hosts from './host-verdict.module.css';

export function HostPanel({ host }: { readonly host: HostRecord }) {
  const { workspace } = useModels();
  const contact = useModel(workspace, (view) => view.contacts.get(host.name));
  const isReadOnly = useModel(workspace, (view) => view.workspace?.isReadOnly ?? false);
  const [isEdited, setEdited] = useState(false);
  const [isRemoved, setRemoved] = useState(false);
  return (
    <ItemPanel label={`Host ${host.name}`}>
      <ItemHead
        title={host.name}
        isReadOnly={isReadOnly}
        onEdit={() => setEdited(true)}
        onRemove={() => setRemoved(true)}
        onClose={() => goTo({ room: 'hosts' })}
      />
      <dl className={factList['facts']}>
        <dt>Address</dt>
        <dd>
          <code>{`${host.address}:${host.port}`}</code>
        </dd>
        <dt>User</dt>
        <dd>
          <code>{host.user}</code>
        </dd>
        <dt>Identity</dt>
        <dd>{host.identityFile === undefined ? 'the agent, or asked for' : <code>{host.identityFile}</code>}</dd>
        <dt>Jump host</dt>
        <dd>{host.jump ?? 'none'}</dd>
        <dt>Connection</dt>
        <dd>
          <ContactState contact={contact} />
          {contact?.message === undefined ? null : <p className={classes['small']}>{contact.message}</p>}
        </dd>
      </dl>
      <ConnectionCheck host={host} />
      <HostKeys host={host} />
      <HostForm isOpen={isEdited} host={host} onClose={() => setEdited(false)} />
      {isRemoved ? <RemoveHost host={host} onClose={() => setRemoved(false)} /> : null}
    </ItemPanel>
  );
}

function ConnectionCheck({ host }: { readonly host: HostRecord }) {
  const checking = useAsking();
  const [found, setFound] = useState<RequestOutput<'host.check'>>();
  async function check() {
    setFound(undefined);
    setFound(await checking.ask('host.check', { name: host.name }));
  }
  const Icon = found?.isDurable ? CircleCheck : TriangleAlert;
  return (
    <ItemSection title="Can steps run there?">
      {checking.failure === undefined ? null : <FailureNote failure={checking.failure} />}
      {found === undefined ? null : (
        <div className={hosts['verdict']} data-tone={found.isDurable ? 'good' : 'warn'} role="status">
          <Icon size={16} aria-hidden="true" />
          <div>
            <p>{found.message}</p>
            <p className={classes['small']}>
              {found.isDurable
                ? 'Steps survive a lost connection here.'
                : 'Only direct steps can run here: a lost connection may end them.'}{' '}
              Shell: {found.shell}
            </p>
          </div>
        </div>
      )}
      <div className={classes['buttons']}>
        <Button
          variant="default"
          loading={checking.isAsking}
          leftSection={<PlugZap size={15} aria-hidden="true" />}
          onClick={() => void check()}
        >
          Check the connection
        </Button>
      </div>
    </ItemSection>
  );
}

function RemoveHost({ host, onClose }: { readonly host: HostRecord; readonly onClose: () => void }) {
  const asking = useAsking();
  async function remove() {
    if ((await asking.ask('host.remove', { name: host.name })) === undefined) return;
    onClose();
    goTo({ room: 'hosts' });
  }
  return (
    <DeedDialog
      title={`Remove ${host.name}?`}
      deed={`Remove ${host.name}`}
      isDangerous
      asking={asking}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <p>
        Plans that name {host.name} will have no address for it, and its pinned keys are forgotten. Nothing changes on
        the host itself.
      </p>
    </DeedDialog>
  );
}
