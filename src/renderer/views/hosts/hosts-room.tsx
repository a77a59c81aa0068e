/** The hosts of this workspace: where steps run, how each fares, and one of them open at the side. */
import { Button } from '@mantine/core';
import { Plus, Server } from 'lucide-react';
import { goTo } from '../../frame/navigation.ts';
import { toHash } from '../../frame/route.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { ListAndPanel } from '../../parts/layout/item-panel.tsx';
import { EmptyRoom, Page } from '../../parts/layout/page.tsx';
import tables from '../../parts/layout/table.module.css';
import { TableHead } from '../../parts/layout/table-head.tsx';
import { RoomTabs } from '../environments/room-tabs.tsx';
import { ContactState } from './contact-state.tsx';
import { HostForm } from './host-form.tsx';
import { HostPanel } from './host-panel.tsx';

interface HostsRoomProps {
  readonly selected: string | undefined;
  readonly isAsking: boolean;
}

export function HostsRoom({ selected, isAsking }: HostsRoomProps) {
  const { lists, workspace } = useModels();
  const hosts = useModel(lists, (view) => view.hosts);
  const failure = useModel(lists, (view) => view.failure);
  const contacts = useModel(workspace, (view) => view.contacts);
  const isReadOnly = useModel(workspace, (view) => view.workspace?.isReadOnly ?? false);
  const open = hosts?.find(({ name }) => name === selected);
  const isEmpty = hosts?.length === 0;
  const addButton = (
    <Button
      disabled={isReadOnly}
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => goTo({ room: 'hosts', asks: 'new' })}
    >
      Add a host
    </Button>
  );
  return (
    <ListAndPanel>
      <Page title="Hosts" about="What steps run on, over SSH." actions={isEmpty ? null : addButton}>
        <RoomTabs room="hosts" />
        {failure === undefined ? null : <FailureNote failure={failure} onRetry={() => void lists.refresh('hosts')} />}
        {isEmpty ? (
          <EmptyRoom icon={<Server size={26} aria-hidden="true" />} title="No host yet" actions={addButton}>
            A host is one SSH target: a name the plans use, an address, a user. Its key is pinned once you have compared
            its fingerprint. Nothing is installed on it.
          </EmptyRoom>
        ) : null}
        {hosts !== undefined && hosts.length > 0 ? (
          <table className={tables['table']}>
            <TableHead columns={['Host', 'Address', 'Reached by', 'Host key', 'Connection']} />
            <tbody>
              {hosts.map((host) => (
                <tr key={host.name} className={tables['row']} data-selected={host.name === selected || undefined}>
                  <td className={tables['still']}>
                    <a className={tables['link']} href={toHash({ room: 'hosts', host: host.name })}>
                      {host.name}
                    </a>
                  </td>
                  <td>
                    <code>{`${host.user}@${host.address}:${host.port}`}</code>
                  </td>
                  <td>{host.jump === undefined ? 'directly' : `by way of ${host.jump}`}</td>
                  <td>{host.pins.length > 0 ? 'pinned' : <span className={tables['none']}>not pinned</span>}</td>
                  <td className={tables['still']}>
                    <ContactState contact={contacts.get(host.name)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </Page>
      {open === undefined ? null : <HostPanel key={open.name} host={open} />}
      <HostForm isOpen={isAsking} onClose={() => goTo({ room: 'hosts' }, 'replace')} />
    </ListAndPanel>
  );
}
